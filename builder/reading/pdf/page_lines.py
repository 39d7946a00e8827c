"""Printed lines: the pieces of a page that stand on one base line, what is raised or lowered with them, and the words they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.reading.pdf.pieces import Piece
from builder.text import MarkKind, Text, TextBuilder

__all__ = ["PrintedLine", "Span", "line_text", "printed_lines"]

# Parts of the type's size.
_SAME_LINE = 0.3  # base lines that are one: the symbol in two sizes has two
_SMALL = 0.85  # type smaller than this beside other type may be raised or lowered
_RAISED = 0.15  # by how much
_REACH = 0.75  # how far above its line a raised sign may stand
_SPACE = 0.1425  # a gap that parts words: between letters of one word it is seldom more, between words seldom less
_LABEL = re.compile(r"\([a-z]{1,4}\)|\d{1,3}\.")  # at the start of a line: a space follows, however wide the label is


@dataclass(frozen=True, slots=True)
class Span:
    """A piece on its line: raised (1), on the line (0) or lowered (-1), and whether a space stands before it."""

    piece: Piece
    shift: int = 0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """The pieces of one line, from left to right."""

    spans: tuple[Span, ...]
    base: float
    size: float
    page: int = 0

    @property
    def left(self) -> float:
        return self.spans[0].piece.left

    @property
    def right(self) -> float:
        return max(span.piece.right for span in self.spans)

    @property
    def words(self) -> str:
        return line_text(self.spans).words

    @property
    def bold(self) -> bool:
        """Whether all words on the line are bold."""
        return all(span.piece.font.bold for span in self.spans if not span.shift)

    @property
    def italic(self) -> bool:
        return all(span.piece.font.italic for span in self.spans if not span.shift)


def printed_lines(pieces: Sequence[Piece], page: int) -> list[PrintedLine]:
    """The lines of a page, from the top."""
    order = {id(piece): place for place, piece in enumerate(pieces)}
    rows: list[list[Piece]] = []
    raised: list[Piece] = []
    largest = 0.0  # type on the last row
    main = sorted(pieces, key=lambda piece: (-piece.base, piece.left))
    for piece in main:
        if _hangs_on_other(piece, pieces, order[id(piece)]):
            raised.append(piece)
        elif rows and rows[-1][0].base - piece.base <= _SAME_LINE * min(largest, max(piece.size, 1)):
            rows[-1].append(piece)
            largest = max(largest, piece.size)
        else:
            rows.append([piece])
            largest = piece.size
    lines = [_Row(row) for row in rows]
    for piece in raised:
        host = _host(piece, lines)
        if host is None:
            lines.append(_Row([piece]))
        else:
            host.raised.append(piece)
    lines.sort(key=lambda row: -row.base)
    return [row.line(order, page) for row in lines]


class _Row:
    """The pieces on a base line while raised ones are added."""

    def __init__(self, main: list[Piece]) -> None:
        self.main = main
        self.raised: list[Piece] = []
        weight: dict[tuple[float, float], int] = {}
        for piece in main:
            key = (piece.size, piece.base)
            weight[key] = weight.get(key, 0) + len(piece.words)
        self.size, self.base = max(weight, key=lambda key: (weight[key], key))

    def line(self, order: dict[int, int], page: int) -> PrintedLine:
        spans: list[Span] = []
        raised = set(map(id, self.raised))
        before: Piece | None = None
        for piece in sorted([*self.main, *self.raised], key=lambda p: (p.left, order[id(p)])):
            shift = 0
            if id(piece) in raised:
                shift = 1 if piece.base > self.base else -1
            spaced = False
            if before is not None:
                gap = (piece.left - before.right) / min(piece.size, before.size)
                known = piece.spaced if order[id(piece)] == order[id(before)] + 1 else None
                spaced = (known is not False and gap > _SPACE) or (len(spans) == 1 and bool(_LABEL.fullmatch(before.words)))
            spans.append(Span(piece, shift, spaced))
            before = piece
        return PrintedLine(tuple(spans), self.base, self.size, page)


def _hangs_on_other(piece: Piece, pieces: Sequence[Piece], place: int) -> bool:
    """Whether a piece is small beside its neighbours in the file and stands a little off their line."""
    for other in (*pieces[max(0, place - 2) : place], *pieces[place + 1 : place + 3]):
        off = abs(piece.base - other.base)
        near = other.left - other.size <= piece.right and piece.left <= other.right + other.size
        if piece.size <= _SMALL * other.size and _RAISED * other.size <= off <= _REACH * other.size and near:
            return True
    return False


def _host(piece: Piece, rows: Sequence[_Row]) -> _Row | None:
    """The line on which a raised or lowered piece stands: the nearest with type beside it."""
    best: tuple[float, _Row] | None = None
    for row in rows:
        off = piece.base - row.base
        if not (_RAISED * row.size <= abs(off) <= _REACH * row.size and piece.size <= _SMALL * row.size):
            continue
        gaps = [max(other.left - piece.right, piece.left - other.right, 0) for other in row.main]
        gap = min(gaps)
        if gap <= 2 * row.size and (best is None or (gap, -off) < (best[0], -(piece.base - best[1].base))):
            best = (gap, row)
    return best[1] if best else None


def line_text(spans: Iterable[Span], *, marks: bool = False, markers: frozenset[str] = frozenset()) -> Text:
    """The words of the spans in order; with `marks`, those of their fonts and places. A raised piece among `markers` calls a footnote."""
    builder = TextBuilder()
    first = True
    for span in spans:
        if span.spaced and not first:
            builder.add(" ")
        first = False
        if span.shift > 0 and span.piece.words in markers:
            builder.call(span.piece.words)
            continue
        start = builder.open()
        builder.add(span.piece.words)
        if not marks:
            continue
        font = span.piece.font
        if font.bold:
            builder.close(start, MarkKind.BOLD)
        if font.italic:
            builder.close(start, MarkKind.ITALIC)
        if span.shift:
            builder.close(start, MarkKind.SUPERSCRIPT if span.shift > 0 else MarkKind.SUBSCRIPT)
    return builder.build()
