"""Tables that extraction has flattened: their rows are lines that end in numbers, and no ruling or space tells the cells apart.

Such lines are no paragraphs. A run of them is kept as a table with one row for each printed line; the numbers at its end become cells
where only one way to part them fits the columns, and the finding says that someone should look at it. A table without numbers cannot be
told from text and stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from builder.diagnostics import Diagnostic
from builder.labels import split_label
from builder.model import Cell, Table
from builder.reading.lines import Line
from builder.text import Text

__all__ = ["find_tables"]

# A number as the tables of the UN print it: '65 459 100', '(2 061 900)' for less than nothing, '–' for nothing, '0.006'. A space parts
# the thousands, so between two numbers it may part two cells or not.
_GROUP = r"\(?\d{1,3}\)?|–|\(?\d{1,3}\.\d+\)?"
_TAIL = re.compile(rf"(?:^|\s)(?P<numbers>(?:{_GROUP})(?:\s(?:{_GROUP}))*)$")
_ENDS = "0123456789)–"
_THOUSANDS = re.compile(r"\d{3}\)?")
_LETTER = re.compile(r"[a-z]")
_ENDED = re.compile(r"[.;,!?][”’\"')\]]*$")
_ROWS, _ROWS_OF_ONE = 3, 6  # lines that make a table, where they have two numbers or more, and where each has one
_BETWEEN = 4  # lines without numbers that may stand between two rows: wrapped words, the head of a group of rows
_OVER = 12  # lines that the head of a table may have, also where it is printed again on the next page
_HEADING = 2  # spaces by which a heading is set in; what is set in further is a head in the table
_GROUPS = 40  # of digits on a line that is a row


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as it would be a row: the words before its numbers, and the groups of digits that these are printed in."""

    words: str
    groups: tuple[str, ...]

    @property
    def fewest(self) -> int:
        """The fewest numbers that the groups can be: a group of three digits may go on with the number before it."""
        return sum(not self._may_go_on(i) for i in range(len(self.groups)))

    def parted(self, columns: int) -> tuple[str, ...]:
        """The groups as so many numbers; as one where there are more ways than one to part them, or none."""
        must = [i for i in range(1, len(self.groups)) if not self._may_go_on(i)]
        may = [i for i in range(1, len(self.groups)) if self._may_go_on(i)]
        more = columns - 1 - len(must)
        if more not in (0, len(may)):
            return (" ".join(self.groups),)
        starts = [0, *(sorted((*must, *may)) if more else must), len(self.groups)]
        return tuple(" ".join(self.groups[start:end]) for start, end in pairwise(starts))

    def _may_go_on(self, i: int) -> bool:
        """Whether a group can be thousands of the number before it."""
        return i > 0 and bool(_THOUSANDS.fullmatch(self.groups[i])) and self.groups[i - 1].lstrip("(").isdecimal()


def find_tables(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    """The lines with each run of flattened rows as one line that is a table, and a finding for each."""
    kept: list[Line] = []
    found: list[Diagnostic] = []
    at = 0
    for first, end in _runs(lines):
        table = _table(lines[first:end])
        words = " ".join(cell.paragraphs[0].words for row in table.rows for cell in row)
        kept += (*lines[at:first], replace(lines[first], words=words, marks=(), rest=False, table=table))
        found.append(
            Diagnostic("text-table", lines[first].words, f"kept as a table of {len(table.rows)} rows", f"line {lines[first].number}")
        )
        notes, at = _notes(lines, end)
        kept += notes
    return (*kept, *lines[at:]), tuple(found)


def _row(line: Line) -> _Row:
    match = None if line.table or line.is_marker or line.words[-1] not in _ENDS else _TAIL.search(line.words)
    if not match:
        return _Row(line.words, ())
    return _Row(line.words[: match.start()].rstrip(), tuple(match["numbers"].split()))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end."""
    rows = [_row(line) for line in lines]
    at = 0
    while at < len(rows):
        if not _is_row(rows[at]):
            at += 1
            continue
        numbered, last = [at], at
        for i in range(at + 1, len(rows)):
            if _is_row(rows[i]):
                numbered.append(i)
                last = i
            elif _is_text(lines[i]) or i - last > (_OVER if any(line.start for line in lines[last + 1 : i + 1]) else _BETWEEN):
                break
        columns = _columns([rows[i] for i in numbered])
        if len(numbered) >= (_ROWS if columns > 1 else _ROWS_OF_ONE) and (columns > 1 or _are_neighbours(numbered)):
            yield _head(lines, at), last + 1
        at = last + 1


def _is_row(row: _Row) -> bool:
    return 0 < len(row.groups) <= _GROUPS and (len(row.groups) > 1 or "." in row.groups[0])


def _is_text(line: Line) -> bool:
    """Whether a line is rather one of a paragraph: it ends a sentence or a clause, or begins with a label."""
    return bool(_ENDED.search(line.words) or split_label(Text(line.words))[0] or line.table)


def _are_neighbours(numbered: Sequence[int]) -> bool:
    return all(after - before == 1 for before, after in pairwise(numbered))


def _columns(rows: Sequence[_Row]) -> int:
    """The number of columns of numbers that fits the most rows, the smallest of these."""
    fits = Counter(columns for row in rows for columns in range(row.fewest, len(row.groups) + 1))
    return min(fits, key=lambda columns: (-fits[columns], columns))


def _head(lines: Sequence[Line], first: int) -> int:
    """The place of the first line over the rows that belongs to them: short ones, up to a heading or the end of a paragraph."""
    at = first
    while at > 0 and first - at < _OVER and not lines[at].start:
        over = lines[at - 1]
        if over.indent == _HEADING or over.words.endswith(":") or _is_text(over):
            break
        at -= 1
    if at and lines[at - 1].indent == _HEADING:
        # A heading may go on flush left; white space stands between it and the table, or the table's first line is set in.
        return next((i for i in range(at, first) if lines[i].apart or lines[i].indent), at)
    return at


def _table(lines: Sequence[Line]) -> Table:
    rows = [_row(line) for line in lines]
    columns = _columns([row for row in rows if _is_row(row)])
    out: list[tuple[Cell, ...]] = []
    words = ""  # of a row of which only the words are printed so far
    for line, row in zip(lines, rows, strict=True):
        if not _is_row(row):
            if _LETTER.fullmatch(line.words):  # which calls a note of the table
                words = f"{words} {line.words}".strip()
                continue
            if words:
                out.append((_cell(words, columns + 1),))
            words = line.words
            continue
        if row.words and words:
            out.append((_cell(words, columns + 1),))
            words = ""
        numbers = row.parted(columns)
        span = columns if len(numbers) == 1 else 1
        out.append((_cell(row.words or words), *(_cell(number, span) for number in numbers)))
        words = ""
    if words:
        out.append((_cell(words, columns + 1),))
    return Table(tuple(out))


def _cell(words: str, colspan: int = 1) -> Cell:
    return Cell((Text(words),), colspan)


def _notes(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """The notes under a table, each with its letter, and the place after them."""
    notes: list[Line] = []
    while at + 1 < len(lines) and lines[at].words == chr(ord("a") + len(notes)) and not lines[at + 1].table:
        notes.append(replace(lines[at], words=f"{lines[at].words} {lines[at + 1].words}", indent=1))
        at += 2
    return notes, at
