"""From printed paragraphs to the blocks of a resolution: formula, recitals, numbered paragraphs, headings, annexes.

In print a heading is set in further than a paragraph and has no stop; a section's number may stand alone over its title. Recitals end in
a comma. What hangs on what is decided by `structure`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.labels import Family, readings
from builder.model import Annex, Block, Formula, Heading, Table
from builder.reading.blocks import ANNEX, DIVISION, SECTION, Printed
from builder.reading.masthead import FORMULA
from builder.reading.structure import Row, nest
from builder.text import MarkKind, Text

__all__ = ["Read", "read_blocks"]

# 'I. Our shared commitment', 'B. Methods of work'; not '1. Decides'.
_NUMBERED = re.compile(r"(?P<label>(?:[IVXL]{1,6}|[A-Z])\.)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Read:
    """The body of a document and its annexes."""

    body: tuple[Block, ...]
    annexes: tuple[Annex, ...]


def read_blocks(main: Sequence[Printed], after: Sequence[Printed], *, has_masthead: bool) -> Read:
    """The blocks of the paragraphs before the closing line and after it; a text under a masthead has recitals and operative paragraphs.

    What follows the closing line is annexes; where there is none, they begin at the first heading 'Annex'.
    """
    if not after:
        first = next((i for i, p in enumerate(main) if i and ANNEX.fullmatch(p.text.words)), len(main))
        main, after = main[:first], main[first:]
    annexes: list[list[Printed]] = []
    for paragraph in after:
        if not annexes or ANNEX.fullmatch(paragraph.text.words):
            annexes.append([])
        annexes[-1].append(paragraph)
    return Read(_blocks(main, operative=has_masthead), tuple(map(_annex, annexes)))


def _annex(printed: Sequence[Printed]) -> Annex:
    if ANNEX.fullmatch(printed[0].text.words):
        return Annex(_blocks(printed[1:], operative=False), printed[0].text.without(MarkKind.BOLD))
    return Annex(_blocks(printed, operative=False))


def _blocks(printed: Sequence[Printed], *, operative: bool) -> tuple[Block, ...]:
    formula: list[Block] = []
    if operative and printed and FORMULA.fullmatch(printed[0].text.words):
        formula.append(Formula(printed[0].text))
        printed = printed[1:]
    blocks = _headings(printed)
    recitals = _recitals_end(blocks) if operative else 0
    rows: list[Row | Block] = []
    for i, block in enumerate(blocks):
        if isinstance(block, Printed):
            label, text = block.split()
            recital = operative and (i < recitals or (not label and text.words.endswith(",")))
            rows.append(Row(text, label, preambular=recital))
        else:
            rows.append(block)
    return (*formula, *nest(rows, operative=operative))


def _recitals_end(blocks: Sequence[Printed | Heading | Table]) -> int:
    """The place of the first operative paragraph: the first that is numbered, else the first after the last that ends in a comma."""
    after_comma = 0
    for i, block in enumerate(blocks):
        if isinstance(block, Printed):
            label, text = block.split()
            if any(meaning.family is Family.NUMBER for meaning in readings(label)):
                return i
            if text.words.endswith(","):
                after_comma = i + 1
    return after_comma


def _headings(printed: Sequence[Printed]) -> list[Printed | Heading | Table]:
    """The paragraphs, with headings told apart; the number of a section is joined with the title under it."""
    out: list[Printed | Heading | Table] = []
    sorts: list[str] = []
    levels = sorted({paragraph.level for paragraph in printed if paragraph.level})  # as the file says them, the outermost first
    number = ""  # of a section whose title has not come yet
    after_division = False
    for paragraph in printed:
        if paragraph.table:
            out.append(paragraph.table)
            continue
        words = paragraph.text.words
        division = bool(DIVISION.fullmatch(words))
        section = bool(SECTION.fullmatch(words))
        title = not division and not section and _is_heading(paragraph, expected=bool(number) or after_division)
        if number and not title:
            out.append(_heading(Text(), number, sorts))
            number = ""
        if section:
            number = words
        elif division:
            out.append(_heading(paragraph.text, "", sorts))
        elif not title:
            out.append(paragraph)
        else:
            label, text = (number, paragraph.text) if number else _numbered(paragraph)
            level = levels.index(paragraph.level) + 1 if paragraph.level else 0
            out.append(_heading(text, label, sorts, level))
            number = ""
        after_division = division
    return [*out, _heading(Text(), number, sorts)] if number else out


def _is_heading(paragraph: Printed, *, expected: bool) -> bool:
    """Whether a paragraph is a heading: set off from the text, or `expected` after a division's number, and without stop or label."""
    words = paragraph.text.words
    if words.endswith((",", ";", ":")) or (paragraph.is_closed and not words.endswith("?")):
        return False
    if paragraph.split()[0] and not _NUMBERED.match(words) and not paragraph.level:
        return False
    return expected or paragraph.indent > 1 or paragraph.apart


def _numbered(heading: Printed) -> tuple[str, Text]:
    """The number of a heading and its words; a number in digits only where the file says that it is a heading."""
    if match := _NUMBERED.match(heading.text.words):
        return match["label"], heading.text.slice(match.end())
    return heading.split() if heading.level else ("", heading.text)


def _heading(text: Text, label: str, sorts: list[str], level: int = 0) -> Heading:
    """A heading on the level of its sort: roman and lettered ones in the order in which they appear, the unnumbered inside them unless the
    file says their `level`. That it is bold is a matter of style.
    """
    text = text.without(MarkKind.BOLD)
    match = SECTION.fullmatch(label)
    if match is None:
        return Heading(text, label, level or len(sorts) + 1)
    sort = "roman" if match["roman"] and label.strip(".") not in ("C", "D", "L") else "letter"
    if sort not in sorts:
        sorts.append(sort)
    return Heading(text, label, sorts.index(sort) + 1)
