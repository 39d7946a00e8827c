"""The paragraphs of a part of a Word file as printed: with their numbers, as headings or not; tables whole, text boxes after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic
from builder.reading.blocks import ANNEX, DIVISION, SECTION, Printed
from builder.reading.limits import DEPTH, beyond
from builder.reading.lines import Line
from builder.reading.masthead import find_closing
from builder.reading.word.inline import Inline, Paragraph
from builder.reading.word.notes import Notes
from builder.reading.word.numbering import Numbering
from builder.reading.word.package import Element, RefusedError, local
from builder.reading.word.styles import ParagraphLook, Styles, child
from builder.reading.word.tables import inside, read_table
from builder.text import Text, join_texts

__all__ = ["Body", "Frame"]

_SET_OFF = 2  # the indent of a heading among the lines of a page; that of a paragraph is 1
_SHOWN = 2_000  # letters of the words that are named in a finding


@dataclass(slots=True)
class Frame:
    """What the parts of one Word file share: styles, the numbers that go on, the notes that are called, where sections begin."""

    styles: Styles
    numbering: Numbering
    notes: Notes = field(default_factory=Notes)
    settings: Element | None = None


class Body:
    """Reads the blocks of one part in their order."""

    def __init__(self, frame: Frame, inline: Inline, sections: Sequence[Element] = ()) -> None:
        self.furniture: list[str] = []  # rules and ornaments
        self._frame = frame
        self._inline = inline
        self._sections = list(sections)
        self._section = 0
        self._found: list[Diagnostic] = []
        self._depth = self._cells = 0
        if sections:
            frame.notes.begin(frame.settings, self._sections[0], first=True)

    @property
    def found(self) -> list[Diagnostic]:
        """What was found amiss, and the words that the file holds and does not print."""
        unprinted = (("word-deleted", self._inline.deleted), ("word-hidden", self._inline.hidden))
        words = [(code, " ".join(" ".join(pieces).split())) for code, pieces in unprinted]
        return [*self._inline.found, *self._found, *(Diagnostic(code, printed[:_SHOWN], "left out") for code, printed in words if printed)]

    def read(self, element: Element) -> list[Printed]:
        """The paragraphs and tables inside an element (`w:body`, a cell, a note), in order."""
        self._depth += 1
        if self._depth > DEPTH:
            raise RefusedError(beyond(f"elements nested more than {DEPTH} deep", ""))
        printed = [block for inner in element for block in self._block(inner)]
        if self._inline.goes_on:  # with nothing
            printed += self._printed(self._inline.end(), ParagraphLook())
        self._depth -= 1
        return printed

    def texts(self, element: Element) -> tuple[Text, ...]:
        """The same as texts, one a paragraph, those of a table one a cell."""
        return tuple(text for printed in self.read(element) for text in _texts(printed))

    def _block(self, element: Element) -> Iterator[Printed]:
        name = local(element)
        if name == "p":
            yield from self._paragraph(element)
        elif name == "tbl":
            yield from self._table(element)
        elif name in ("del", "moveFrom"):
            self._inline.deleted += (inner.text or "" for inner in element.iter() if local(inner) in ("t", "delText"))
        elif name == "altChunk":
            self._found.append(Diagnostic("word-not-read", "another file in the text", "not read"))
        elif name == "AlternateContent":
            choice = next((inner for inner in element if any(local(e) == "t" for e in inner.iter())), None)
            yield from self.read(choice) if choice is not None else ()
        elif name and not name.endswith("Pr"):
            yield from self.read(element)

    # --- paragraphs ---

    def _paragraph(self, element: Element) -> Iterator[Printed]:
        properties = child(element, "pPr")
        look = self._frame.styles.paragraph(properties)
        self._inline.read(element, look.look)
        if child(child(properties, "rPr"), "del") is None:  # else its end was deleted: it goes on with the next
            yield from self._printed(self._inline.end(), look)
        if child(properties, "sectPr") is not None and self._section + 1 < len(self._sections):
            self._section += 1
            self._frame.notes.begin(self._frame.settings, self._sections[self._section], first=False)

    def _printed(self, paragraph: Paragraph, look: ParagraphLook) -> Iterator[Printed]:
        yield from self._words(list(paragraph.lines), look, bold=paragraph.bold)
        yield from self._boxes(paragraph)

    def _words(self, lines: list[Text], look: ParagraphLook, *, bold: bool) -> Iterator[Printed]:
        numbered = look.numbered
        label = self._frame.numbering.next_label(numbered) if numbered is not None and numbered.list_id != "0" else ""
        if not lines:
            if label:
                self._found.append(Diagnostic("word-number-alone", label, "left out"))
            return
        set_off = bool(look.outline) or look.centred or bold
        if set_off and DIVISION.fullmatch(label):  # over a title: 'Article 5'
            lines, label = [Text(label), *lines], ""
        elif set_off and SECTION.fullmatch(label):  # before one: 'IV.'
            lines, label = [join_texts([Text(label), lines[0]]), *lines[1:]], ""
        indent = _SET_OFF if set_off else 1
        for number, text in enumerate(_parted(lines, set_off=set_off)):
            if not text.calls and not self._cells and not any(char.isalnum() for char in text.words):
                self.furniture.append(text.words)
            else:
                yield Printed(text, indent, label="" if number else label, level=look.outline)

    def _boxes(self, paragraph: Paragraph) -> Iterator[Printed]:
        for box in paragraph.boxes:
            printed = self.read(box)
            if printed:
                self._found.append(Diagnostic("word-text-box", printed[0].text.words[:_SHOWN], "read after the paragraph it hangs on"))
            yield from printed

    # --- tables ---

    def _table(self, element: Element) -> Iterator[Printed]:
        for row in inside(element, "tr"):
            if child(child(row, "trPr"), "del") is not None:
                self._inline.deleted += (inner.text or "" for inner in row.iter() if local(inner) in ("t", "delText"))
        cells = [cell for row in inside(element, "tr") for cell in inside(row, "tc")]
        if len(cells) == 1:  # a frame around paragraphs
            yield from self.read(cells[0])
            return
        self._cells += 1  # in a cell a dash is a figure
        table = read_table(element, self.texts)
        self._cells -= 1
        words = join_texts(text for row in table.rows for cell in row for text in cell.paragraphs)
        if words:
            yield Printed(words, 1, table=table)


def _texts(printed: Printed) -> Iterator[Text]:
    if printed.table is None:
        yield join_texts([Text(printed.label), printed.text]) if printed.label else printed.text
    else:
        yield from (text for row in printed.table.rows for cell in row for text in cell.paragraphs)


def _parted(lines: list[Text], *, set_off: bool) -> list[Text]:
    """The lines of a paragraph as the paragraphs that they are.

    What stands alone over a title ('Rule 7', a line break, 'General powers') and the closing lines are typed in one paragraph and are not.
    """
    if len(lines) > 1:
        first = lines[0].words
        alone = bool(ANNEX.fullmatch(first) or DIVISION.fullmatch(first)) or (set_off and bool(SECTION.fullmatch(first)))
        if alone:
            return [lines[0], join_texts(lines[1:])]
        closing = find_closing([Line(text.words) for text in lines])
        if closing and not closing.first:
            return [*lines[: closing.end], *([join_texts(lines[closing.end :])] if lines[closing.end :] else [])]
    return [join_texts(lines)]
