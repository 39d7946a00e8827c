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

__all__ = ["with_recitals", "with_typed_numbers", "with_typed_section_numbers"]

_COMMAS = (",", "،", "，")
_STOPS = (*_COMMAS, ".", ";", ":", "؛", "。", "；", "：")
# '28 Constate avec …': a number and no stop. Not '28 February', '2 000 …': the number must be the next one, a capital may not decide.
_NUMBER = re.compile(r"(\d{1,3})\s+(?=[^\W\d])")
# 'II Suivi', 'A Barème …', '三 正式系统', before a capital or a letter of a script without capitals.
_SECTION = re.compile(r"([IVXLХІ]{1,6}|[A-ZА-Я]|[一二三四五六七八九十]{1,3})\s+(?=\S)")


def with_recitals(rows: Sequence[Row | Block]) -> list[Row | Block]:
    """The rows, unnumbered ones that go on the recitals before the first number being recitals, too: they end in a comma, as recitals do."""
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
        if row.preambular or _number(row):
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
    """The rows, '28 Constate …' between paragraphs 27 and 29 being paragraph 28."""
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
    out = list(rows)
    for place, (family, ordinal, end) in found.items():
        others = [(kind, number) for other, (kind, number, _) in found.items() if other != place]
        row = rows[place]
        if isinstance(row, Row | Heading) and any((family, ordinal + step) in others for step in (-1, 1)):
            out[place] = Heading(row.text.slice(end), row.text.words[:end].strip())
    return out


def _section(row: Row | Block) -> tuple[Family, int, int] | None:
    """The family and place in it of the number that a title begins with, and where the title itself begins."""
    if not isinstance(row, Row | Heading) or row.label or (isinstance(row, Row) and (row.inner or row.preambular)):
        return None
    words = row.text.words
    match = _SECTION.match(words)
    if not match or len(words) > 200 or words.endswith(_STOPS) or words[match.end()].islower():
        return None
    if isinstance(row, Row) and match[1].isascii():
        return None  # a sentence may begin so
    number = division_number(match[1])
    if number is None:
        return None
    family, piece = number
    return family, int(piece) if piece.isdecimal() else ord(piece[0]), match.end()
