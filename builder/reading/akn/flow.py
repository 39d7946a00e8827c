"""The text of a document as a flow of rows, headings, tables and drafts, in reading order.

The files nest as Word did, not as the text means: sublists follow their point, subparagraphs their chapeau. So the flow keeps only
what can be trusted (this is a recital, this is a point of some list, this number was printed over that text) and leaves the rest to
`structure`. Elements are taken wherever they stand, since recovery moves some out of their body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.labels import is_division_number, readings, split_label
from builder.model import Block, Cell, Draft, Formula, Heading, Table
from builder.printed_words import printed_patterns
from builder.reading.akn.divide import split_annexes, with_section_numbers
from builder.reading.akn.inline import BLOCKS, STRUCTURES, Notes, read_inline
from builder.reading.akn.sequence import (
    STOPS,
    ends_in_stop,
    may_precede_title,
    with_recitals,
    with_titles,
    with_typed_numbers,
    with_typed_section_numbers,
)
from builder.reading.akn.tree import Element, iter_named, local, plain
from builder.reading.limits import QUOTED
from builder.reading.structure import Row, nest
from builder.text import EMPTY, MarkKind, Text, join_texts, normalise_words

__all__ = ["Flow", "read_draft", "read_flow"]

_LEVELS = frozenset({"paragraph", "point", "item", "indent", "alinea"})
_DIVISIONS = frozenset({"section", "subsection", "part", "chapter", "article"})
_LISTS = frozenset({"list", "sublist", "blockList"})
_OUTSIDE = frozenset({"meta", "coverPage", "preface", "conclusions", "authorialNote", "attachments", "components", "num", "documentRef"})
_INLINE = frozenset({"span", "inline", "docTitle", "a"})  # where one stands outside a block, `loose_words` has its words
_RULE = re.compile(r"[_\W]*")
_NOTICE = re.compile(rf"\*+\s*(?:{printed_patterns('notices').pattern})", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:\.|\s?[-–])")


@dataclass(slots=True)
class Flow:
    """What was gathered: blocks and rows in reading order, and printed words that are no part of the text."""

    rows: list[Row | Block] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)
    title_lines: list[Text] = field(default_factory=list)  # words that stand loose over the text


def read_flow(root: Element, notes: Notes) -> Flow:
    """The flow of a statement, an annex or a quoted draft, without its annexes."""
    reader = _FlowReader(notes)
    reader.loose_words(root, _Context())
    reader.children(root, _Context())
    rows = with_section_numbers(with_typed_section_numbers(reader.flow.rows))
    reader.flow.rows = with_recitals(with_titles(with_typed_numbers(rows)))
    return reader.flow


def read_draft(element: Element, notes: Notes) -> Draft:
    """A draft resolution quoted in the text or attached to it."""
    flow = read_flow(element, notes)
    rows, annexes = split_annexes(flow.rows)
    for attached in iter_named(element, "doc"):
        annexes += split_annexes(read_flow(attached, notes).rows, attached=True)[1]
    return Draft(nest(rows, operative=True), tuple(annexes))


@dataclass(frozen=True, slots=True)
class _Context:
    """Where the walk is: in a preamble, in a list, in the paragraph whose class is given."""

    preambular: bool = False
    inner: bool = False
    style: str = ""


class _FlowReader:
    def __init__(self, notes: Notes) -> None:
        self.flow = Flow()
        self.notes = notes
        self._label = ""  # a printed number that waits for the text under it
        self._label_of_division = False
        self._operative = False  # a paragraph number stood in the preamble: it and all after it are operative

    def children(self, element: Element, context: _Context) -> None:
        for child in element:
            self._element(child, context)

    def _element(self, element: Element, context: _Context) -> None:
        name = local(element)
        if not name or name in _OUTSIDE or name in _INLINE:
            return
        if name == "formula":
            text = join_texts(text for p in iter_named(element, "p") if (text := read_inline(p, self.notes)))
            self.flow.rows.append(Formula(text))
        elif name == "preamble":
            self._operative = False
            self.children(element, _Context(preambular=True))
        elif name == "mainBody":
            self._operative = False
            self.children(element, context)
        elif name == "table":
            self._table(element, context)
        elif name in STRUCTURES and sum(local(above) in STRUCTURES for above in element.iterancestors()) < QUOTED:
            self.flow.rows.append(read_draft(element, self.notes))
        elif name in BLOCKS:
            self._block(element, name, context)
        elif name in _LEVELS:
            self._level(element, name, context)
        elif name in _DIVISIONS:
            self._await_label(element, division=True)
            self.children(element, _Context())
            self._flush_label(context)
        elif name in _LISTS:
            # Its introduction is the paragraph's own text; only its points hang on it.
            for child in element:
                inner = local(child) in ("point", "item", "indent", "wrapUp", *_LISTS)
                self._element(child, _Context(context.preambular, context.inner or inner, context.style))
        else:
            self.loose_words(element, context)
            self.children(element, context)

    def _level(self, element: Element, name: str, context: _Context) -> None:
        self._flush_label(context)
        self._await_label(element, division=False)
        inner = context.inner or name in ("point", "item", "indent")
        within = _Context(context.preambular, inner, element.get("class") or "")
        self.loose_words(element, within)
        self.children(element, within)
        self._flush_label(within)

    # --- printed numbers ---

    def _await_label(self, element: Element, *, division: bool) -> None:
        number = next((child for child in element if local(child) == "num"), None)
        label = plain(number) if number is not None else ""
        if label:
            self._label, self._label_of_division = label, division

    def _flush_label(self, context: _Context) -> None:
        """A number over which nothing stands: a section's number on a line of its own, or a paragraph whose text comes next."""
        if self._label:
            label, self._label = self._label, ""
            if not readings(label):
                self.flow.rows.append(Heading(Text(label)))  # no number, but a title marked up as one
            elif self._label_of_division or is_division_number(label):
                self.flow.rows.append(Heading(EMPTY, label))
            else:
                self.flow.rows.append(Row(EMPTY, label, context.preambular, context.inner))

    def _take_label(self) -> str:
        label, self._label = self._label, ""
        return label

    def _take_heading_label(self, heading: Element) -> str:
        """The number that waits, if it is the heading's; where text follows in the same paragraph, '(iii)' is that text's."""
        alone = not any(local(sibling) in ("content", "list", "p") for sibling in heading.itersiblings())
        return self._take_label() if alone or self._label_of_division or is_division_number(self._label) else ""

    # --- blocks ---

    def _block(self, element: Element, name: str, context: _Context) -> None:
        text = read_inline(element, self.notes)
        if text.words:
            self._text(text, name, element, context)
        elif text.calls:
            self._calls_alone(text)
        for child in element.iter():
            # Blocks inside a block follow it; what is inside those is theirs.
            if child is not element and self._is_own(child, element):
                self._element(child, context)
        for decoration in iter_named(element, "decoration"):
            self.flow.furniture.append(plain(decoration))

    @staticmethod
    def _is_own(child: Element, block: Element) -> bool:
        if local(child) not in BLOCKS and local(child) not in STRUCTURES:
            return False
        for above in child.iterancestors():
            if above is block:
                return True
            if local(above) in BLOCKS or local(above) in STRUCTURES or local(above) == "authorialNote":
                return False
        return False

    def _text(self, text: Text, name: str, element: Element, context: _Context) -> None:
        if _RULE.fullmatch(text.words):
            self.flow.furniture.append(text.words)
            return
        if _NOTICE.match(text.words):
            self.flow.notices.append(text)
            return
        recital = name == "crossHeading" and "preamble" in (element.get("refersTo") or "")
        if name in ("heading", "subheading", "block") or (name == "crossHeading" and not recital):
            self._heading(self._take_heading_label(element), text)
            return
        label = self._take_label()
        if not label:
            label, text = split_label(text)
        elif split_label(text)[0] == label:
            text = split_label(text)[1]  # the number is printed once, but marked up and typed
        if context.preambular and not recital and _NUMBER.fullmatch(label):
            self._operative = True
        if self._operative and not recital:
            context = _Context(inner=context.inner and not label[:1].isdecimal(), style=context.style)
        before = self.flow.rows[-1] if self.flow.rows else None
        set_off = not context.preambular and may_precede_title(before) and _is_set_off(element, label, text)
        if not recital and not context.inner and (_is_heading(label, text, context) or set_off):
            self._heading(label, text)
        else:
            self.flow.rows.append(Row(text, label, recital or context.preambular, context.inner))

    def _heading(self, label: str, text: Text) -> None:
        if not label:
            typed, rest = split_label(text)
            if is_division_number(typed.rstrip(".")):
                label, text = typed, rest
        self.flow.rows.append(Heading(text.without(MarkKind.BOLD), label))

    def _calls_alone(self, text: Text) -> None:
        """Calls without words belong to the text before them."""
        for place in range(len(self.flow.rows) - 1, -1, -1):
            row = self.flow.rows[place]
            if isinstance(row, Row):
                self.flow.rows[place] = Row(join_texts((row.text, text), ""), row.label, row.preambular, row.inner)
                return

    def loose_words(self, element: Element, context: _Context) -> None:
        """Words directly in an element that should hold blocks only: in recovered files the title stands so."""
        builder = [element.text or ""]
        for child in element:
            if local(child) in _INLINE:
                builder.append(plain(child))
            builder.append(child.tail or "")
        words = normalise_words("".join(builder))
        if not words or _RULE.fullmatch(words):
            return
        text = Text(words)
        if _NOTICE.match(words):
            self.flow.notices.append(text)
        elif not any(isinstance(row, Row) for row in self.flow.rows):
            self.flow.title_lines.append(text)
        else:
            self.flow.rows.append(Row(text, "", context.preambular, context.inner))

    # --- tables ---

    def _table(self, element: Element, context: _Context) -> None:
        self._flush_label(context)
        rows = []
        for row in iter_named(element, "tr"):
            cells = []
            for cell in row:
                if local(cell) in ("td", "th"):
                    blocks = (p for p in cell.iter() if local(p) in BLOCKS and not _in_note(p))
                    paragraphs = tuple(text for p in blocks if (text := read_inline(p, self.notes)))
                    cells.append(Cell(paragraphs, _span(cell, "colspan"), _span(cell, "rowspan"), local(cell) == "th"))
            if cells:
                rows.append(tuple(cells))
        if rows:
            self.flow.rows.append(Table(tuple(rows)))


