"""Tables of a Word file: rows, cells, and which of them span others (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from builder.model import Cell, Table
from builder.reading.word.package import Element, local, value
from builder.reading.word.styles import child, is_on, whole_number
from builder.text import Text

__all__ = ["inside", "read_table"]

_COLUMNS = 63  # the most that Word has
# What may stand around rows, cells and paragraphs without being one.
_AROUND = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"])


@dataclass(slots=True)
class _Open:
    """A cell that cells below it may go on with."""

    cell: Cell
    rows: int = 1
    goes_on: bool = False  # it says that cells below may belong to it


@dataclass(slots=True)
class _Grid:
    rows: list[list[_Open]] = field(default_factory=list)
    above: dict[int, _Open] = field(default_factory=dict)


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names directly inside another, or in what only wraps them."""
    for inner in element:
        name = local(inner)
        if name in names:
            yield inner
        elif name in _AROUND:
            yield from inside(inner, *names)


def read_table(table: Element, paragraphs_of: Callable[[Element], tuple[Text, ...]]) -> Table:
    """A table (`w:tbl`); `paragraphs_of` reads what stands in a cell. Deleted rows are left out by whoever reads their words."""
    grid = _Grid()
    for row in inside(table, "tr"):
        if child(child(row, "trPr"), "del") is None:
            _read_row(row, grid, paragraphs_of)
    return Table(tuple(tuple(replace(open_cell.cell, rowspan=open_cell.rows) for open_cell in row) for row in grid.rows))


def _read_row(row: Element, grid: _Grid, paragraphs_of: Callable[[Element], tuple[Text, ...]]) -> None:
    properties = child(row, "trPr")
    header = is_on(child(properties, "tblHeader"))
    at = whole_number(value(child(properties, "gridBefore")), 0, _COLUMNS)
    cells: list[_Open] = []
    above: dict[int, _Open] = {}
    for element in inside(row, "tc"):
        cell_properties = child(element, "tcPr")
        merge = child(cell_properties, "vMerge")
        span = max(1, whole_number(value(child(cell_properties, "gridSpan")), 1, _COLUMNS))
        paragraphs = paragraphs_of(element)
        over = grid.above.get(at)
        if merge is not None and value(merge) != "restart" and over is not None and over.goes_on and over.cell.colspan == span:
            over.rows += 1
            if paragraphs:  # Word hides them; they are kept with the cell that hides them
                over.cell = replace(over.cell, paragraphs=(*over.cell.paragraphs, *paragraphs))
            above[at] = over
        else:
            above[at] = _Open(Cell(paragraphs, colspan=span, header=header), goes_on=merge is not None)
            cells.append(above[at])
        at += span
    grid.above = above
    if cells:
        grid.rows.append(cells)
    else:  # nothing begins in it: what goes on from above needs no row of its own
        for open_cell in above.values():
            open_cell.rows -= 1
