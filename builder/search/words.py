"""Where the words of an index stand, so that indexes of some documents each can be put together to the one of all.

Pagefind writes of each word [word, pages, [[form, pages], …]] in CBOR: the forms are those with marks on letters ('Genève' of 'geneve'),
and pages are [[number, places, places in what is told of the page], …], where each number is the distance from the page before. To number
pages anew, and to put them behind those of another index, these numbers alone become different ones; all else can stay the bytes it is,
which takes a third of the time that reading and writing it takes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

import cbor2

from builder.search.pagefind import SearchError

__all__ = ["Places", "Words", "array_head", "joined", "words_of_pieces"]

# The pages of a word: how many, the numbers of the first and the last, and all of them encoded, but for the first's number.
Places: TypeAlias = tuple[int, int, int, bytes]

# By word and form; the form is '' for the word itself.
Words: TypeAlias = dict[tuple[str, str], Places]

_PAGE_HEAD = b"\x83"  # an array of three

# Numbers, which may be below zero, of one byte, two, three and five; an array of them; and a page, with its number for itself.
_NUMBERS = rb"(?:[\x00-\x17\x20-\x37]++|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)*+"
_ARRAY = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)" + _NUMBERS
_PAGE = re.compile(_PAGE_HEAD + rb"([\x00-\x17]|\x18.|\x19..|\x1a....)(" + _ARRAY + _ARRAY + rb")", re.DOTALL)
_PAGES = re.compile(rb"(?:" + _PAGE_HEAD + rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a....)" + _ARRAY + _ARRAY + rb")*+", re.DOTALL)


def words_of_pieces(pieces: Iterable[bytes], order: Sequence[int]) -> Words:
    """The words of an index from what its pieces hold; a page gets the number that `order` has at its place."""
    return {key: places for piece in pieces for key, places in _Piece(piece, order).words()}


class _Piece:
    """A piece of an index, read from its beginning to its end. SearchError where it is not as Pagefind writes it."""

    def __init__(self, encoded: bytes, order: Sequence[int]) -> None:
        self._encoded = encoded
        self._order = order
        self._numbers = [cbor2.dumps(number) for number in range(len(order))]
        self._distances = {encoded: number for number, encoded in enumerate(self._numbers)}
        self._at = 0

    def words(self) -> Iterator[tuple[tuple[str, str], Places]]:
        self._head()
        for _ in range(self._head()):
            self._head()
            word = self._string()
            if places := self._places():
                yield (word, ""), places
            for _ in range(self._head()):
                self._head()
                form = self._string()
                if places := self._places():
                    yield (word, form), places
        if self._at != len(self._encoded):
            raise SearchError("Pagefind's index has a form that is not known")

    def _head(self) -> int:
        """The length of the array or string that begins here."""
        length = self._encoded[self._at] & 0x1F
        self._at += 1
        if length < 24:
            return length
        begin, self._at = self._at, self._at + (1 << (length - 24))
        return int.from_bytes(self._encoded[begin : self._at])

    def _string(self) -> str:
        length = self._head()
        begin, self._at = self._at, self._at + length
        return self._encoded[begin : self._at].decode()

    def _places(self) -> Places | None:
        """The pages that stand here, numbered anew and sorted."""
        count, begin = self._head(), self._at
        run = _PAGES.match(self._encoded, begin)
        self._at = run.end() if run else begin
        found = _PAGE.findall(self._encoded, begin, self._at)
        if len(found) != count:
            raise SearchError("Pagefind's index has a form that is not known")
        if not found:
            return None
        number = 0
        pages = []
        for distance, rest in found:
            number += self._distances[distance]
            pages.append((self._order[number], rest))
        pages.sort()
        first = last = pages[0][0]
        encoded = [pages[0][1]]
        for number, rest in pages[1:]:
            encoded += (_PAGE_HEAD, self._numbers[number - last], rest)
            last = number
        return count, first, last, b"".join(encoded)


def joined(indexes: Sequence[tuple[int, Words]]) -> Iterator[tuple[str, bytes]]:
    """Each word of indexes that follow one another, in order, as Pagefind encodes it; the indexes with the number of their first page."""
    found: Mapping[tuple[str, str], list[tuple[int, Places]]] = defaultdict(list)
    for start, words in indexes:
        for key, places in words.items():
            found[key].append((start, places))
    for word, keys in groupby(sorted(found), key=itemgetter(0)):
        pages, forms = array_head(0), []
        for key in keys:
            if key[1]:
                forms.append(array_head(2) + cbor2.dumps(key[1]) + _pages(found[key]))
            else:
                pages = _pages(found[key])
        yield word, b"".join((array_head(3), cbor2.dumps(word), pages, array_head(len(forms)), *forms))


def _pages(places: Sequence[tuple[int, Places]]) -> bytes:
    total = before = 0
    pieces = [b""]
    for start, (count, first, last, encoded) in places:
        total += count
        pieces += (_page_head(start + first - before), encoded)
        before = start + last
    pieces[0] = array_head(total)
    return b"".join(pieces)


@lru_cache(maxsize=1 << 14)
def _page_head(distance: int) -> bytes:
    """A page up to the places in it."""
    return _PAGE_HEAD + cbor2.dumps(distance)


@lru_cache(maxsize=4096)
def array_head(length: int) -> bytes:
    """The head of a CBOR array of so many items: that of a number of the same size, of another kind."""
    number = cbor2.dumps(length)
    return bytes((number[0] | 0x80,)) + number[1:]
