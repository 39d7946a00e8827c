"""The index of a language, put together from its parts: to a browser it looks as if Pagefind had made it in one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2

from builder.search.pagefind import pack_cbor
from builder.search.parts import FRAGMENTS, Entry, IndexedPart, Part, read_part
from builder.search.pieces import Piece, frequent_words, write_pieces
from builder.search.words import joined

__all__ = ["assemble"]

_ENTRY = "pagefind-entry.json"
_SHORTEST = 7  # digits of a hash in the name of a document


def assemble(parts: Sequence[Part], index: Path) -> None:
    """Put the parts of a language together in a folder, which is emptied first. Parts of what the documents were before are removed."""
    shutil.rmtree(index, ignore_errors=True)
    for folder in (FRAGMENTS, "index"):
        (index / folder).mkdir(parents=True)
    language = parts[0].language
    indexed = [read_part(part) for part in parts]
    entries = [entry for part in indexed for entry in part.entries]
    names = [f"{language}_{name}" for name in _short_names(entry.fragment for entry in entries)]
    starts = accumulate((len(part.entries) for part in indexed), initial=0)
    pieces = write_pieces(joined([(start, part.words) for start, part in zip(starts, indexed, strict=False)]), language, index / "index")
    meta = _write_meta(index, language, _meta(indexed[0], zip(names, entries, strict=True), pieces))
    _write_json(index / _ENTRY, _entry(parts[0], language, meta, len(entries)))
    _write_json(index / "documents.json", _columns(names, entries))
    _write_json(index / "frequent.json", frequent_words(pieces))
    _write_json(index / "subjects.json", _coded([entry.document.subjects for entry in entries]))
    _take_files(parts, index, dict(zip((entry.fragment for entry in entries), names, strict=True)))
    _remove_others(parts)


def _short_names(hashes: Iterable[str]) -> Iterator[str]:
    """As many digits of each hash as tell it from those before it."""
    taken: set[str] = set()
    for sha256 in hashes:
        length = _SHORTEST
        while sha256[:length] in taken:
            length += 1
        taken.add(sha256[:length])
        yield sha256[:length]


def _meta(part: IndexedPart, documents: Iterable[tuple[str, Entry]], pieces: Iterable[Piece]) -> list[Any]:
    """Pagefind's list of the documents and pieces."""
    names = [[name, entry.words] for name, entry in documents]
    return [part.version, names, [[piece.first, piece.last, piece.name] for piece in pieces], *part.rest]


def _write_meta(index: Path, language: str, meta: list[Any]) -> str:
    """Write the list; gives its name."""
    packed = pack_cbor(cbor2.dumps(meta), 9)
    name = f"{language}_{hashlib.sha256(packed).hexdigest()[:10]}"
    (index / f"pagefind.{name}.pf_meta").write_bytes(packed)
    return name


def _entry(part: Part, language: str, meta: str, documents: int) -> Any:
    """What a browser reads first: as it is of a part, but for the list and the number of documents."""
    entry = json.loads((part.pagefind / _ENTRY).read_text(encoding="utf-8"))
    entry["languages"][language] |= {"hash": meta, "page_count": documents}
    return entry


def _columns(names: Sequence[str], entries: Sequence[Entry]) -> dict[str, Any]:
    """What is known of each document: a list for each thing, all in the same order, with values as places in lists of names.

    `parts` are pairs on one line: the place of a word, and the part that begins with it.
    """
    columns: dict[str, Any] = {
        "ids": names,
        "dates": [entry.document.date for entry in entries],
        "parts": [entry.begins for entry in entries],
    }
    for name in ("organ", "kind", "session"):
        columns[name] = _coded([(getattr(entry.document, name),) for entry in entries])
    return columns


def _coded(values: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    """The names in use, sorted, and for each document the places of its own in that list."""
    names = sorted({name for own in values for name in own if name})
    place = {name: number for number, name in enumerate(names)}
    return {"names": names, "of": [[place[name] for name in own if name] for own in values]}


def _write_json(file: Path, data: Any) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _take_files(parts: Sequence[Part], index: Path, names: Mapping[str, str]) -> None:
    """Give the index the documents of all parts, by their names in it, and the files that Pagefind puts into each index."""
    for part in parts:
        for file in (part.pagefind / FRAGMENTS).iterdir():
            _link(file, index / FRAGMENTS / f"{names[file.stem]}.pf_fragment")
    for file in parts[0].pagefind.iterdir():
        if file.is_file() and file.name != _ENTRY:
            _link(file, index / file.name)


def _link(file: Path, target: Path) -> None:
    """Let the target be the same file, where the file system has that, else a copy."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copy2(file, target)


def _remove_others(parts: Sequence[Part]) -> None:
    """Remove what is beside the parts: those of other documents, and what a killed build left."""
    wanted = {part.folder for part in parts}
    for folder in parts[0].folder.parent.iterdir():
        if folder not in wanted:
            shutil.rmtree(folder, ignore_errors=True)
