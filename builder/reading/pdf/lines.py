"""What a `Line` says of each printed line of a PDF: where a paragraph begins, where a footnote is called, what is a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from builder.labels import split_label
from builder.model import Table
from builder.reading.blocks import stands_alone
from builder.reading.lines import Line, PageStart
from builder.reading.pdf.measures import LARGE, Measures
from builder.reading.pdf.page_lines import PrintedLine, Span, line_text
from builder.reading.pdf.pieces import Page, Rule
from builder.reading.pdf.tables import PlacedTable
from builder.text import MarkKind, Text, join_texts

__all__ = ["TextPage", "lines_of", "note_markers", "notes_start"]

_MARKER = re.compile(r"[1-9]\d{0,2}|\*{1,3}")
_MARKERS = re.compile(r"(?:[1-9]\d{0,2}|\*{1,3})(?:\s?,\s?(?:[1-9]\d{0,2}|\*{1,3}))*,?")
_RULE = re.compile(r"_{5,}")
_UNIT = re.compile(r"(?:^|[\s\d])[kcmd]?m$")
_DRAWN_RULE = "_" * 18  # what a rule over the notes is in a file that has it as a line, and in one that draws it
_COLUMN = 4  # times the type's size: a gap between two columns
_TAB = 0.6  # times the type's size: more than a space after a label
_NOTE_SIZE = 0.93  # times the size of the text: the type of footnotes is no larger
_SHORT = 0.4  # of the text's width


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page without what is around its text, its tables taken out of its lines."""

    page: Page
    lines: tuple[PrintedLine, ...]
    tables: tuple[PlacedTable, ...] = ()


def notes_start(page: TextPage, measures: Measures) -> int:
    """The place among the page's lines where the footnotes begin, or their rule; the number of lines where there are none.

    The rule is a line of underscores, or drawn, or missing: then the notes are what is in smaller type from a marker to the page's end.
    """
    start = len(page.lines)
    for place in range(len(page.lines) - 1, -1, -1):
        line = page.lines[place]
        if _RULE.fullmatch(line.words):
            return place
        if line.size > _NOTE_SIZE * measures.size:
            break
        if _marker(line):
            start = place
    drawn = [rule.bottom for rule in page.page.rules if _parts_notes(rule, page, measures)]
    for place, line in enumerate(page.lines[:start]):
        rest = page.lines[place:]
        if any(line.base < height for height in drawn) and all(below.size <= _NOTE_SIZE * measures.size for below in rest):
            return place
    return start


def _parts_notes(rule: Rule, page: TextPage, measures: Measures) -> bool:
    """Whether a rule is as long as the one over footnotes, and stands alone at the left margin."""
    width = rule.right - rule.left
    if not rule.is_flat or not 3 * measures.size < width < page.page.width * 0.4 or rule.left > measures.left + 3 * measures.size:
        return False
    return not any(other is not rule and abs(other.bottom - rule.bottom) < 2 for other in page.page.rules)


def note_markers(pages: Iterable[TextPage], measures: Measures) -> frozenset[str]:
    """The markers of the footnotes under the text of all pages."""
    found = set()
    for page in pages:
        for line in page.lines[notes_start(page, measures) :]:
            found.add(_marker(line))
    return frozenset(found - {""})


def _marker(line: PrintedLine) -> str:
    """The marker with which a line of the footnotes begins, or ''."""
    first = line.spans[0]
    words = first.piece.words
    if not _MARKER.fullmatch(words):
        return ""
    return words if first.shift > 0 or (words.startswith("*") and len(line.spans) > 1) else ""


def lines_of(pages: Sequence[TextPage], measures: Measures, markers: frozenset[str]) -> tuple[list[Line], list[str]]:
    """The lines of the document as the way of all printed text takes them, and what is furniture: heads of tables, printed again.

    `markers` are those of the document's footnotes.
    """
    writer = _Writer(measures, markers)
    for page in pages:
        writer.page(page)
    return writer.finished(), writer.furniture


