"""The words of each XML file's body against the words of its page in a built site, in order.

It reads both with a few lines of its own and owes nothing to the builder: not its reader, not its model, not its data files but for the
address of the page. By hand, on a whole archive: python -m tests.corpus.words SITE XML_FOLDER
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lxml import etree, html

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
# What is printed around the body: masthead, notes, closing lines.
AROUND = {"meta", "coverPage", "preface", "conclusions", "authorialNote", "img"}


def letters(text: str) -> str:
    """Letters and digits only, so that neither white space nor punctuation set by a style sheet matters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def words_of_body(root: etree._Element) -> str:
    """The letters of the body. Left out: notices of reissue, which a page shows in its masthead."""
    markers = {(note.get("marker") or "").strip() for note in root.iter(f"{AKN}authorialNote")}
    out: list[str] = []

    def walk(element: etree._Element) -> None:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        words = "".join(map(str, element.itertext())) if name else ""
        notice = name in ("p", "paragraph") and re.match(r"\s*\*+\s*(Re-?issued|Second reissue)", words)
        called = name == "sup" and re.fullmatch(r"[\d,\s*]+", words) and set(re.findall(r"\d+|\*+", words)) <= markers
        if name == "preface":  # the heading of a statement stands before its body
            out.extend("".join(map(str, t.itertext())) for t in element.iter(f"{AKN}docTitle") if t.get("refersTo") == "#title1")
        elif name and name not in AROUND and not (notice or called):
            out.append(element.text or "")
            for child in element:
                walk(child)
        out.append(element.tail or "")

    walk(root)
    return letters("".join(out))


def words_of_page(page: Path) -> str:
    """The letters of the document on its page: without footnotes and their markers, links to itself, who cites it, headings of parts."""
    tree = html.parse(str(page), html.HTMLParser(encoding="utf-8"))
    out: list[str] = []

    def walk(element: etree._Element) -> None:
        classes = set((element.get("class") or "").split()) if isinstance(element.tag, str) else {"notes"}
        above = element.getparent()
        part = element.tag == "h2" and above is not None and above.get("class") == "part" and above.find("h2") is element
        if not part and not {"footnote-ref", "permalink", "headerlink", "cited", "notes"} & classes:
            out.append(element.text or "")
            for child in element:
                walk(child)
        out.append(element.tail or "")

    for element in tree.xpath("//div[contains(concat(' ', @class, ' '), ' resolution ')]")[:1]:
        walk(element)
    return letters("".join(out))


def compare(task: tuple[Path, Path]) -> str:
    """Where the words of the page first differ from those of the XML file; nothing where they are the same."""
    source, page = task
    theirs = words_of_body(etree.fromstring(source.read_bytes(), etree.XMLParser(recover=True, huge_tree=True)))
    ours = words_of_page(page)
    if theirs == ours:
        return ""
    at = next((n for n, (a, b) in enumerate(zip(theirs, ours, strict=False)) if a != b), min(len(theirs), len(ours)))
    return f"{source.name}: after {theirs[max(0, at - 30) : at]!r} the file has {theirs[at : at + 40]!r}, the page {ours[at : at + 40]!r}"


def pages_of(site: Path, sources: Path) -> Iterator[tuple[Path, Path]]:
    """Each XML file whose document the site holds, and its page, found by the SHA-256 of the file."""
    rows = map(json.loads, (site / "data" / "resolutions.jsonl").read_text(encoding="utf-8").splitlines())
    pages = {row["source_sha256"]: site / row["url"] / "index.html" for row in rows if row["held"]}
    for source in sorted(sources.rglob("*.xml")):
        page = pages.get(hashlib.sha256(source.read_bytes()).hexdigest())
        if page is not None:
            yield source, page


def main() -> int:
    """Compare all; the differences are printed, and the exit status says whether there are any."""
    site, sources = map(Path, sys.argv[1:3])
    with ProcessPoolExecutor() as workers:
        findings = list(workers.map(compare, pages_of(site, sources), chunksize=20))
    wrong = [finding for finding in findings if finding]
    sys.stdout.write("\n".join([*wrong, f"{len(findings)} pages compared, {len(wrong)} differ", ""]))
    return 1 if wrong or not findings else 0


if __name__ == "__main__":
    sys.exit(main())
