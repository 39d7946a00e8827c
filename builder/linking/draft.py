"""Words on the way to a gloss, and where each of them stands in print.

A draft knows the draft it was made of and what was done to that. Most texts cite nothing, and nobody asks where anything in them stands:
places are found when they are asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Draft", "Edit", "Made"]


class Made(NamedTuple):
    """Words that are put into a draft for what stood at [start, end).

    Each character of them stands for all of it; where they are `copied`, each for its own. The last of those copied stands for all up to
    `through` where that is more.
    """

    words: str
    start: int
    end: int
    copied: bool = False
    through: int = 0


class Edit(NamedTuple):
    """What stands at [start, end) of a draft, and what is put in its place."""

    start: int
    end: int
    made: Sequence[Made]


_Places = tuple[Sequence[int], Sequence[int]]  # the character at each place stands for [starts, ends) of the printed words


class Draft:
    """Words that were made of printed ones by edits."""

    __slots__ = ("_before", "_edits", "_places", "words")

    def __init__(self, words: str, before: Draft | None = None, edits: Sequence[Edit] = ()) -> None:
        self.words = words
        self._before = before
        self._edits = edits
        self._places: _Places | None = None if before else (range(len(words)), range(1, len(words) + 1))

    def edited(self, edits: Sequence[Edit]) -> Draft:
        """The draft after the edits, which are in order and apart from each other; itself where there are none."""
        if not edits:
            return self
        pieces: list[str] = []
        at = 0
        for start, end, made in edits:
            pieces.append(self.words[at:start])
            pieces += [each.words for each in made]
            at = end
        pieces.append(self.words[at:])
        return Draft("".join(pieces), self, edits)

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) stands in print."""
        starts, ends = self._found_places()
        return min(starts[start:end]), max(ends[start:end])

    def glossed(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Where each printed [start, end) stands here; for a place without words, such as the call of a footnote, the first after it."""
        starts, ends = self._found_places()
        nowhere = len(self.words)
        order: Sequence[int] = range(nowhere)
        first_after, firsts = order, sorted(starts)
        if firsts != list(starts):  # seldom: most glosses keep the order of the words
            order = sorted(order, key=starts.__getitem__)  # once: a long paragraph has thousands of marks
            first_after = list(accumulate(reversed(order), min))[::-1]
        for start, end in spans:
            at = bisect_left(firsts, start)
            if end > start:
                inside = [place for place in order[at : bisect_right(firsts, end)] if starts[place] < ends[place] <= end]
                yield (min(inside), max(inside) + 1) if inside else (nowhere, nowhere)
            else:
                place = first_after[at] if at < nowhere else nowhere
                yield place, place

    def _found_places(self) -> _Places:
        if self._places is None:
            assert self._before is not None
            self._places = _moved(self._before.words, self._before._found_places(), self._edits)
            self._before = None  # is needed no more
        return self._places


def _moved(words: str, places: _Places, edits: Iterable[Edit]) -> _Places:
    """The places of what the edits make of the words."""
    old_starts, old_ends = places
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for edit in edits:
        starts += old_starts[at : edit.start]
        ends += old_ends[at : edit.start]
        for each in edit.made:
            start, end, size = each.start, each.end, len(each.words)
            if each.copied:
                starts += old_starts[start:end]
                ends += old_ends[start:end]
                if each.through > end > start:
                    ends[-1] = max(old_ends[end - 1 : each.through])
            elif start < end:
                starts += [min(old_starts[start:end])] * size
                ends += [max(old_ends[start:end])] * size
            else:
                place = old_starts[start] if start < len(words) else old_ends[-1] if words else 0
                starts += [place] * size
                ends += [place] * size
        at = edit.end
    return [*starts, *old_starts[at:]], [*ends, *old_ends[at:]]
