"""What the links of the United Nations' XML show of the engine: it reads the words alone, and is compared with each link by its form.

By hand, on a whole corpus: python -m tests.corpus.citations XML_FOLDER TOOLS [--misses N]

TOOLS is the folder of the corpus' own scorer, whose rules decide what the links are (`akn_gold.py`) and where they stand (`score.py`). The
links that are wrong themselves are listed in `data/un_link_errors.yaml`; the figures are given with and without these.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from lxml import etree

from builder.anchors import Anchored, UnitKind, anchored
from builder.linking import Citation, Graph, link_archive
from builder.parallel import map_parallel
from builder.reading.akn import read_akn

ERRORS = Path(__file__).parent / "data" / "un_link_errors.yaml"
# What the scorer leaves of "(supp)" at the end of an address, which then is no document's.
EMPTY_BRACKETS = "()"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@dataclass(frozen=True)
class Link:
    """A link of the source: the unit it stands in, its place in the unit's words without white space, those words, and where it leads."""

    document: str
    language: str
    anchor: str
    start: int
    end: int
    printed: str
    target: str
    words: str


@dataclass(frozen=True)
class Judged:
    """A link, what became of it ('right', 'wrong', 'undecided', 'missed'), and what was found in its place."""

    link: Link
    verdict: str
    ours: tuple[str, ...]


def strip_links(source: bytes) -> bytes:
    """The XML without its links, their words left."""
    tree = etree.fromstring(source, etree.XMLParser(recover=True, huge_tree=True)).getroottree()
    etree.strip_tags(tree, f"{AKN}a")
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def scorer(tools: Path) -> ModuleType:
    """The corpus' own scorer, imported from its folder."""
    if str(tools) not in sys.path:
        sys.path.insert(0, str(tools))
    import score  # type: ignore[import-not-found]

    module: ModuleType = score
    return module


def read(tools: Path, path: Path) -> tuple[Anchored | None, dict[str, Any]]:
    """The document as read without its links, and what the scorer knows of it."""
    resolution = read_akn(strip_links(path.read_bytes()), path.name).resolution
    return anchored(resolution) if resolution is not None else None, scorer(tools).gold_document(path)


def documents_and_links(paths: Sequence[Path], tools: Path) -> tuple[list[Anchored], list[Link]]:
    """The documents of the files, one for each symbol and language, and the links in those of their units that the scorer finds."""
    score = scorer(tools)
    documents: dict[tuple[str, str], Anchored] = {}
    golds: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for document, gold in map_parallel(partial(read, tools), paths):
        if document is not None and document.resolution.symbol:
            documents.setdefault(score.key(document.resolution.symbol, document.resolution.language), document)
        golds[score.key(gold["symbol"], gold["language"])].append(gold)
    links = [link for key, files in golds.items() if key in documents for link in _links(documents[key], files, score)]
    return list(documents.values()), links


def _links(document: Anchored, files: Sequence[dict[str, Any]], score: ModuleType) -> Iterator[Link]:
    """The links in one document, matched as the scorer matches: paragraphs by their words, footnotes by marker and words."""
    units = [
        {"anchor": unit.anchor, "kind": unit.kind.value, "label": unit.path, "text": unit.text.words}
        for unit in document.units
        if unit.kind is not UnitKind.FORMULA
    ]
    texts = {score.squash(unit["text"]) for unit in units}
    gold = max(files, key=lambda file: sum(score.squash(block["text"]) in texts for block in file["blocks"]))
    pool = score.pool_of(unit for unit in units if unit["kind"] != "footnote")
    matched = [(score.take(pool, block), block) for block in gold["blocks"] if block["kind"] in ("preambular", "body")]
    notes: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for unit in units:
        if unit["kind"] == "footnote":
            notes[score.own(unit["label"]) or unit["label"], score.strip_end(score.squash(unit["text"]))].append(unit)
    for note in gold["footnotes"]:
        found = notes.get((score.own(note["marker"]) or note["marker"], score.strip_end(score.squash(note["text"]))))
        matched.append((found.pop(0) if found else None, note))
    for unit, block in matched:
        if unit is not None:
            squashed = score.squash(unit["text"])
            for start, end, target in block["links"]:
                resolution = document.resolution
                place = (resolution.symbol, resolution.language, unit["anchor"])
                yield Link(*place, start, end, squashed[start:end], target, unit["text"])


def judge(links: Iterable[Link], graph: Graph, tools: Path) -> list[Judged]:
    """What became of each link, by the scorer's rule: one of the citations on its words has its target, letters of parts aside."""
    score = scorer(tools)
    return [_judged(link, graph.citations_in(link.document, link.language).get(link.anchor, ()), score) for link in links]


