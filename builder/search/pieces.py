"""The pieces of an index, cut smaller than Pagefind cuts them.

Pagefind fills a piece with words in the order of the alphabet and closes it when it is full, so that a rare word is sent with whichever
frequent one comes after it: "obstetric" with "of", 390 KB. Here each word that
fills a piece alone has its own, and the others share small ones.

A piece is a gzip file of CBOR behind a few bytes of Pagefind's: [[word, …], …]. The list of pieces, with the first and the last word of
each, is part of the index's `pf_meta`; all bear the hash of what is in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builder.parallel import available_cores
from builder.search.pagefind import pack_cbor
from builder.search.words import array_head

__all__ = ["Piece", "frequent_words", "write_pieces"]

_FULL = 26_000  # bytes, some 14,000 compressed: what a piece is filled up to
_LEVEL = 6  # of compression: the highest takes half as long again and saves 0.4 %
_HEAVY = 45_000  # bytes, compressed: what the places of a word weigh more than a page of results


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of words that are neighbours in the alphabet."""

    first: str
    last: str
    name: str
    size: int  # compressed


def write_pieces(words: Iterable[tuple[str, bytes]], language: str, folder: Path) -> list[Piece]:
    """Write the words of an index, sorted and encoded, into pieces in the folder."""

    def write(group: list[tuple[str, bytes]]) -> Piece:
        encoded = b"".join((array_head(1), array_head(len(group)), *(word for _, word in group)))
        packed = pack_cbor(encoded, _LEVEL)
        name = f"{language}_{hashlib.sha256(packed).hexdigest()[:9]}"
        (folder / f"{name}.pf_index").write_bytes(packed)
        return Piece(group[0][0], group[-1][0], name, len(packed))

    with ThreadPoolExecutor(available_cores()) as pool:  # threads compress side by side
        return list(pool.map(write, _groups(words)))


def _groups(words: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Neighbours that together stay below what fills a piece; what alone does not is alone."""
    group: list[tuple[str, bytes]] = []
    filled = 0
    for word, encoded in words:
        if group and filled + len(encoded) > _FULL:
            yield group
            group, filled = [], 0
        group.append((word, encoded))
        filled += len(encoded)
    if group:
        yield group


def frequent_words(pieces: Iterable[Piece]) -> list[str]:
    """The words whose places alone weigh more than a page of results: phrases can do without looking them up."""
    return sorted(piece.last for piece in pieces if piece.size > _HEAVY)
