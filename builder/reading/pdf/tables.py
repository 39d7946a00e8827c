"""Tables: rules across the page with columns of words between them.

The United Nations rule a table over its head, under it and at its end; their pieces end where the columns do. Other producers draw a grid.
Where rules show no columns, the gaps between the words do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from builder.model import Cell, Table
from builder.reading.pdf.measures import Measures
from builder.reading.pdf.page_lines import PrintedLine, Span, line_text
from builder.reading.pdf.pieces import Page, Rule
from builder.text import MarkKind, Text, join_texts

__all__ = ["PlacedTable", "take_tables"]

_LEVEL = 1.6  # points within which pieces of one rule stand
_EDGE = 3.0  # points by which words may stand over the edge of their column
_WIDE = 0.3  # of the page's width: what is narrower rules no table
_FULL = 0.9  # of the table's width
_UNDERLINE = 0.35  # times the type's size, below the base line
_ROW = 1.32  # times the type's size: lines further apart are two rows
_PARAGRAPH = 1.6
_GAP = 1.0  # times the type's size: between the words of two columns
_MOST_LEVELS = 400  # of rules on a page


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table, the height at which it begins on its page and that at which it ends."""

    table: Table
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Level:
    """The pieces of the rules at one height, from left to right."""

    height: float
    rules: tuple[Rule, ...]

    @property
    def left(self) -> float:
        return self.rules[0].left

    @property
    def right(self) -> float:
        return max(rule.right for rule in self.rules)

    @property
    def reach(self) -> float:
        """How much of the width is ruled."""
        end, reach = self.left, 0.0
        for rule in self.rules:
            reach += max(0.0, rule.right - max(end, rule.left))
            end = max(end, rule.right)
        return reach

    def edges(self) -> Iterator[float]:
        """Where one piece ends and the next begins."""
        for rule, following in pairwise(self.rules):
            if rule.right - rule.left > 2 * _EDGE and following.left >= rule.right - _EDGE:
                yield rule.right


def take_tables(
    page: Page, lines: Sequence[PrintedLine], top: float, measures: Measures, markers: frozenset[str]
) -> tuple[list[PlacedTable], list[PrintedLine]]:
    """The tables among the lines of a page, and the lines that are in none.

    `top` is the height of what is over the text, where no table can be, `markers` are those of the document's footnotes.
    """
    tables: list[PlacedTable] = []
    left = list(lines)
    for group in _groups(_levels(page, lines, top), lines, measures):
        inside = [line for line in left if group[-1].height < line.base < group[0].height]
        inside += _cut_off(page, group, inside, left, measures)
        built = _build(page, group, inside, markers)
        if built is not None:
            tables.append(PlacedTable(built, group[0].height, group[-1].height))
            taken = set(map(id, inside))
            left = [line for line in left if id(line) not in taken]
    return tables, left


# --- where a table is ---------------------------------------------------------------------------------------------------------------


def _levels(page: Page, lines: Sequence[PrintedLine], top: float) -> list[_Level]:
    """The rules of the page by their height, from the top, without underlines and those over the text."""
    heights: list[list[Rule]] = []
    for rule in sorted((rule for rule in page.rules if rule.is_flat and rule.bottom < top - 1), key=lambda rule: -rule.bottom):
        if heights and heights[-1][0].bottom - rule.bottom < _LEVEL:
            heights[-1].append(rule)
        else:
            heights.append([rule])
    levels = [_Level(rules[0].bottom, tuple(sorted(rules, key=lambda rule: rule.left))) for rules in heights[:_MOST_LEVELS]]
    return [level for level in levels if level.reach > 2 * _EDGE and not any(_underlines(level, line) for line in lines)]


def _underlines(level: _Level, line: PrintedLine) -> bool:
    """Whether the rules stand right under words, and no further than these."""
    near = -0.5 <= line.base - level.height <= _UNDERLINE * line.size
    return near and all(
        any(s.piece.left - _EDGE <= r.left and r.right <= s.piece.right + _EDGE for s in line.spans) or r.right - r.left < _EDGE
        for r in level.rules
    )


