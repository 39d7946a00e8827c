"""The words around a citation: whole where they are few, else cut at the edges of words, with the citation marked."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pages.markdown import escape

__all__ = ["render_excerpt"]

# Code points: what stands before and after a citation, and how far from there to look for the edge of a word. Two more lines on paper.
_BEFORE, _AFTER, _EDGE = 110, 130, 24
_SCRAP = 12  # so few words more are not worth an ellipsis


def render_excerpt(words: str, spans: Sequence[tuple[int, int]], *, isolate: bool = False) -> str:
    """Markdown of the words around the first of the spans [start, end), each span that is within them marked.

    Spans are code points in the words, in order; what overlaps the one before it is left unmarked. Without any, the words begin at
    their beginning. `isolate` is for words that are written from right to left.
    """
    anchor = spans[0] if spans else (0, 0)
    start, end = _left(words, anchor[0] - _BEFORE), _right(words, anchor[1] + _AFTER)
    out = ["… "] if start else []
    at = start
    for first, last in spans:
        if at <= first < last <= end:
            before, cited = (escape(piece, opening=False, isolate=isolate) for piece in (words[at:first], words[first:last]))
            out += [before, "<mark>", cited, "</mark>"]
            at = last
    out.append(escape(words[at:end].rstrip(), opening=False, isolate=isolate))
    if end < len(words):
        out.append(" …")
    return "".join(out)


def _left(words: str, wanted: int) -> int:
    """Where to begin: after the space next to the place wanted; there, in a script that has none."""
    if wanted <= _SCRAP:
        return 0
    space = words.find(" ", wanted, wanted + _EDGE)
    return space + 1 if space >= 0 else wanted


def _right(words: str, wanted: int) -> int:
    """Where to end: before the space next to the place wanted."""
    if wanted >= len(words) - _SCRAP:
        return len(words)
    space = words.rfind(" ", wanted - _EDGE, wanted + 1)
    return space if space >= 0 else wanted
