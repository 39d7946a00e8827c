"""What the markup of a flow leaves open and the sequence of its rows decides.

Recitals that stand in the body, numbers typed without their stop, and numbers of sections typed before their titles: each is told by what
comes before and after it, in whatever language it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from builder.labels import Family, division_number, readings
from builder.model import Block, Formula, Heading
from builder.reading.structure import Row

__all__ = ["STOPS", "ends_in_stop", "may_precede_title", "with_recitals", "with_titles", "with_typed_numbers", "with_typed_section_numbers"]

_COMMAS = (",", "،", "，")
_COLONS = (":", "：")
STOPS = (*_COMMAS, *_COLONS, ".", ";", "؛", "。", "；")
_CLOSING = '”’“‘"»)* '  # what may stand after a stop
_TITLE = 150  # characters: what is longer is no title
# '28 Constate avec …', '28 - …': a number without a full stop. Not '28 February', '2 000 …': it must be the next one, no capital decides.
_NUMBER = re.compile(r"(\d{1,3})(?:\s?[-–]\s*|\s+)(?=[^\W\d])")
_TYPED = re.compile(r"1\s?[-–]\s?(?=[\u0600-\u06ff])")  # the first number of an Arabic text in which all are typed
# 'II Suivi', 'A Barème …', '三 正式系统', before a capital or a letter of a script without capitals.
_SECTION = re.compile(r"([IVXLХІ]{1,6}|[A-ZА-Я]|[一二三四五六七八九十]{1,3})\s+(?=\S)")


def ends_in_stop(words: str) -> bool:
    """Whether a sentence, or a part of one, ends with the words."""
    return words.endswith(STOPS) or words.rstrip(_CLOSING).endswith(STOPS)


def may_precede_title(row: Row | Block | None) -> bool:
    """Whether a title may stand after the row: not in a list, and not after what introduces one."""
    if not isinstance(row, Row):
        return True
    words = row.text.words.rstrip(_CLOSING)
    return ends_in_stop(words) and not words.endswith(_COLONS)


def with_titles(rows: Sequence[Row | Block]) -> list[Row | Block]:
    """The rows, a short line without stop between paragraphs 5 and 6 being a heading."""
    out = list(rows)
    last = 0
    for place, row in enumerate(rows):
        after = rows[place + 1] if place + 1 < len(rows) else None
        between = last and _number(after) == last + 1
        if between and isinstance(row, Row) and _may_be_title(row) and may_precede_title(out[place - 1]):
            out[place] = Heading(row.text)
        last = _number(row) or last
    return out


def _may_be_title(row: Row) -> bool:
    """Whether it is a short line of words without stop: no '(“Renewing the mandate …”)', no 'Location: …'."""
    words = row.text.words
    return not row.label and not row.inner and words[:1].isalpha() and len(words) <= _TITLE and ":" not in words and not ends_in_stop(words)


def with_recitals(rows: Sequence[Row | Block]) -> list[Row | Block]:
    """The rows, unnumbered ones that go on the recitals before the first number being recitals: they, too, end in a comma."""
    out = list(rows)
    goes_on = False
    for place, row in enumerate(rows):
        if isinstance(row, Formula) or (isinstance(row, Row) and row.preambular):
            goes_on = True
        elif isinstance(row, Row) and goes_on and _may_be_recital(row) and _numbers_follow(rows, place + 1):
            out[place] = replace(row, preambular=True)
        else:
            goes_on = False
    return out


def _may_be_recital(row: Row) -> bool:
    return not row.label and not row.inner and row.text.words.rstrip("* ").endswith(_COMMAS)


def _numbers_follow(rows: Sequence[Row | Block], place: int) -> bool:
    """Whether nothing but recitals stands between the place and a numbered paragraph or another recital."""
    for row in rows[place:]:
        if not isinstance(row, Row):
            return False
        if row.preambular or _number(row) or _TYPED.match(row.text.words):
            return True
        if not _may_be_recital(row):
            return False
    return False


def _number(row: Row | Block | None) -> int:
    """The number over a paragraph; 0 where it has none."""
    if not isinstance(row, Row) or row.inner:
        return 0
    return next((meaning.ordinal for meaning in readings(row.label) if meaning.family is Family.NUMBER), 0)


def with_typed_numbers(rows: Sequence[Row | Block]) -> list[Row | Block]:
    """The rows, '28 Constate …' between paragraphs 27 and 29 being paragraph 28.

    Where the files type every number ('1 - …', in half of the Arabic ones), it stays in the words, and the paragraphs are counted.
    """
    out: list[Row | Block] = []
    last = 0
    for place, row in enumerate(rows):
        if isinstance(row, Row) and not row.label and not row.inner and last and (match := _NUMBER.match(row.text.words)):
            following = next((number for other in rows[place + 1 :] if (number := _number(other))), 0)
            if int(match[1]) == last + 1 and following in (0, last + 2):
                row = replace(row, label=match[1], text=row.text.slice(match.end()))
        last = _number(row) or last
        out.append(row)
    return out


def with_typed_section_numbers(rows: Sequence[Row | Block]) -> list[Row | Block]:
    """The rows, the number of a section that is typed before its title being its label where its neighbour in sequence is there, too."""
    found = {place: meaning for place, row in enumerate(rows) if (meaning := _section(row))}
    titles = {meaning[:2] for place, meaning in found.items() if _is_title(rows[place])}
    out = list(rows)
    for place, (family, ordinal, end) in found.items():
        row = rows[place]
        if isinstance(row, Row | Heading) and {(family, ordinal - 1), (family, ordinal + 1)} & titles:
            out[place] = Heading(row.text.slice(end), row.text.words[:end].strip())
    return out


def _is_title(row: Row | Block) -> bool:
    """Whether a row that begins with a section's number is a title for sure: a sentence may begin with 'A' or 'I'."""
    return isinstance(row, Heading) or (isinstance(row, Row) and not row.text.words[:1].isascii())


def _section(row: Row | Block) -> tuple[Family, int, int] | None:
    """The family and place in it of the number that a title begins with, and where the title itself begins."""
    if not isinstance(row, Row | Heading) or row.label or (isinstance(row, Row) and (row.inner or row.preambular)):
        return None
    words = row.text.words
    match = _SECTION.match(words)
    if not match or len(words) > 200 or ends_in_stop(words) or words[match.end()].islower():
        return None
    number = division_number(match[1])
    if number is None:
        return None
    family, piece = number
    return family, int(piece) if piece.isdecimal() else ord(piece[0]), match.end()
