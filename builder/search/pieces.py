"""The pieces of an index, cut smaller than Pagefind cuts them.

Pagefind fills a piece with words in the order of the alphabet and closes it when it is full, so that a rare word is sent with whichever
frequent one comes after it: "obstetric" with "of", 390 KB. Here each word that
fills a piece alone has its own, and the others share small ones.

A piece is a gzip file of CBOR behind a few bytes of Pagefind's: [[word, …], …]. The list of pieces, with the first and the last word of
each, is part of the index's `pf_meta`; all bear the hash of what is in them.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cbor2

from builder.parallel import map_parallel

__all__ = ["cut_pieces", "frequent_words"]

_PREFIX = b"pagefind_dcd"
_PIECES = 2  # where the list of pieces stands in the meta file
_FULL = 14_000  # bytes, compressed: what a piece is filled up to
_LEVEL = 6  # of compression: the highest takes half as long again and saves 0.4 %
_HEAVY = 45_000  # bytes, compressed: what the places of a word weigh more than a page of results


def cut_pieces(index: Path) -> None:
    """Cut the pieces of the index in this folder, and write its list of them anew."""
    (meta,) = index.glob("pagefind.*.pf_meta")
    data = _read(meta)
    files = [index / "index" / f"{name}.pf_index" for _, _, name in data[_PIECES]]
    data[_PIECES] = [piece for pieces in map_parallel(_cut, files) for piece in pieces]
    packed = _packed(data)
    old, language = meta.stem.removeprefix("pagefind."), meta.stem.removeprefix("pagefind.").rpartition("_")[0]
    new = f"{language}_{hashlib.sha256(packed).hexdigest()[:10]}"
    meta.unlink()
    meta.with_name(f"pagefind.{new}.pf_meta").write_bytes(packed)
    entry = index / "pagefind-entry.json"
    entry.write_text(entry.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def frequent_words(index: Path) -> list[str]:
    """The words whose places alone weigh more than a page of results, once the pieces are cut: phrases can do without looking them up."""
    (meta,) = index.glob("pagefind.*.pf_meta")
    return sorted(last for _, last, name in _read(meta)[_PIECES] if (index / "index" / f"{name}.pf_index").stat().st_size > _HEAVY)


def _cut(file: Path) -> list[list[str]]:
    """Write the words of one piece into smaller ones in its place; gives [first word, last word, name] of each."""
    size = file.stat().st_size
    (words,) = _read(file)
    encoded = [cbor2.dumps(word) for word in words]
    full = _FULL * sum(map(len, encoded)) / max(size, 1)  # uncompressed
    language = file.stem.rpartition("_")[0]
    file.unlink()
    pieces = []
    for start, end in _groups([len(word) for word in encoded], full):
        packed = gzip.compress(_PREFIX + b"\x81" + _array_head(end - start) + b"".join(encoded[start:end]), compresslevel=_LEVEL, mtime=0)
        name = f"{language}_{hashlib.sha256(packed).hexdigest()[:9]}"
        file.with_name(f"{name}.pf_index").write_bytes(packed)
        pieces.append([words[start][0], words[end - 1][0], name])
    return pieces


def _groups(sizes: Sequence[int], full: float) -> Iterator[tuple[int, int]]:
    """Neighbours that together stay below `full`; what alone does not is alone."""
    start, filled = 0, 0
    for place, size in enumerate(sizes):
        if place > start and filled + size > full:
            yield start, place
            start, filled = place, 0
        filled += size
    if start < len(sizes):
        yield start, len(sizes)


def _array_head(length: int) -> bytes:
    """The head of a CBOR array of so many items."""
    return cbor2.dumps([0] * length)[: -length or None]


def _read(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_PREFIX))


def _packed(data: Any) -> bytes:
    return gzip.compress(_PREFIX + cbor2.dumps(data), compresslevel=9, mtime=0)
