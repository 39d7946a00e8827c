"""Documents of the corpus by their symbols, without reading the thousands of files that are not asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from builder.anchors import Anchored, anchored
from builder.linking.graph import Citation
from builder.reading.akn import read_akn
from builder.symbols import sort_key
from builder.text import MarkKind, Text

_SYMBOL = re.compile(rb'<docNumber[^>]*refersTo="#symbol"[^>]*>(.*?)</docNumber>', re.DOTALL)
_MASTHEAD = 60_000  # bytes; in every file of the corpus the symbol stands among them


def files_by_symbol(corpus: Path) -> dict[str, list[Path]]:
    """All XML files by their printed symbol, in capitals and without spaces; one symbol may have several, in several languages."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((corpus / "xml").rglob("*.xml")):
        with path.open("rb") as file:
            found = _SYMBOL.search(file.read(_MASTHEAD))
        if found:
            files[_key(re.sub(rb"<[^>]*>", b"", found[1]).decode("utf-8", "replace"))].append(path)
    return dict(files)


def read_documents(corpus: Path, symbols: Collection[str], *, links: bool = False) -> list[Anchored]:
    """The documents with these symbols, in all their languages, with their anchors; without the source's links, unless they are asked for.

    A KeyError names a symbol that no file has.
    """
    files = files_by_symbol(corpus)
    documents: dict[tuple[str, str], Anchored] = {}
    for symbol in symbols:
        # Parts adopted later are printed with the number alone: 'A/DEC/77/505' for 77/505 B.
        paths = files.get(_key(symbol)) or files[_key(re.sub(r" [A-Z]$", "", symbol))]
        for path in paths:
            resolution = read_akn(path.read_bytes(), path.name).resolution
            if resolution is not None and resolution.symbol:
                document = anchored(resolution)
                documents.setdefault((resolution.symbol, resolution.language), document if links else without_links(document))
    return sorted(documents.values(), key=lambda document: (document.resolution.language, sort_key(document.resolution.symbol)))


def without_links(document: Anchored) -> Anchored:
    """The document without the links that its source put on words."""
    return replace(document, units=tuple(replace(unit, text=_without_links(unit.text)) for unit in document.units))


def overlapping(citations: Collection[Citation], start: int, end: int) -> Iterator[Citation]:
    """The citations that share a character with words[start:end]."""
    return (citation for citation in citations if citation.start < end and start < citation.end)


def _without_links(text: Text) -> Text:
    return replace(text, marks=tuple(mark for mark in text.marks if mark.kind is not MarkKind.LINK))


def _key(symbol: str) -> str:
    return re.sub(r"\s", "", symbol).upper()
