"""The words of one Word paragraph: runs and what they bear, footnote calls, fields, links, what was deleted or is hidden.

Changes that were tracked are read as accepted (ISO/IEC 29500-1, 17.13): what was inserted stands in the text, what was deleted does not. A
field is read as what it shows; a field that shows a note's number (NOTEREF) calls that note again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic
from builder.reading.limits import DEPTH, beyond
from builder.reading.word.notes import Notes
from builder.reading.word.package import Element, RefusedError, address, local, value
from builder.reading.word.styles import Look, Styles, child
from builder.text import MarkKind, Text, TextBuilder

__all__ = ["Inline", "Paragraph"]

# What is not printed in the line, or not here. Text boxes are gathered apart; instructions of fields are no words.
_APART = frozenset(
    ["pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "instrText", "delInstrText", "Fallback", "rt", "annotationRef"]
)
_DELETED = frozenset(["del", "moveFrom"])
_NOT_READ = {"object": "an embedded object", "altChunk": "another file", "subDoc": "another document", "control": "a control"}
_SPACES = {"tab": "\t", "ptab": "\t"}
# Characters of Symbol and Wingdings that Word files have for signs.
_SIGNS = {
    "20": " ", "2a": "*", "2d": "–", "a3": "≤", "a7": "▪", "ae": "→",
    "b0": "°", "b1": "±", "b3": "≥", "b4": "×", "b7": "•", "b9": "≠", "d7": "·",
}  # fmt: skip
_FIELDS = 20  # that are open, one in another: real ones have three; of more the outermost has never been closed
_LINK = re.compile(r'\s*HYPERLINK\s+"(https?://[^"]+)"', re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:NOTEREF|FTNREF)\s", re.IGNORECASE)
_OWN_MARK = re.compile(r"\s*([*†‡§#]{1,4}|\w{1,2}(?!\w))")


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, whether what it shows has begun, and that, where it is a note's number."""

    instruction: str = ""
    shows: bool = False
    number: list[str] = field(default_factory=list)
    raised: bool = False

    @property
    def is_note(self) -> bool:
        return bool(_NOTE.match(self.instruction))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, cut at its line breaks; whether all its words are bold; and the text boxes that hang on it."""

    lines: tuple[Text, ...]
    bold: bool
    boxes: tuple[Element, ...] = ()


class Inline:
    """Reads the paragraphs of one part of a Word file, in their order: fields may go on from one to the next."""

    def __init__(self, styles: Styles, notes: Notes, links: Mapping[str, str]) -> None:
        self.deleted: list[str] = []  # words that were deleted, and those that are hidden: none of them is printed
        self.hidden: list[str] = []
        self.found: list[Diagnostic] = []
        self.goes_on = False  # whether something was read that has no end yet
        self._styles = styles
        self._notes = notes
        self._links = links
        self._fields: list[_Field] = []
        self._custom = ""  # id of a note whose own mark is still to come
        self._lines = [TextBuilder()]
        self._boxes: list[Element] = []
        self._bold: list[bool] = []

    def read(self, paragraph: Element, style: Look) -> None:
        """Read on with a paragraph (`w:p`), up to its end; `style` is what its style makes of the letters."""
        self.goes_on = True
        self._children(paragraph, style, "", 0)
        self._end_fields()

    def end(self) -> Paragraph:
        """What was read since the last end."""
        lines = tuple(text for builder in self._lines if (text := builder.build()))
        ended = Paragraph(lines, bool(self._bold) and all(self._bold), tuple(self._boxes))
        self._lines, self._boxes, self._bold, self.goes_on = [TextBuilder()], [], [], False
        return ended

    # --- elements ---

    def _children(self, element: Element, style: Look, link: str, depth: int) -> None:
        if depth > DEPTH:
            raise RefusedError(beyond(f"elements nested more than {DEPTH} deep", ""))
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner, style, link, depth + 1)
            elif name == "hyperlink":
                self._children(inner, style, self._links.get(address(inner), link), depth + 1)
            elif name in _DELETED:
                self.deleted.append(_words(inner))
            elif name == "fldSimple":
                self._simple_field(inner, style, link, depth + 1)
            elif name == "t":  # of a formula
                self._words(inner.text or "", Look(), style, link)
            elif name == "txbxContent":
                self._boxes.append(inner)
            elif name == "AlternateContent":
                self._alternative(inner, style, link, depth + 1)
            elif name in _NOT_READ:
                self._not_read(name)
            elif name and name not in _APART:
                self._children(inner, style, link, depth + 1)

    def _alternative(self, element: Element, style: Look, link: str, depth: int) -> None:
        """What stands in two forms is read in the first that has words."""
        choices = [inner for inner in element if local(inner) in ("Choice", "Fallback")]
        chosen = next((inner for inner in choices if any(local(e) == "t" for e in inner.iter())), None)
        if chosen is not None:
            self._children(chosen, style, link, depth)

    def _run(self, run: Element, style: Look, link: str, depth: int) -> None:
        look = self._styles.letters(child(run, "rPr"))
        for inner in run:
            name = local(inner)
            if name == "t":
                self._words(inner.text or "", look, style, link)
            elif name in _SPACES:
                self._plain(_SPACES[name])
            elif name in ("br", "cr"):
                self._break(inner)
            elif name == "noBreakHyphen":
                self._words("-", look, style, link)
            elif name == "sym":
                self._words(self._sign(inner), look, style, link)
            elif name in ("footnoteReference", "endnoteReference"):
                self._call(inner, name.removesuffix("Reference"))
            elif name == "fldChar":
                self._field(inner)
            elif name == "instrText":
                self._instruction(inner.text or "")
            elif name == "delText":  # outside of `w:del`, where a program has lost that
                self.deleted.append(inner.text or "")
            elif name in _NOT_READ:
                self._not_read(name)
                self._children(inner, style, link, depth)
            elif name == "AlternateContent":
                self._alternative(inner, style, link, depth)
            elif name and name not in _APART:
                self._children(inner, style, link, depth)

    # --- words ---

    def _words(self, raw: str, look: Look, style: Look, link: str) -> None:
        if not raw:
            return
        effective = look.over(style)
        if effective.hidden or (self._fields and any(not open_field.shows for open_field in self._fields)):
            self.hidden.append(raw)
            return
        if self._custom:
            raw = self._own_mark(raw)
        note = next((open_field for open_field in self._fields if open_field.is_note), None) if self._fields else None
        if note is not None:
            note.number.append(raw)
            note.raised = note.raised or look.marks.get(MarkKind.SUPERSCRIPT, False)
            return
        if raw.strip():
            self._bold.append(effective.marks.get(MarkKind.BOLD, False))
        builder = self._lines[-1]
        start = builder.open()
        builder.add(raw)
        for kind, on in look.marks.items():
            if on:
                builder.close(start, kind)
        if address_of := self._field_link() or link:
            builder.close(start, MarkKind.LINK, address_of)

    def _plain(self, space: str) -> None:
        if not any(open_field.is_note or not open_field.shows for open_field in self._fields):
            self._lines[-1].add(space)

    def _break(self, element: Element) -> None:
        if value(element, "type") in ("page", "column"):
            self._plain(" ")
        elif all(open_field.shows for open_field in self._fields):
            self._lines.append(TextBuilder())

    def _sign(self, element: Element) -> str:
        """The character that a sign of another font shows; its code is that of the font, mostly moved to F000."""
        code = (value(element, "char") or "").lower().removeprefix("f0").removeprefix("00")
        if sign := _SIGNS.get(code):
            return sign
        font = value(element, "font") or "no font"
        self.found.append(Diagnostic("word-not-read", f"the sign {code or 'without code'} of {font}", "kept as \ufffd"))
        return "\ufffd"

    def _not_read(self, name: str) -> None:
        self.found.append(Diagnostic("word-not-read", _NOT_READ[name], "not read"))

    # --- notes ---

    def _call(self, element: Element, kind: str) -> None:
        if any(not open_field.shows for open_field in self._fields):
            return
        name = f"{kind} {value(element, 'id') or ''}"
        if value(element, "customMarkFollows") in ("1", "true", "on"):
            self._custom = name
        else:
            self._lines[-1].call(self._notes.call(name))

    def _own_mark(self, raw: str) -> str:
        """Take the mark of a note that has its own from the words after its call."""
        match = _OWN_MARK.match(raw)
        self._lines[-1].call(self._notes.call(self._custom, match[1] if match else "*"))
        self._custom = ""
        return raw[match.end() :] if match else raw

    # --- fields ---

    def _field(self, element: Element) -> None:
        match value(element, "fldCharType"):
            case "begin":
                self._fields = [*self._fields[1 - _FIELDS :], _Field()]
            case "separate" if self._fields:
                self._fields[-1].shows = True
            case "end" if self._fields:
                self._end_field(self._fields.pop())

    def _instruction(self, words: str) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction += words

    def _simple_field(self, element: Element, style: Look, link: str, depth: int) -> None:
        self._fields.append(_Field(value(element, "instr") or "", shows=True))
        self._children(element, style, link, depth)
        self._end_field(self._fields.pop())

    def _end_field(self, ended: _Field) -> None:
        if not ended.is_note:
            return
        number = "".join(ended.number).strip()
        if number and (ended.raised or "\\f" in ended.instruction):
            self._lines[-1].call(number)
        else:  # 'see footnote 3': a word of the sentence
            self._lines[-1].add("".join(ended.number))

    def _field_link(self) -> str:
        for open_field in reversed(self._fields):
            if match := _LINK.match(open_field.instruction):
                return match[1]
        return ""

    def _end_fields(self) -> None:
        """A note's number does not go on in the next paragraph, nor does an instruction: that field was never closed."""
        for open_field in self._fields:
            self._end_field(open_field)
        self._fields = [open_field for open_field in self._fields if open_field.shows and not open_field.is_note]
        if self._custom:
            self._own_mark("")


def _words(element: Element) -> str:
    """All words inside an element, as they stand."""
    return "".join(inner.text or "" for inner in element.iter() if local(inner) in ("t", "delText"))
