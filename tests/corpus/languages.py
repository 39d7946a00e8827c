"""How well documents are read in each language: the corpus' own scorer by language, and the anchors of each against the English.

    python -m tests.corpus.languages XML_FOLDER TOOLS [--only ar,zh] [--misses DIR]

XML_FOLDER is searched for *.xml in all languages; TOOLS holds the corpus' `score.py`. Nothing is built: the files are read, and the data
files written from what was read. With --misses, what the scorer did not find and where anchors differ is written to DIR, by language.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from builder.anchors import Anchored, UnitKind, anchored
from builder.export.rows import paragraph_rows, resolution_row
from builder.reading.akn import read_akn
from builder.reading.file_names import name_agrees

FIGURES = (
    "documents",
    "paragraph recall",
    "paragraph precision",
    "words",
    "labels",
    "operative anchors",
    "footnote recall",
    "footnote precision",
    "footnote calls",
    "titles",
    "dates",
    "meetings",
    "perfect documents",
    "repeated anchors",
)

Documents = Mapping[tuple[str, str], tuple[Path, Anchored]]  # (symbol, language) -> its file, and what was read from it


def read_all(files: Iterable[Path]) -> Documents:
    """The documents in the files; of several of one symbol and language, the one whose name agrees with it, then the fullest."""
    best: dict[tuple[str, str], tuple[tuple[bool, int], Path, Anchored]] = {}
    with ProcessPoolExecutor() as workers:
        for path, document in workers.map(_read, sorted(files), chunksize=20):
            if document is None:
                continue
            key = (document.resolution.symbol, document.resolution.language)
            rank = (bool(name_agrees(path.name, key[0])), sum(len(unit.text.words) for unit in document.units))
            if key not in best or rank > best[key][0]:
                best[key] = (rank, path, document)
    return {key: (path, document) for key, (_, path, document) in sorted(best.items())}


def _read(path: Path) -> tuple[Path, Anchored | None]:
    resolution = read_akn(path.read_bytes(), path.name).resolution
    return path, anchored(resolution) if resolution is not None and resolution.symbol else None


def score(documents: Documents, language: str, tools: Path, misses: Path | None = None) -> dict[str, float]:
    """The scorer's figures for the documents of one language, each against its own file."""
    own = {key: value for key, value in documents.items() if key[1] == language}
    with tempfile.TemporaryDirectory() as scratch:
        data, gold = Path(scratch, "data"), Path(scratch, "gold")
        data.mkdir()
        gold.mkdir()
        for number, (path, _) in enumerate(own.values()):
            (gold / f"{number:05}.xml").symlink_to(path.resolve())
        _write(data / "resolutions.jsonl", (resolution_row(document.resolution) for _, document in own.values()))
        _write(data / "paragraphs.jsonl", (row for _, document in own.values() for row in paragraph_rows(document)))
        _write(data / "citations.jsonl", ())
        more = ["--misses", "1000000"] if misses else []
        command = [sys.executable, tools / "score.py", data, gold, "--json", data / "figures.json", *more]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", timeout=3600).stdout
        if misses:
            kept = (line for line in told.splitlines() if "\t" in line and not line.startswith("citation\t"))
            (misses / f"score-{language}.txt").write_text("\n".join(kept), encoding="utf-8")
        figures: dict[str, float] = json.loads((data / "figures.json").read_text(encoding="utf-8"))
        return figures


def _write(path: Path, rows: Iterable[object]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@dataclass
class Compared:
    """The documents of one language that are in English, too: how many there are, how many have the same anchors, how the others differ."""

    documents: int = 0
    alike: int = 0
    units: int = 0
    shared: int = 0  # units whose anchor the English has for a unit of the same kind
    differences: list[str] = field(default_factory=list)

    @property
    def alike_share(self) -> float:
        return self.alike / self.documents if self.documents else 1.0

    @property
    def shared_share(self) -> float:
        return self.shared / self.units if self.units else 1.0


def compare_anchors(documents: Documents, language: str) -> Compared:
    """The anchors and kinds of units in the order of the text, in a language against the English."""
    found = Compared()
    for (symbol, own), (path, document) in documents.items():
        if own != language or (symbol, "en") not in documents:
            continue
        here, english = _anchors(document), _anchors(documents[symbol, "en"][1])
        found.documents += 1
        found.alike += here == english
        found.units += len(here)
        found.shared += len(set(here) & set(english))
        if here != english:
            found.differences.append(f"== {symbol} ({path.name})\n{_difference(english, here)}")
    return found


def _anchors(document: Anchored) -> list[tuple[str, str]]:
    return [(unit.anchor, unit.kind.value) for unit in document.units if unit.kind is not UnitKind.FORMULA]


def _difference(english: Sequence[tuple[str, str]], here: Sequence[tuple[str, str]]) -> str:
    lines = []
    for what, a, b, c, d in SequenceMatcher(a=english, b=here, autojunk=False).get_opcodes():
        if what != "equal":
            lines.append(f"   - {' '.join(anchor for anchor, _ in english[a:b])}\n   + {' '.join(anchor for anchor, _ in here[c:d])}")
    return "\n".join(lines)


def languages_of(documents: Documents) -> list[str]:
    """The languages, the English first."""
    held: dict[str, int] = defaultdict(int)
    for _, language in documents:
        held[language] += 1
    return sorted(held, key=lambda language: (language != "en", -held[language], language))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("xml", type=Path)
    parser.add_argument("tools", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--misses", type=Path)
    given = parser.parse_args(arguments)
    if given.misses:
        given.misses.mkdir(parents=True, exist_ok=True)
    documents = read_all(given.xml.rglob("*.xml"))
    shown = [language for language in languages_of(documents) if not given.only or language in given.only.split(",")]
    _table(shown, {language: score(documents, language, given.tools, given.misses) for language in shown})
    for language in shown:
        if language == "en":
            continue
        compared = compare_anchors(documents, language)
        sys.stdout.write(
            f"{language}: {compared.alike} of {compared.documents} documents ({compared.alike_share:.2%}) have the anchors of the English; "
            f"{compared.shared_share:.2%} of all anchors are the English ones\n"
        )
        if given.misses:
            (given.misses / f"anchors-{language}.txt").write_text("\n".join(compared.differences), encoding="utf-8")


def _table(languages: Collection[str], figures: Mapping[str, Mapping[str, float]]) -> None:
    lines = [f"{'':22}" + "".join(f"{language:>9}" for language in languages)]
    for name in FIGURES:
        values = (figures[language][name] for language in languages)
        lines.append(f"{name:22}" + "".join(f"{'-' if value is None else value:>9}" for value in values))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