def _groups(levels: Sequence[_Level], lines: Sequence[PrintedLine], measures: Measures) -> Iterator[list[_Level]]:
    """The levels that are of one table each: over one another, without prose between them."""
    group: list[_Level] = []
    for level in levels:
        if group:
            between = [line for line in lines if level.height < line.base < group[-1].height]
            aside = level.left < group[0].left - 2 * _EDGE or level.right > group[0].right + 2 * _EDGE
            inside = [line.size for line in lines if group[-1].height < line.base < group[0].height]
            usual = median(inside or [measures.size])
            if aside or any(_is_prose(line, usual, measures) for line in between):
                yield from _whole(group)
                group = []
        group.append(level)
    yield from _whole(group)


def _whole(group: list[_Level]) -> Iterator[list[_Level]]:
    """The levels from the first to the last over the whole width: a short rule ends no table."""
    width = max((level.right for level in group), default=0.0) - min((level.left for level in group), default=0.0)
    full = [place for place, level in enumerate(group) if level.reach > _FULL * width]
    if len(full) > 1:
        yield group[full[0] : full[-1] + 1]


def _is_prose(line: PrintedLine, usual: float, measures: Measures) -> bool:
    """Whether a line is of the text: in its type, without the gap of a column, over its whole width or larger than the `usual` type."""
    gaps = [span.piece.left - before.piece.right for before, span in pairwise(line.spans)]
    whole = all(gap < 2 * _GAP * line.size for gap in gaps[1:])
    if line.size <= 0.95 * measures.size or not whole or line.left > measures.left + 3 * measures.size:
        return False
    return measures.is_full(line) or line.size > 1.1 * usual


def _cut_off(
    page: Page, group: Sequence[_Level], inside: Sequence[PrintedLine], lines: Sequence[PrintedLine], measures: Measures
) -> list[PrintedLine]:
    """The lines below the last rule where the page ends within the table: all that are left are in its type, in its columns."""
    below = [line for line in lines if line.base < group[-1].height]
    if not inside or not below or any(line.size > 0.95 * measures.size for line in below):
        return []
    edges = _edges_of(page, group, inside)
    first = _parts(below[0], edges)
    crossing = any(part.first != part.last for line in below for part in _parts(line, edges))
    near = group[-1].height - below[0].base < 3 * below[0].size
    return below if near and len(first) > 1 and not crossing else []


# --- what is in it ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of one line that stand in one cell, and the columns that they are in."""

    spans: tuple[Span, ...]
    first: int
    last: int


def _build(page: Page, group: Sequence[_Level], lines: Sequence[PrintedLine], markers: frozenset[str]) -> Table | None:
    left, right = min(level.left for level in group), max(level.right for level in group)
    if right - left < _WIDE * page.width or not lines:
        return None
    head_end = _head_end(group)
    edges = _edges_of(page, group, lines)
    grid = len({round(rule.left / _EDGE) for rule in _upright(page, group)}) > 2
    rows = _rows(lines, [level.height for level in group], edges, head_end=group[-1].height if grid else head_end)
    if len(edges) < 1 or len(rows) < 2:
        return None
    two = sum(len({part.first for _, parts in row for part in parts}) > 1 for row in rows)
    if two < 2:
        return None
    head = sum(row[0][0].base > head_end for row in rows)
    is_head = 0 < head < len(rows) and _looks_like_head(rows[:head], rows[head:])
    return Table(tuple(_cells(row, len(edges) + 1, markers, header=is_head and n < head) for n, row in enumerate(rows)))


def _upright(page: Page, group: Sequence[_Level]) -> list[Rule]:
    """The vertical rules of a table."""
    low, high = group[-1].height, group[0].height
    return [rule for rule in page.rules if not rule.is_flat and rule.top - rule.bottom > _EDGE and low - 2 < rule.bottom < high]


def _head_end(group: Sequence[_Level]) -> float:
    """The height of the second rule over the whole width."""
    width = max(level.right for level in group) - min(level.left for level in group)
    return next((level.height for level in group[1:] if level.reach > _FULL * width), group[0].height)


