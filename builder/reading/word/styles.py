"""How a paragraph and its letters look, as far as that means something: styles, and what is set beside them.

A style is based on another and changes what it sets (ISO/IEC 29500-1, 17.7). What counts here: whether a style is that of a heading and of
which level, whether its letters are bold or hidden, where it stands on the line, and whether it numbers its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.reading.word.package import Element, local, value
from builder.text import MarkKind

__all__ = ["Look", "Numbered", "ParagraphLook", "Styles", "child", "is_on", "whole_number"]

_BASES = 20  # styles based on each other: real ones have five
_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_OUTLINE = 9  # the level of what is no heading
_SWITCHES = {
    "b": MarkKind.BOLD,
    "i": MarkKind.ITALIC,
    "strike": MarkKind.STRIKE,
    "dstrike": MarkKind.STRIKE,
    "smallCaps": MarkKind.SMALL_CAPS,
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list that a paragraph is in, '0' for none, and its level there; where a style alone says so, the list says which level is its."""

    list_id: str
    level: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What letters bear: marks (True on, False switched off), and whether they are hidden, None where nothing is said."""

    marks: Mapping[MarkKind, bool] = field(default_factory=dict)
    hidden: bool | None = None

    def over(self, other: Look) -> Look:
        """This look where it says something, the other where it does not."""
        if not other.marks and other.hidden is None:
            return self
        return Look({**other.marks, **self.marks}, other.hidden if self.hidden is None else self.hidden)


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph's style and its own properties say. `outline` counts from 1; 0 is no heading."""

    outline: int = 0
    centred: bool = False
    numbered: Numbered | None = None
    look: Look = field(default_factory=Look)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of this name."""
    for found in element if element is not None else ():
        if local(found) == name:
            return found
    return None


def is_on(element: Element | None) -> bool:
    """Whether a property that is a switch is on: it is there, and not set to 'false', '0' or 'none'."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def whole_number(printed: str | None, default: int, most: int) -> int:
    """A number in an attribute between 0 and the most; the default for anything else."""
    return int(printed) if printed and len(printed) <= 9 and printed.isascii() and printed.isdigit() and int(printed) <= most else default


class Styles:
    """The styles of a document, looked up by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default = ""
        for element in root if root is not None else ():
            if local(element) == "style" and (name := value(element, "styleId")):
                self._elements.setdefault(name, element)
                if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true"):
                    self._default = self._default or name
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._letters: dict[str, Look] = {}

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """The look of a paragraph with these properties (`w:pPr`)."""
        style = self._style(value(child(properties, "pStyle")) or self._default)
        return style if properties is None else _paragraph_look(properties, style, style.look)

    def letters(self, properties: Element | None) -> Look:
        """What the letters of a run with these properties (`w:rPr`) bear on top of their paragraph's style."""
        if properties is None:
            return Look()
        style = value(child(properties, "rStyle"))
        return _letters_look(properties).over(self._letters_of(style)) if style else _letters_look(properties)

    def numbered_by(self, style: str) -> Numbered | None:
        """The list of a numbering style."""
        return self._style(style).numbered

    def _style(self, name: str) -> ParagraphLook:
        if name not in self._paragraphs:
            look = ParagraphLook()
            for element in reversed(self._chain(name)):
                letters = _letters_look(child(element, "rPr")).over(look.look)
                look = _paragraph_look(child(element, "pPr"), look, letters, value(element, "styleId") or "")
            if not look.outline and (match := _HEADING.fullmatch(self._name(name))):
                look = ParagraphLook(int(match[1]), look.centred, look.numbered, look.look)
            self._paragraphs[name] = look
        return self._paragraphs[name]

    def _letters_of(self, name: str) -> Look:
        if name not in self._letters:
            look = Look()
            for element in reversed(self._chain(name)):
                look = _letters_look(child(element, "rPr")).over(look)
            # A link's line under its words says that it is a link.
            marks = {
                kind: on for kind, on in look.marks.items() if kind is not MarkKind.UNDERLINE or "link" not in self._name(name).lower()
            }
            self._letters[name] = Look(marks, look.hidden)
        return self._letters[name]

    def _name(self, style: str) -> str:
        """The style's own name, else its id: some files name styles that they do not hold."""
        return value(child(self._elements.get(style), "name")) or style

    def _chain(self, name: str) -> list[Element]:
        """The style and those it is based on, as far as they go."""
        chain: list[Element] = []
        while (element := self._elements.get(name)) is not None and len(chain) < _BASES:
            chain.append(element)
            name = value(child(element, "basedOn")) or ""
        return chain


def _paragraph_look(properties: Element | None, base: ParagraphLook, letters: Look, style: str = "") -> ParagraphLook:
    outline, centred, numbered = base.outline, base.centred, base.numbered
    for element in properties if properties is not None else ():
        match local(element):
            case "outlineLvl":
                level = whole_number(value(element), _OUTLINE, _OUTLINE)
                outline = level + 1 if level < _OUTLINE else 0
            case "jc":
                centred = value(element) == "center"
            case "numPr":
                list_id, level_element = value(child(element, "numId")), child(element, "ilvl")
                level_of = None if level_element is None else whole_number(value(level_element), 8, 8)
                if list_id is not None:
                    numbered = Numbered(list_id, level_of, style)
                elif numbered is not None and level_of is not None:
                    numbered = Numbered(numbered.list_id, level_of)
    return ParagraphLook(outline, centred, numbered, letters)


def _letters_look(properties: Element | None) -> Look:
    marks: dict[MarkKind, bool] = {}
    hidden: bool | None = None
    for element in properties if properties is not None else ():
        name = local(element)
        if kind := _SWITCHES.get(name):
            marks[kind] = is_on(element)
        elif name == "u":
            marks[MarkKind.UNDERLINE] = is_on(element)
        elif name == "vertAlign":
            marks[MarkKind.SUPERSCRIPT] = value(element) == "superscript"
            marks[MarkKind.SUBSCRIPT] = value(element) == "subscript"
        elif name == "vanish":
            hidden = is_on(element)
    return Look(marks, hidden)