def _in_note(element: Element) -> bool:
    return any(local(above) == "authorialNote" for above in element.iterancestors())


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return max(1, min(int(value), 100)) if value.isdecimal() and len(value) < 4 else 1


# Two tabs before the words, as before headings; paragraphs begin with one.
_SET_OFF = re.compile(r"[\n\r ]*\t\t")


def _is_set_off(block: Element, label: str, text: Text) -> bool:
    """Whether a line without stop, in a script without capitals, which shows no bold type, is set off from the paragraphs by its indent."""
    words = text.words
    if label or len(words) > 200 or words.upper() != words.lower() or ends_in_stop(words):
        return False
    return bool(_SET_OFF.match("".join(map(str, block.itertext()))))


def _is_heading(label: str, text: Text, context: _Context) -> bool:
    """Whether a paragraph is set as a heading: all bold or in a heading's style, short, and without a final stop.

    Numbered paragraphs are none, unless the number is a section's.
    """
    words = text.words
    if len(words) > 200 or words.endswith(STOPS) or (label and not is_division_number(label)):
        return False
    bold = sum(mark.end - mark.start for mark in text.marks if mark.kind is MarkKind.BOLD)
    return bold >= len(words.rstrip()) or bool(re.match(r"H(?:\d|Ch|eading)", context.style)) or bool(label)
