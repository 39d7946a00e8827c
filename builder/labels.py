"""Printed labels: '2.', '(a)', '(ii)', 'IV', '•', '(أ)'. What they can mean, and where they stand typed at the start of a text.

A label alone is often ambiguous: '(i)' follows '(h)' or opens a roman list. So `readings` gives all that it can mean; `structure` decides
by the sequence. Rules: United Nations Editorial Manual, "Paragraph numbering"; letters and numerals of other scripts count by their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from builder.text import Text

__all__ = ["Family", "Label", "is_bullet", "readings", "roman_number", "split_label"]


class Family(StrEnum):
    """The sequences that labels come from."""

    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    DOUBLED = "doubled letter"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Label:
    """One meaning of a printed label: its family, its place in the sequence from 1 (0 for a bullet), and its style.

    The style is the printed label with its number or letters taken out, and whether they are capitals: '()', '.', '.A'; of a number in
    steps ('29.1') the steps above count to it. Two labels stand in one list only where family and style agree.
    """

    family: Family
    ordinal: int
    style: str

    @property
    def sequence(self) -> tuple[Family, str]:
        """What the labels of one list have in common. A doubled letter goes on where the single letters end."""
        return self.family, self.style


# The order in which the UN's own translations letter subparagraphs: Russian leaves out ё, й, ъ, ы, ь; Arabic uses abjad order.
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")
_CHINESE = "一二三四五六七八九"
_ROMAN = re.compile(r"(?=[ivxlc])(x[cl]|l?x{0,3}|c)(i[xv]|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

BULLETS = "•▪·–—-‒●◦"
_CORE = re.compile(r"[\w一-鿿]+(?:\.\w+)*(?:\s(?:bis|ter|quater))?")

_DIGITS = 9  # of a number; more are none that a document counts by
_PIECE = 24  # letters of a label that go into an anchor: '3 quater' has eight, and a slip of the source may have thousands


def roman_number(numeral: str) -> int | None:
    """The value of a Roman numeral up to 100 ('XIV' -> 14); None for anything else."""
    if not _ROMAN.fullmatch(numeral):
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def is_bullet(label: str) -> bool:
    """Whether the label is a bullet or a dash."""
    return label.strip() != "" and all(char in BULLETS for char in label.strip())


@lru_cache(maxsize=4096)
def readings(label: str) -> tuple[Label, ...]:
    """All that a printed label can mean, the plainest first: '(i)' -> letter 9, roman 1. Empty where it is no label."""
    label = label.strip()
    if is_bullet(label):
        return (Label(Family.BULLET, 0, label),)
    match = _CORE.search(label)
    if not match:
        return ()
    above, _, core = match.group().split()[0].rpartition(".")
    style = above + label.replace(match.group(), "", 1).replace(" ", "") + ("A" if core.isupper() and core.isascii() else "")
    core = core.lower()
    if core.isdecimal() and len(core) <= _DIGITS:
        return (Label(Family.NUMBER, int(core), style),)
    found = [Label(family, ordinal, style) for family, ordinal in _lettered(core)]
    if (value := roman_number(core)) is not None:
        found.append(Label(Family.ROMAN, value, style))
    if core and all(char in _CHINESE + "十" for char in core):
        tens, ten, ones = core.rpartition("十")
        value = (_CHINESE.find(tens) + 1 or 1) * 10 * bool(ten) + (_CHINESE.find(ones) + 1 if ones else 0)
        found.append(Label(Family.ROMAN, value, style))
    return tuple(found)


def _lettered(core: str) -> list[tuple[Family, int]]:
    core = core.replace("ـ", "").replace("ا", "أ")  # Arabic: a lengthened letter, alif without its sign
    for alphabet in _ALPHABETS:
        if len(core) == 1 and core in alphabet:
            return [(Family.LETTER, alphabet.index(core) + 1)]
        if len(core) == 2 and core[0] == core[1] and core[0] in alphabet:
            place = alphabet.index(core[0]) + 1
            return [(Family.LETTER, len(alphabet) + place), (Family.DOUBLED, place)]
    return []


# A label typed at the start of a text, then space: '(a) ', '1. ', 'xx) ', '• ', '(一) '. Not '11.4 trillion', 'Mr. X', 'AB. '.
_TYPED = re.compile(
    r"""( \(?(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[IVXL]{1,6}|[A-Z])[.)]
        | [(（][\u0400-\u9fff]{1,3}[)）]
        | [•▪·–—-]
        )\s+(?=\S)""",
    re.VERBOSE,
)


def split_label(text: Text) -> tuple[str, Text]:
    """The label typed at the start of a text, and the text after it; ('', text) where none is."""
    match = _TYPED.match(text.words)
    if not match:
        return "", text
    return match.group(1), text.slice(match.end())


def anchor_piece(label: str) -> str:
    """A printed label as a piece of an anchor: '(a)' -> 'a', '3 bis' -> '3bis', '29.1' -> '29-1', '(أ)' -> 'a', '(一)' -> 'i'."""
    match = _CORE.search(label.strip())
    if not match:
        return "x"
    core = match.group().lower()[:_PIECE]
    if core.isascii():
        return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\s+", "", core)).strip("-") or "x"
    meaning = next(iter(readings(label)), None)
    if meaning is None:
        return "x"
    if meaning.family is Family.NUMBER:
        return str(meaning.ordinal)
    if meaning.family is Family.ROMAN:
        return to_roman(meaning.ordinal).lower()
    letters = _ALPHABETS[0]
    place = meaning.ordinal - 1
    return letters[place] if place < len(letters) else letters[place % len(letters)] * 2


def to_roman(value: int) -> str:
    """The Roman numeral of a value from 1 to 399: 14 -> 'XIV'."""
    out = ""
    for worth, numeral in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += numeral * (value // worth)
        value %= worth
    return out