def _edges_of(page: Page, group: Sequence[_Level], lines: Sequence[PrintedLine]) -> list[float]:
    """The edges between the columns that have words."""
    left, right = min(level.left for level in group), max(level.right for level in group)
    places = sorted([*(edge for level in group for edge in level.edges()), *(rule.left for rule in _upright(page, group))])
    edges: list[float] = []
    for place in places:
        if left + _EDGE < place < right - _EDGE and (not edges or place - edges[-1] > 2 * _EDGE):
            edges.append(place)
    if not edges:
        edges = _gaps([line for line in lines if line.base < _head_end(group)] or lines)
    filled = {part.first for line in lines for part in _parts(line, edges) if part.first == part.last}
    kept: list[float] = []
    for number, edge in enumerate(edges):
        # A column without words is a gap between two others.
        if number + 1 in filled and any(n in filled for n in range(number + 1)):
            kept.append(edge)
    return kept


def _gaps(lines: Sequence[PrintedLine]) -> list[float]:
    """Where no line has words, between the first and the last that have."""
    covered = sorted((span.piece.left, span.piece.right) for line in lines for span in line.spans)
    edges: list[float] = []
    end = covered[0][1] if covered else 0.0
    for start, stop in covered:
        if start - end > _GAP * lines[0].size:
            edges.append((start + end) / 2)
        end = max(end, stop)
    return edges


def _parts(line: PrintedLine, edges: Sequence[float]) -> list[_Part]:
    """The words of a line by their columns. What runs over an edge without a gap is one part in two columns."""
    parts: list[list[Span]] = []
    for span in line.spans:
        before = parts[-1][-1].piece if parts else None
        apart = before is None or span.piece.left - before.right > _GAP * line.size
        crossed = before is not None and any(before.right - _EDGE < edge < span.piece.left + _EDGE for edge in edges)
        if (apart and (crossed or before is None)) or (
            crossed and span.piece.left - (before.right if before else 0) > _GAP / 4 * line.size
        ):
            parts.append([])
        parts[-1].append(span)

    def column(place: float) -> int:
        return sum(edge <= place for edge in edges)

    found = []
    for spans in parts:
        start, end = spans[0].piece.left, max(span.piece.right for span in spans)
        inset = min(_EDGE, (end - start) / 2)
        found.append(_Part(tuple(spans), column(start + inset), max(column(start + inset), column(end - inset))))
    return found


_Row = list[tuple[PrintedLine, list[_Part]]]


def _rows(lines: Sequence[PrintedLine], heights: Sequence[float], edges: Sequence[float], head_end: float) -> list[_Row]:
    """The lines, row by row: parted by a rule or, below the head, by white space or by new words in several columns."""
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda line: -line.base):
        parts = _parts(line, edges)
        if rows:
            above, over = rows[-1][-1]
            ruled = any(line.base < height < above.base for height in heights)
            wide = above.base - line.base > _ROW * max(line.size, above.size)
            both = len(over) > 1 and len(parts) > 1 and parts[0].first == 0
            if not (ruled or (line.base < head_end and (wide or both))):
                rows[-1].append((line, parts))
                continue
        rows.append([(line, parts)])
    return rows


def _looks_like_head(head: Sequence[_Row], body: Sequence[_Row]) -> bool:
    """Whether the first rows are set in other type than most below them."""
    size = max(line.size for row in head for line, _ in row)
    other = sorted(line.size for row in body for line, _ in row)
    return size < other[len(other) // 2] - 0.5 or all(line.bold or line.italic for row in head for line, _ in row)


def _cells(row: _Row, count: int, markers: frozenset[str], *, header: bool) -> tuple[Cell, ...]:
    spans: dict[int, int] = {}
    for _, parts in row:
        for part in parts:
            spans[part.first] = max(spans.get(part.first, part.first), part.last)
    cells: list[Cell] = []
    column = 0
    while column < count:
        last = min(spans.get(column, column), min((first for first in spans if first > column), default=count) - 1)
        paragraphs: list[list[Text]] = []
        above: PrintedLine | None = None
        for line, parts in row:
            for part in parts:
                if column <= part.first <= last:
                    if above is None or above.base - line.base > _PARAGRAPH * line.size:
                        paragraphs.append([])
                    paragraphs[-1].append(line_text(part.spans, marks=True, markers=markers))
                    above = line
        texts = tuple(join_texts(texts) for texts in paragraphs)
        if header:
            texts = tuple(text.without(MarkKind.BOLD, MarkKind.ITALIC) for text in texts)
        cells.append(Cell(texts, colspan=last - column + 1, header=header))
        column = last + 1
    return tuple(cells)
