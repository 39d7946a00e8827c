"""Notes that are called again by a number typed above the line, without a field ('the Convention,¹ and')."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from itertools import accumulate

from builder.text import Mark, MarkKind, Text, TextBuilder

__all__ = ["with_recalls"]

# What a call can stand after: a stop, a bracket, a quotation mark, a word of three letters. Not 'km', nor a number: those have exponents.
_CALLED_AFTER = re.compile(r"(?:[^\W\d_]{3}|[,;:.)”’])$")


def with_recalls(text: Text, markers: Collection[str]) -> Text:
    """The text with calls in place of the raised numbers in it that are those of notes."""
    calls = [mark for mark in text.marks if mark.kind is MarkKind.SUPERSCRIPT and _is_call(text.words, mark, markers)]
    if not calls:
        return text
    replaced = frozenset(calls)
    starts = [mark.start for mark in calls]
    taken = [0, *accumulate(mark.end - mark.start for mark in calls)]

    def moved(offset: int) -> int:
        before = bisect_left(starts, offset)
        return offset - taken[before] + (max(0, calls[before - 1].end - offset) if before else 0)

    edges = [0, *(edge for mark in calls for edge in (mark.start, mark.end)), len(text.words)]
    words = "".join(text.words[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    others = (Mark(mark.kind, moved(mark.start), moved(mark.end), mark.value) for mark in text.marks if mark not in replaced)
    made = (Mark(MarkKind.CALL, moved(mark.start), moved(mark.start), text.words[mark.start : mark.end]) for mark in calls)
    return TextBuilder.of(words, (*others, *made)).build()


def _is_call(words: str, mark: Mark, markers: Collection[str]) -> bool:
    return words[mark.start : mark.end] in markers and bool(_CALLED_AFTER.search(words[max(0, mark.start - 3) : mark.start].rstrip()))