@dataclass(slots=True)
class _Writer:
    """Writes the lines of one page after the other; `above` is the last line of text, `hanging` where its paragraph's lines begin."""

    measures: Measures
    markers: frozenset[str]
    lines: list[Line] = field(default_factory=list)
    above: PrintedLine | None = None
    table_at: int | None = None  # the place of the table that ends the text so far
    hanging: float | None = None
    notes_end: int | None = None  # the place after the last footnote
    furniture: list[str] = field(default_factory=list)
    going_on: list[tuple[int, Line]] = field(default_factory=list)  # lines of footnotes on a later page, and where they belong

    def finished(self) -> list[Line]:
        """All lines, numbered."""
        for place, line in reversed(self.going_on):
            self.lines.insert(place, line)
        return [replace(line, number=number) for number, line in enumerate(self.lines, 1)]

    def page(self, page: TextPage) -> None:
        """Append the lines of a page."""
        first = len(self.lines)
        notes = notes_start(page, self.measures)
        tables = sorted(page.tables, key=lambda placed: -placed.top)
        for line in page.lines[:notes]:
            while tables and tables[0].top > line.base:
                self._table(tables.pop(0).table, at_top=line is page.lines[0])
            for part in _columns(line, self.measures):
                self._text(part, at_top=len(self.lines) == first)
        for placed in tables:
            self._table(placed.table, at_top=not notes and placed is page.tables[0])
        self._notes(page.lines[notes:])
        if first and len(self.lines) > first:
            self.lines[first] = replace(self.lines[first], start=PageStart.HEADED)

    def _table(self, table: Table, *, at_top: bool) -> None:
        if at_top and self.table_at is not None:
            before = self.lines[self.table_at].table
            if before and (whole := _joined(before, table)):
                left_out = len(before.rows) + len(table.rows) - len(whole.rows)
                self.furniture += [text.words for row in table.rows[:left_out] for cell in row for text in cell.paragraphs]
                self.lines[self.table_at] = replace(_table_line(whole), start=self.lines[self.table_at].start)
                return
        self.table_at = len(self.lines)
        self.lines.append(_table_line(table))
        self.above = None

    def _notes(self, lines: Sequence[PrintedLine]) -> None:
        """The footnotes of a page; what stands over the first of them goes on with the last of an earlier page."""
        end, begun = self.notes_end, False
        for place, line in enumerate(lines):
            if _RULE.fullmatch(line.words) or not place:
                self.lines.append(Line(line.words if _RULE.fullmatch(line.words) else _DRAWN_RULE, raised=False))
                if _RULE.fullmatch(line.words):
                    continue
            marker = _marker(line)
            begun = begun or bool(marker)
            spans = line.spans[1:] if marker else line.spans
            text = line_text(spans, marks=True)
            printed = Line(text.words, raised=False, rest=bool(marker), marks=text.marks)
            if marker:
                self.lines.append(Line(marker, indent=1, raised=True))
            if not begun and end is not None:
                self.going_on.append((end, printed))
            elif spans:
                self.lines.append(printed)
        if begun:
            self.notes_end = len(self.lines)

    def _text(self, line: PrintedLine, *, at_top: bool) -> None:
        self.table_at = None
        heading = self._is_heading(line)
        opens = self._opens(line, heading=heading, at_top=at_top)
        apart = bool(self.above and self.above.page == line.page and self.measures.is_apart(self.above, line))
        indent = 2 if heading else int(opens is True and self.measures.is_indented(line)) if opens is not None else 0
        if opens is not False:
            self.hanging = None
        elif self.hanging is None:
            self.hanging = line.left
        shared = {"opens": opens, "apart": apart, "indent": indent}
        for number, (text, marker) in enumerate(self._segments(line)):
            if number:
                shared = {"opens": False, "rest": not marker}
            if marker:
                self.lines.append(Line(marker, raised=True, **shared))  # type: ignore[arg-type]
            else:
                self.lines.append(Line(text.words, raised=False, marks=text.marks, **shared))  # type: ignore[arg-type]
        self.above = line

    def _opens(self, line: PrintedLine, *, heading: bool, at_top: bool) -> bool | None:
        """Whether a paragraph begins with the line; None where its place does not tell."""
        above = self.above
        if above is None:
            return True
        if at_top or above.page != line.page:
            if heading and not above.bold:
                return True
            if self._is_labelled(line):
                return True
            hangs = self.hanging is not None and abs(self.hanging - line.left) < self.measures.size / 2
            return True if self.measures.is_indented(line) and not hangs else None
        if self.measures.is_apart(above, line) or abs(above.size - line.size) > 1 or above.base - line.base < 1:
            return True
        if above.bold != line.bold and not self.measures.is_full(above):
            return True
        if line.spans[0].shift > 0 and line.spans[0].piece.words.isalpha():  # the letter of a note under a table
            return True
        if (
            stands_alone(above.words)
            or (heading and self._is_broken_off(above, line))
            or (self._is_labelled(line) and self.measures.is_indented(line))
        ):
            return True
        if self.measures.spaced:
            return False
        if self.measures.is_indented(line):
            return not self.measures.is_indented(above) or None
        return None if not self.measures.is_full(above) else False

    def _is_broken_off(self, above: PrintedLine, line: PrintedLine) -> bool:
        """Whether a line of a heading ends long before the margin, and a capital follows: 'Income section 2', 'General income'."""
        width = self.measures.right - self.measures.left
        return above.bold and above.right < self.measures.left + _SHORT * width and line.words[:1].isupper()

    def _is_labelled(self, line: PrintedLine) -> bool:
        """Whether a label and a tab stand at the start of the line."""
        if len(line.spans) < 2:
            return False
        first, second = line.spans[0].piece, line.spans[1].piece
        return bool(split_label(Text(f"{first.words} x"))[0]) and second.left - first.right > _TAB * line.size

    def _is_heading(self, line: PrintedLine) -> bool:
        return line.bold or line.size > LARGE * self.measures.size

    def _segments(self, line: PrintedLine) -> Iterator[tuple[Text, str]]:
        """The words of a line and, between them, the markers of the footnotes that it calls: each with '' or Text() for the other."""
        waiting: list[Span] = []
        for span in line.spans:
            markers = self._called(span, waiting)
            if not markers:
                waiting.append(span)
                continue
            if waiting:
                yield line_text(waiting, marks=True), ""
            yield from ((Text(), marker) for marker in markers)
            waiting = []
        if waiting:
            yield line_text(waiting, marks=True), ""

    def _called(self, span: Span, before: Sequence[Span]) -> list[str]:
        """The footnotes that a raised piece calls; none where it is a power, the end of an ordinal or the like."""
        if span.shift <= 0 or not _MARKERS.fullmatch(span.piece.words):
            return []
        markers = _MARKER.findall(span.piece.words)
        if not self.markers.issuperset(markers) or (before and _UNIT.search(before[-1].piece.words)):
            return []
        return markers


def _table_line(table: Table) -> Line:
    text = join_texts(text for row in table.rows for cell in row for text in cell.paragraphs)
    calls = tuple(mark for mark in text.marks if mark.kind is MarkKind.CALL)
    return Line(text.words, marks=calls, raised=False, table=table, opens=True)


def _joined(table: Table, below: Table) -> Table | None:
    """One table of two that stand on two pages and have the same columns; a head printed again is left out."""
    if sum(cell.colspan for cell in table.rows[0]) != sum(cell.colspan for cell in below.rows[0]):
        return None
    head = [row for row in below.rows if row[0].header]
    if head and list(table.rows[: len(head)]) != head:
        return None
    return Table((*table.rows, *below.rows[len(head) :]))


def _columns(line: PrintedLine, measures: Measures) -> Iterator[PrintedLine]:
    """The line, cut where the gap between two pieces is that of two columns."""
    first = 0
    for place in range(1, len(line.spans)):
        before, span = line.spans[place - 1], line.spans[place]
        if not span.shift and span.piece.left - before.piece.right > _COLUMN * measures.size:
            yield replace(line, spans=line.spans[first:place])
            first = place
    yield replace(line, spans=line.spans[first:])