def _judged(link: Link, citations: Iterable[Citation], score: ModuleType) -> Judged:
    over = []
    for citation in citations:
        start = len(score.squash(link.words[: citation.start]))
        if start < link.end and link.start < start + len(score.squash(citation.text)):
            over.append(citation)
    targets = {score.fold(citation.target) for citation in over if citation.target}
    if score.fold(link.target) in targets:
        verdict = "right"
    elif targets:
        verdict = "wrong"
    else:
        verdict = "undecided" if over else "missed"
    return Judged(link, verdict, tuple(citation.target or citation.reason for citation in over))


def known_errors(fold: Callable[[str], str]) -> set[tuple[str, str, str, str]]:
    """The links that are known to be wrong, or to name the document otherwise: document, language, anchor, and where they lead."""
    listed = yaml.safe_load(ERRORS.read_text(encoding="utf-8"))
    entries = [*listed["errors"], *listed["equivalent"]]
    return {(entry["document"], entry["language"], entry["anchor"], fold(entry["linked"])) for entry in entries}


def without_errors(judged: Iterable[Judged], tools: Path) -> list[Judged]:
    """Those that are right, and of the others those that are not known to be an error of the link or of its reading."""
    fold = scorer(tools).fold
    known = known_errors(fold)

    def is_error(link: Link) -> bool:
        return link.target.endswith(EMPTY_BRACKETS) or (link.document, link.language, link.anchor, fold(link.target)) in known

    return [each for each in judged if each.verdict == "right" or not is_error(each.link)]


# --- figures ------------------------------------------------------------------------------------------------------------------------

# The forms in which documents are cited, by where the link leads and by the words it stands on; the first that fits.
FORMS: tuple[tuple[str, str, str], ...] = (
    ("full symbol, '(supp)' in the link", rf".*{re.escape(EMPTY_BRACKETS)}", r".*"),
    ("full symbol", r".*", r".*[A-Z]/.*"),
    ("letter alone", r"A/RES/.*", r"\W*[A-Z]\W*"),
    ("n (ROMAN), Assembly", r"A/RES/.*\(.*", r".*"),
    ("special session", r"A/RES/E?S-.*", r".*"),
    ("n/n, Assembly", r"A/RES/.*", r".*"),
    ("n (year), Security Council", r"S/RES.*", r".*"),
    ("n/n, Human Rights Council", r"A/HRC/(?:RES|DEC).*", r".*"),
    ("n (ROMAN), Economic and Social Council", r"E/RES/.*\(.*", r".*"),
    ("year/n, Economic and Social Council", r"E/RES/.*", r".*"),
    ("year/n, Commission on Human Rights", r"E/CN.*", r".*"),
    ("other words", r".*", r".*"),
)
VERDICTS = ("right", "wrong", "undecided", "missed")


def form_of(link: Link) -> str:
    """The form in which the link's document is cited."""
    return next(form for form, target, printed in FORMS if re.fullmatch(target, link.target) and re.fullmatch(printed, link.printed))


def recall(judged: Sequence[Judged]) -> float:
    """The share of the links that are found with their target."""
    return sum(each.verdict == "right" for each in judged) / len(judged)


def accuracy(judged: Sequence[Judged]) -> float:
    """The share of those found with their target among the links on whose words something was found."""
    return recall([each for each in judged if each.verdict != "missed"])


def table(judged: Sequence[Judged]) -> str:
    """What became of the links of each form, as a table in Markdown, the most frequent form first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in judged:
        counts[form_of(each.link)][each.verdict] += 1
    lines = [f"| form | links | {' | '.join(VERDICTS)} |", f"|---|{'---:|' * (len(VERDICTS) + 1)}"]
    for form, count in sorted(counts.items(), key=lambda item: -item[1].total()):
        lines.append(f"| {form} | {count.total():,} | {' | '.join(f'{count[verdict]:,}' for verdict in VERDICTS)} |")
    return "\n".join(lines)


def main() -> None:
    """Link all documents of a folder and print the figures and the table, with and without the links that are known to be wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="XML files, in any folders below")
    parser.add_argument("tools", type=Path, help="the folder of score.py and akn_gold.py")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print so many links that were not found, too")
    options = parser.parse_args()
    documents, links = documents_and_links(sorted(options.folder.rglob("*.xml")), options.tools)
    judged = judge(links, link_archive(documents), options.tools)
    for title, some in (("All links", judged), ("Without those known to be wrong", without_errors(judged, options.tools))):
        figures = f"recall {recall(some):.5f}, accuracy {accuracy(some):.5f}"
        sys.stdout.write(f"{title}: {len(some):,} in {len(documents):,} documents, {figures}\n\n{table(some)}\n\n")
    wrong = [each for each in without_errors(judged, options.tools) if each.verdict != "right"]
    for each in sorted(wrong, key=lambda each: (form_of(each.link), each.link.document))[: options.misses]:
        link = each.link
        ours = " ".join(each.ours)
        sys.stdout.write(f"{form_of(link)}: {link.document} {link.anchor}: {link.printed!r} to {link.target}: {each.verdict} {ours}\n")


if __name__ == "__main__":
    main()
