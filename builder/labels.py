"""Printed labels: '2.', '(a)', '(ii)', 'IV', '•', '(أ)', '’1‘', '㈡', 'ثانيا'. What they can mean, and where they are typed before a text.

A label alone is often ambiguous: '(i)' follows '(h)' or opens a roman list. So `readings` gives all that it can mean; `structure` decides
by the sequence. Rules: United Nations Editorial Manual, "Paragraph numbering"; letters and numerals of other scripts count by their place,
and what stands where the English has a Roman numeral is one: an Arabic number in single quotation marks, a Chinese numeral.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from builder.printed_words import bare_word, numbered_words
from builder.text import Text

__all__ = [
    "Family",
    "Label",
    "anchor_piece",
    "are_cyrillic",
    "division_number",
    "is_bullet",
    "is_division_number",
    "plain_label",
    "readings",
    "roman_number",
    "split_label",
    "to_roman",
]


class Family(StrEnum):
    """The sequences that labels come from."""

    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    DOUBLED = "doubled letter"
    BULLET = "bullet"


@dataclass(frozen=True)
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
# Cyrillic letters that are typed for the Latin ones that look the same, in lists that are lettered in Latin.
_LOOK_ALIKE = str.maketrans("асехорувкмнтіјѕ", "acexopybkmhtijs")
_CYRILLIC_CAPITALS = str.maketrans("АВСЕНІКМОРТХ", "ABCEHIKMOPTX")
_ROMAN = re.compile(r"(?=[ivxlc])(x[cl]|l?x{0,3}|c)(i[xv]|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

BULLETS = "•▪·–—-‒●◦"
_CORE = re.compile(r"[\w一-鿿]+(?:\.\w+)*(?:\s(?:bis|ter|quater))?")
_QUOTED = re.compile(r"([’‘'‛])\s?(\d{1,2})\s?[’‘'‛]")  # Arabic: a Roman numeral
_SPACED_DOUBLE = re.compile(r"(\w) \1")  # Arabic: '(ب ب)'

_DIVISION_DIGITS = 3  # of the number of a division, alone or after a name
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
    if quoted := _QUOTED.fullmatch(label):
        return (Label(Family.ROMAN, int(quoted[2]), "‘’"),)
    label = _plain(label)
    if named := _named(label):
        return (named,)
    match = _CORE.search(label)
    if not match:
        return ()
    above, _, core = match.group().split()[0].rpartition(".")
    style = above + label.replace(match.group(), "", 1).replace(" ", "") + ("A" if core.isupper() and core.isascii() else "")
    core = core.lower()
    if core.isdecimal() and len(core) <= _DIGITS:
        return (Label(Family.NUMBER, int(core), style),)
    found = [Label(family, ordinal, style) for family, ordinal in _lettered(core)]
    if (latin := core.translate(_LOOK_ALIKE)) != core:
        found += [Label(family, ordinal, style) for family, ordinal in _lettered(latin)]
    if (value := roman_number(latin)) is not None:
        found.append(Label(Family.ROMAN, value, style))
    if (value := _chinese_number(core)) is not None:
        found.append(Label(Family.ROMAN, value, style))
    return tuple(found)


# Signs that stand for others: '㈠' for '(一)', 'ﻫ' for 'ه', '（' for '('. A raised '²' is none of them, and no number.
_STANDS_FOR = ("<compat>", "<wide>", "<isolated>", "<initial>", "<medial>", "<final>")


def plain_label(label: str) -> str:
    """The label in characters that can be typed: '㈠' -> '(一)', '（a）' -> '(a)', 'ﻫ' -> 'ه'."""
    if label.isascii():
        return label
    return "".join(unicodedata.normalize("NFKC", c) if _stands_for_another(c) else c for c in label)


def _stands_for_another(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) != "Sk" and unicodedata.decomposition(sign).startswith(_STANDS_FOR)


def _plain(label: str) -> str:
    """The same, a letter doubled over a space as one word: '(ب ب)' -> '(بب)'."""
    return _SPACED_DOUBLE.sub(r"\1\1", plain_label(label))


def _named(label: str) -> Label | None:
    """What a number or letter that is printed as a word means: 'ثانيا -' -> roman 2, 'باء' -> letter 2, a capital."""
    words = bare_word(label.strip(" -–.():"))
    if value := numbered_words("ordinals").get(words):
        return Label(Family.ROMAN, value, "A")
    if place := numbered_words("letters").get(words):
        return Label(Family.LETTER, place, "A")
    return None


def _chinese_number(core: str) -> int | None:
    """'十二' -> 12, '二十' -> 20; None for what is no numeral."""
    if not core or not re.fullmatch(f"[{_CHINESE}]?十[{_CHINESE}]?|[{_CHINESE}]", core):
        return None
    tens, ten, ones = core.rpartition("十")
    return (_CHINESE.find(tens) + 1 if tens else 1) * 10 * bool(ten) + (_CHINESE.find(ones) + 1 if ones else 0)


_LATIN_NUMBER = re.compile(r"(?:[IVXLІХ]{1,6}|[A-ZА-Я])\.?")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}[.．、]?")


def is_division_number(words: str) -> bool:
    """Whether words are the number of a section and nothing else: 'IV', 'B.', 'ثانيا -', 'باء', '二'."""
    return bool(_LATIN_NUMBER.fullmatch(words) or _CHINESE_NUMBER.fullmatch(words) or _named(words))


def division_number(words: str) -> tuple[Family, str] | None:
    """The number of a division, however it is printed, as its family and its piece of an anchor.

    'II' and 'ثانيا' and '二' -> roman, '2'; '5' -> number, '5'; 'B' and 'باء' -> letter, 'b'. None for what is no number.
    """
    words = plain_label(words).strip("(). -–:").translate(_CYRILLIC_CAPITALS)
    named = _named(words)
    if named is not None:
        return (named.family, str(named.ordinal) if named.family is Family.ROMAN else _ALPHABETS[0][(named.ordinal - 1) % 26])
    if words.isdecimal() and len(words) <= _DIVISION_DIGITS:
        return Family.NUMBER, str(int(words))
    if (value := _chinese_number(words)) is not None:
        return Family.ROMAN, str(value)
    if words.isupper() and words.isascii() and (value := roman_number(words)) is not None and words not in ("C", "L"):
        return Family.ROMAN, str(value)
    return (Family.LETTER, anchor_piece(words)) if len(words) == 1 and words.isalpha() and readings(words) else None


def _lettered(core: str) -> list[tuple[Family, int]]:
    core = core.replace("ـ", "").replace("ا", "أ")  # Arabic: a lengthened letter, alif without its sign
    for alphabet in _ALPHABETS:
        if len(core) == 1 and core in alphabet:
            return [(Family.LETTER, alphabet.index(core) + 1)]
        if len(core) == 2 and core[0] == core[1] and core[0] in alphabet:
            place = alphabet.index(core[0]) + 1
            return [(Family.LETTER, len(_ALPHABETS[0]) + place), (Family.DOUBLED, place)]  # after the 26th, in whatever script
    return []


_HAN = "[一二三四五六七八九十]{1,3}"
_HAN_TEXT = "[“《(（]?[\u4e00-\u9fff]"
# A label typed at the start of a text, then space: '(a) ', '1. ', '3 bis. ', 'xx) ', '• ', '(一) '. Not '11.4 trillion', 'Mr. X', 'AB. '.
# Then labels of other scripts, which need no space before a letter of theirs: '’1‘', '㈠', '1．', '一、', Cyrillic 'а) '.
_TYPED = re.compile(
    rf"""( \(?(?:\d{{1,3}}(?:\ (?:bis|ter|quater))?|[a-z]{{1,2}}|[ivxl]{{1,6}}|[IVXL]{{1,6}}|[A-Z])[.)]
        | [(（](?:[\u0400-\u9fff\ufe80-\ufefc]{{1,3}}|([\u0621-\u064a])\ \2)[)）]
        | [•▪·–—-]
        )\s+(?=\S)
        | ([’‘'‛]\s?\d{{1,2}}\s?[’‘'‛])\s*(?=\S)
        | ([㈠-㈩]|[(（](?:[a-z]{{1,2}}|{_HAN})[)）]|\d{{1,3}}[．.]|{_HAN}[.．])\s*(?={_HAN_TEXT})
        | ({_HAN}、)\s*(?={_HAN_TEXT})(?![一二三四五六七八九十])
        | ([а-я]\))\s+(?=\S)""",
    re.VERBOSE,
)
# Over a section, before its title, if the words are a number or a letter: 'أولا - ', 'ألف - '.
_TYPED_WORD = re.compile(r"([\u0600-\u06ff]{2,12}(?: [\u0600-\u06ff]{2,12})?)\s?[-–.]\s*(?=\S)")


def split_label(text: Text) -> tuple[str, Text]:
    """The label typed at the start of a text, and the text after it; ('', text) where none is."""
    match = _TYPED.match(text.words)
    if not match and (word := _TYPED_WORD.match(text.words)) and _named(word[1]):
        match = word
    if not match:
        return "", text
    return match.group().strip(), text.slice(match.end())


@lru_cache(maxsize=4096)
def anchor_piece(label: str, *, cyrillic: bool = False) -> str:
    """A printed label as a piece of an anchor: '(a)' -> 'a', '3 bis' -> '3bis', '29.1' -> '29-1', '(أ)' -> 'a', '(一)' -> 'i'.

    A Cyrillic letter that looks like a Latin one is the Latin one, unless the list is lettered in Cyrillic.
    """
    label = label.strip()
    match = None if _QUOTED.fullmatch(label) or _named(_plain(label)) else _CORE.search(_plain(label))
    core = match.group().lower()[:_PIECE] if match else ""
    if not cyrillic:
        core = core.translate(_LOOK_ALIKE)
    if core and core.isascii():
        return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\s+", "", core)).strip("-") or "x"
    meaning = next(iter(readings(label)), None)
    if meaning is None or meaning.family is Family.BULLET:
        return "x"
    if meaning.family is Family.NUMBER:
        return str(meaning.ordinal)
    if meaning.family is Family.ROMAN:
        return to_roman(meaning.ordinal).lower()
    letters = _ALPHABETS[0]
    place = meaning.ordinal - 1
    return letters[place] if place < len(letters) else letters[place % len(letters)] * 2


def are_cyrillic(labels: Collection[str]) -> bool:
    """Whether the labels of a list are Cyrillic letters: one of them at least beyond doubt."""
    letters = set("".join(label for label in labels if not label.isascii()).lower())
    return any("а" <= letter <= "я" and not letter.translate(_LOOK_ALIKE).isascii() for letter in letters)


def to_roman(value: int) -> str:
    """The Roman numeral of a value from 1 to 399: 14 -> 'XIV'."""
    out = ""
    for worth, numeral in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += numeral * (value // worth)
        value %= worth
    return out
