"""The archive in memory: every document of `content/`, with its anchors."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.anchors import Anchored, anchored
from builder.cache import DocumentCache, pack, unpack
from builder.diagnostics import Diagnostic
from builder.model import Resolution
from builder.parallel import map_parallel
from builder.reading.yaml_file import parse_yaml
from builder.symbols import canonical_symbol, sort_key, symbol_path

__all__ = ["RESOLUTIONS", "SOURCES", "UNPLACED", "Archive", "document_file", "load_archive"]

# The folders of content/ that hold no pages.
RESOLUTIONS, SOURCES, UNPLACED = "resolutions", "sources", "unplaced"


def document_file(symbol: str, language: str) -> str:
    """The path of a document's file below content/resolutions/: 'en/A/RES/74/166.yaml'."""
    return f"{language}/{symbol_path(symbol)}.yaml"


@dataclass(frozen=True)
class Archive:
    """All documents, sorted by language, then as people count symbols.

    `sources` are the files as received that the keeper chose to offer, as paths below content/: 'sources/en/A/RES/74/166.xml'.
    """

    documents: tuple[Anchored, ...]
    sources: frozenset[str] = frozenset()

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents: English first, then by code."""
        found = {document.resolution.language for document in self.documents}
        return tuple(sorted(found, key=lambda language: (language != "en", language)))

    @cached_property
    def _by_symbol(self) -> dict[str, dict[str, Anchored]]:
        found: dict[str, dict[str, Anchored]] = {}
        for document in self.documents:
            found.setdefault(document.resolution.symbol, {})[document.resolution.language] = document
        return found

    def get(self, symbol: str, language: str) -> Anchored | None:
        """The document in this language, None where it is not held."""
        return self._by_symbol.get(symbol, {}).get(language)

    def held(self, symbol: str) -> bool:
        """Whether the document is held in any language."""
        return symbol in self._by_symbol

    def source_of(self, resolution: Resolution) -> str | None:
        """The source that is offered beside the document, as a path below content/; None where none is kept."""
        path = (
            f"{SOURCES}/{document_file(resolution.symbol, resolution.language).removesuffix('.yaml')}{Path(resolution.source.file).suffix}"
        )
        return path if path in self.sources else None


def load_archive(content: Path, *, jobs: int = 0, advance: Callable[[int, int], None] | None = None) -> tuple[Archive, list[Diagnostic]]:
    """The archive that the folder holds, and what is wrong or doubtful in it; a file that is no document is named and left out.

    `advance(done, all)` is called as files are read.
    """
    root = content / RESOLUTIONS
    paths = sorted(path for path in root.rglob("*.yaml") if path.is_file())
    known = DocumentCache(content)
    documents: dict[str, Anchored] = {}
    unread: list[tuple[str, Path, str]] = []
    diagnostics: list[Diagnostic] = []
    with _no_garbage_collection():
        for path in paths:
            name = path.relative_to(root).as_posix()
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            document = known.get((name, sha256))
            if document is None:
                unread.append((name, path, sha256))
            else:
                documents[name] = document
        done = len(documents)
        for (name, _, sha256), (packed, found) in zip(unread, map_parallel(_read, [path for _, path, _ in unread], jobs), strict=True):
            diagnostics += [finding.at(f"{RESOLUTIONS}/{name}") for finding in found]
            if packed is not None:
                documents[name] = unpack(packed)
                known.put((name, sha256), packed)
            done += 1
            if advance:
                advance(done, len(paths))
    known.save()
    kept, misplaced = _in_their_places(documents)
    diagnostics += misplaced
    diagnostics += [finding for document in kept for finding in document.diagnostics]
    sources = frozenset(path.relative_to(content).as_posix() for path in (content / SOURCES).rglob("*") if path.is_file())
    return Archive(kept, sources), diagnostics


def _read(path: Path) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    reading = parse_yaml(path.read_bytes(), path.name)
    if reading.resolution is None:
        return None, reading.diagnostics
    return pack(anchored(reading.resolution)), reading.diagnostics


def _in_their_places(documents: dict[str, Anchored]) -> tuple[tuple[Anchored, ...], list[Diagnostic]]:
    """The documents in order, without those whose symbol is none or whose file has the place of another."""
    kept: list[Anchored] = []
    diagnostics: list[Diagnostic] = []
    for name, document in sorted(documents.items()):
        resolution, file = document.resolution, f"{RESOLUTIONS}/{name}"
        symbol = canonical_symbol(resolution.symbol)
        if symbol != resolution.symbol:
            right = f"{symbol} is the spelling" if symbol else "it is no symbol of a document"
            diagnostics.append(Diagnostic("archive-symbol", f"{resolution.symbol}: {right}", "left out", document=file))
        elif name != document_file(symbol, resolution.language):
            right = f"{RESOLUTIONS}/{document_file(symbol, resolution.language)}"
            diagnostics.append(
                Diagnostic("archive-misplaced", f"{symbol} in {resolution.language} belongs in {right}", "left out", document=file)
            )
        else:
            kept.append(document)
    return tuple(sorted(kept, key=lambda document: (document.resolution.language, sort_key(document.resolution.symbol)))), diagnostics


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Millions of objects are made here and none is garbage; looking for some takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
