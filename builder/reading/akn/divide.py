"""Where a flow is divided: annexes typed or marked up as headings, and section numbers that stand on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.divisions import ANNEXES
from builder.labels import is_division_number
from builder.model import Annex, Block, Heading
from builder.printed_words import alternatives, numbered_words, printed, unsigned
from builder.reading.structure import Row, nest
from builder.text import EMPTY, Text

__all__ = ["split_annexes", "with_section_numbers"]

_NAMES = [name for division in ANNEXES for name in printed()["divisions"][division]]
_WORDS = alternatives(name for name in _NAMES if "…" not in name)
_CHINESE = "|".join(name.removesuffix("…") for name in _NAMES if name.endswith("…"))
_OF_WORDS = alternatives([*numbered_words("ordinals"), *numbered_words("letters")])
# What may follow the name of an annex and its number: 'to resolution 78/2', 'de la résolution 78/2'.
_OF = alternatives(word for words in printed()["annex of"].values() for word in words)
# 'Annex', 'Annex II', 'Appendix I', 'Annex to resolution 78/2', 'Annex I to resolution 1617 (2005)', 'Annex A: Joint Plan …',
# 'المرفق الثاني', '附件一'; not 'Annexed to this …', 'Annex of …'.
_ANNEX = re.compile(
    rf"(?:(?:{_WORDS})(?:\s+(?:[IVXХ]+|[A-ZА-Я]|\d{{1,2}}|{_OF_WORDS}))?(?:\s+(?:{_OF})\s.{{1,60}}|\s*[:—–-]\s*\S.{{0,150}})?"
    rf"|(?:{_CHINESE})\s?(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}}|[A-Z])?(?:\s*[:：—–-]\s*\S.{{0,150}})?)",
    re.IGNORECASE,
)


def split_annexes(rows: Sequence[Row | Block], *, attached: bool = False) -> tuple[list[Row | Block], list[Annex]]:
    """The rows before the first annex heading, and the annexes. Where the rows are attached, all of them are annexes."""
    body: list[Row | Block] = []
    annexes: list[tuple[Text, list[Row | Block]]] = [(EMPTY, [])] if attached else []
    for row in rows:
        heading = _annex_heading(row)
        if heading is not None:
            if annexes and not annexes[-1][0] and not annexes[-1][1]:
                annexes.pop()
            annexes.append((heading, []))
        elif annexes:
            annexes[-1][1].append(row)
        else:
            body.append(row)
    return body, [Annex(nest(rows, operative=False), heading) for heading, rows in annexes if heading or rows]


def _annex_heading(row: Row | Block) -> Text | None:
    if isinstance(row, Heading) and not row.label and _ANNEX.fullmatch(unsigned(row.text.words)):
        return row.text
    if isinstance(row, Row) and not row.label and not row.inner and _ANNEX.fullmatch(unsigned(row.text.words)):
        return row.text
    return None


def with_section_numbers(rows: Sequence[Row | Block]) -> list[Row | Block]:
    """The rows with a number on a line of its own ('II') put over the heading that follows it.

    A lone number that nothing but text follows is a heading by itself. A paragraph number over nothing takes the text after it.
    """
    out: list[Row | Block] = []
    for row in rows:
        before = out[-1] if out else None
        if isinstance(row, Heading) and isinstance(before, Heading) and _is_number(before) and not _is_number(row) and not row.label:
            out[-1] = Heading(row.text, before.label or before.text.words, row.level)
        elif isinstance(row, Row) and isinstance(before, Row) and before.label and not before.text and not row.label and not row.inner:
            out[-1] = Row(row.text, before.label, before.preambular, before.inner)
        elif isinstance(row, Row) and not row.label and not row.inner and is_division_number(row.text.words):
            out.append(Heading(row.text))
        else:
            out.append(row)
    return out


def _is_number(heading: Heading) -> bool:
    """Whether a heading is a number and nothing else."""
    if heading.label:
        return not heading.text
    return is_division_number(heading.text.words)
