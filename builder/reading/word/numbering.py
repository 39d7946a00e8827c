"""Numbers that Word prints before paragraphs by itself: '1.', '(a)', 'IV.', '•' (ISO/IEC 29500-1, 17.9).

A paragraph is in a list, on one of nine levels. Each level counts, begins again when an outer one has gone on, and says how its number is
written, with the numbers of the levels over it or without ('%1.%2', '(%3)').
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from builder.labels import BULLETS, to_roman
from builder.reading.word.package import Element, local, value
from builder.reading.word.styles import Numbered, Styles, child, is_on, whole_number

__all__ = ["Numbering", "written_number"]

_LEVELS = 9
_MOST = 32_767  # the highest number that Word counts to
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 40  # letters of a label
_ROMANS = 399
_LETTERS = 26 * 9  # 'iiiiiiiii'
_SIGNS = "*†‡§"  # 'chicago': each doubled, then trebled, when all were used
# What the fonts of signs show for these characters; any other sign before a paragraph is a bullet as well.
_BULLET = {"\uf0a7": "▪", "\uf0b7": "•", "\uf02d": "–", "o": "◦", "§": "▪", "·": "•", "\uf0be": "—"}


def written_number(number: int, form: str) -> str:
    """A number as Word writes it in a format: (3, 'lowerRoman') -> 'iii', (28, 'upperLetter') -> 'BB'; digits where it has no other."""
    match form:
        case "lowerLetter" | "upperLetter" if 1 <= number <= _LETTERS:
            letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman" if 1 <= number <= _ROMANS:
            return to_roman(number) if form == "upperRoman" else to_roman(number).lower()
        case "chicago" if 1 <= number <= len(_SIGNS) * 9:
            return _SIGNS[(number - 1) % len(_SIGNS)] * ((number - 1) // len(_SIGNS) + 1)
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
    return str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: the number it begins at, its format, how it is written, and the level after which it begins again (0: never)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False  # all numbers in digits
    style: str = ""  # the style whose paragraphs are on this level


@dataclass(slots=True)
class _List:
    """A list that is counted: lists of one definition go on with each other."""

    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The numbers of a document's paragraphs, asked for in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._instances: dict[str, Element] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._definitions.setdefault(value(element, "abstractNumId") or "", element)
            elif local(element) == "num":
                self._instances.setdefault(value(element, "numId") or "", element)
        self._lists: dict[str, _List] = {}
        self._levels: dict[str, dict[int, _Level]] = {}

    def next_label(self, numbered: Numbered) -> str:
        """The label of the next paragraph of a list, '' where nothing is printed: '(b)', '3.', '•'."""
        instance = self._instances.get(numbered.list_id)
        if instance is None:
            return ""
        definition = self._definition(instance)
        counted = self._lists.setdefault(definition, _List(self._defined(definition)))
        if numbered.list_id not in self._levels:
            self._levels[numbered.list_id] = self._own_levels(instance, counted)
        levels = self._levels[numbered.list_id]
        depth = numbered.level
        if depth is None:
            depth = next((place for place, one in levels.items() if numbered.style and one.style == numbered.style), 0)
        count(counted.counts, levels, depth)
        return _label(counted.counts, levels, depth)

    def _definition(self, instance: Element) -> str:
        """The id of the list's definition; that of another list where a numbering style stands between."""
        name = value(child(instance, "abstractNumId")) or ""
        style = value(child(self._definitions.get(name), "numStyleLink"))
        by_style = self._styles.numbered_by(style) if style else None
        other = self._instances.get(by_style.list_id) if by_style else None
        return (value(child(other, "abstractNumId")) or name) if other is not None else name

    def _defined(self, definition: str) -> dict[int, _Level]:
        element = self._definitions.get(definition)
        levels = (found for found in (element if element is not None else ()) if local(found) == "lvl")
        return {whole_number(value(level, "ilvl"), _LEVELS, _LEVELS): _level(level) for level in levels}

    def _own_levels(self, instance: Element, counted: _List) -> dict[int, _Level]:
        """The levels of a list, those that it sets itself in place of its definition's; a number it is to begin at makes it begin again."""
        levels = dict(counted.levels)
        for override in instance:
            depth = whole_number(value(override, "ilvl"), _LEVELS, _LEVELS)
            if local(override) != "lvlOverride" or depth == _LEVELS:
                continue
            if (own := child(override, "lvl")) is not None:
                levels[depth] = _level(own)
            if (start := child(override, "startOverride")) is not None:
                level = levels.get(depth, _Level())
                levels[depth] = replace(level, start=whole_number(value(start), 1, _MOST))
                counted.counts[depth] = None
        return levels


def count(counts: list[int | None], levels: dict[int, _Level], depth: int) -> None:
    """Go on by one on a level; those inside it begin again, those over it have begun."""
    for outer in range(depth):
        if counts[outer] is None:
            counts[outer] = levels.get(outer, _Level()).start
    before = counts[depth]
    counts[depth] = levels.get(depth, _Level()).start if before is None else min(before + 1, _MOST)
    for inner in range(depth + 1, _LEVELS):
        restart = levels.get(inner, _Level()).restart
        if restart is None or depth < restart:
            counts[inner] = None


def _label(counts: list[int | None], levels: dict[int, _Level], depth: int) -> str:
    level = levels.get(depth, _Level())
    if level.form == "bullet":
        sign = level.text.strip()
        return _BULLET.get(sign, sign if sign in BULLETS and len(sign) == 1 else "•") if sign else ""

    def written(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = "decimal" if level.legal and place != depth else levels.get(place, _Level()).form
        return written_number(counts[place] or 0, form) if counts[place] is not None else ""

    return _PLACE.sub(written, level.text[:_LONGEST]).strip()


def _level(element: Element) -> _Level:
    restart = child(element, "lvlRestart")
    form = child(element, "numFmt")
    return _Level(
        start=whole_number(value(child(element, "start")), 0, _MOST),
        form=value(form) or "decimal",
        text=value(child(element, "lvlText")) or "",
        restart=None if restart is None else whole_number(value(restart), _LEVELS, _LEVELS),
        legal=is_on(child(element, "isLgl")),
        style=value(child(element, "pStyle")) or "",
    )
