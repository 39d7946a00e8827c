"""From printed paragraphs to the blocks of a resolution: formula, recitals, numbered paragraphs, headings, annexes.

In print a heading is set in further than a paragraph and has no stop; a section's number may stand alone over its title. Recitals end in
a comma. What hangs on what is decided by `structure`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.labels import Family, readings, split_label
from builder.model import Annex, Block, Draft, Formula, Heading, Table
from builder.reading.blocks import ANNEX, DIVISION, SECTION, Printed
from builder.reading.masthead import FORMULA
from builder.reading.structure import Row, nest
from builder.text import MarkKind, Text

__all__ = ["Read", "read_blocks"]

# 'I. Our shared commitment', 'B. Methods of work'; not '1. Decides'.
_NUMBERED = re.compile(r"(?P<label>(?:[IVXL]{1,6}|[A-Z])\.)\s+(?=\S)")

_INTRODUCES_DRAFT = re.compile(r"\bdraft (?:resolution|decision)s?\b.*:$")


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
        return Annex(_blocks(printed[1:], operative=False), printed[0].text)
    return Annex(_blocks(printed, operative=False))


def _blocks(printed: Sequence[Printed], *, operative: bool) -> tuple[Block, ...]:
    formula: list[Block] = []
    if operative and printed and _is_formula(printed[0]):
        formula.append(Formula(printed[0].text))
        printed = printed[1:]
    first, end = _draft(printed) if operative else (len(printed), len(printed))
    blocks = _headings(printed[:first])
    recitals = _recitals(blocks) if operative else frozenset()
    rows: list[Row | Block] = []
    for i, block in enumerate(blocks):
        if isinstance(block, Printed):
            label, text = _split(block.text)
            rows.append(Row(text, label, preambular=i in recitals))
        else:
            rows.append(block)
    if first < len(printed):
        at = next(i for i in range(first, end) if _is_formula(printed[i]))
        rows.append(Draft((*nest(_headings_alone(printed[first:at]), operative=False), *_blocks(printed[at:end], operative=True))))
        rows += _blocks(printed[end:], operative=operative)
    return (*formula, *nest(rows, operative=operative))


def _is_formula(paragraph: Printed) -> bool:
    return bool(FORMULA.fullmatch(paragraph.text.words.lstrip('“"')))


def _split(text: Text) -> tuple[str, Text]:
    """The label typed at the start of a text, and the text after it. In a quoted draft a quotation mark stands before it."""
    if text.words[:1] not in ("“", '"'):
        return split_label(text)
    label, rest = split_label(text.slice(1))
    return (text.words[0] + label, rest) if label else ("", text)


def _draft(printed: Sequence[Printed]) -> tuple[int, int]:
    """Where a draft resolution that the text recommends begins, with its title, and ends; nowhere where there is none.

    The paragraph before it introduces it, and it has a formula of its own; where it is quoted it ends with the quotation. An earlier
    resolution that is quoted is no draft.
    """
    for at, paragraph in enumerate(printed):
        if not at or not _is_formula(paragraph):
            continue
        first = at
        while first and _is_heading(printed[first - 1], expected=True):
            first -= 1
        if not first or not _INTRODUCES_DRAFT.search(printed[first - 1].text.words):
            continue
        end = len(printed)
        if paragraph.text.words[0] in '“"':
            end = next((i + 1 for i in range(at, end) if printed[i].text.words.endswith(("”", "”.", '"'))), end)
        return first, end
    return len(printed), len(printed)


def _headings_alone(printed: Sequence[Printed]) -> list[Row | Block]:
    """The title of a draft: headings, whether set off or not."""
    return [Heading(paragraph.text.without(MarkKind.BOLD)) for paragraph in printed]


def _recitals(blocks: Sequence[Printed | Heading | Table]) -> frozenset[int]:
    """The places of the recitals: what stands before the operative part, and later what ends as a recital does.

    Recitals recur where a section begins; one of these may end in a colon, and the last point of its list in the comma.
    """
    end = _recitals_end(blocks)
    found = set(range(end))
    in_section = True  # before the first numbered paragraph of one
    for i in range(end, len(blocks)):
        block = blocks[i]
        if not isinstance(block, Printed):
            in_section = in_section or isinstance(block, Heading)
            continue
        label, text = _split(block.text)
        if _is_number(label):
            in_section = False
        elif not label and (text.words.endswith(",") or (in_section and text.words.endswith(":") and _list_ends_in_comma(blocks, i + 1))):
            found.add(i)
    return frozenset(found)


def _list_ends_in_comma(blocks: Sequence[Printed | Heading | Table], first: int) -> bool:
    """Whether the last point of the list that begins there ends in a comma."""
    last = ""
    for block in blocks[first:]:
        label, text = _split(block.text) if isinstance(block, Printed) else ("", Text())
        if not label or _is_number(label):
            break
        last = text.words
    return last.endswith(",")


def _is_number(label: str) -> bool:
    return any(meaning.family is Family.NUMBER for meaning in readings(label))


def _recitals_end(blocks: Sequence[Printed | Heading | Table]) -> int:
    """The place of the first operative paragraph: the first that is numbered, else the first after the last that ends in a comma."""
    after_comma = 0
    for i, block in enumerate(blocks):
        if isinstance(block, Printed):
            label, text = _split(block.text)
            if _is_number(label):
                return i
            if text.words.endswith(","):
                after_comma = i + 1
    return after_comma


def _headings(printed: Sequence[Printed]) -> list[Printed | Heading | Table]:
    """The paragraphs, with headings told apart; the number of a section is joined with the title under it."""
    out: list[Printed | Heading | Table] = []
    sorts: list[str] = []
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
            numbered = None if number else _NUMBERED.match(words)
            label, text = (numbered["label"], paragraph.text.slice(numbered.end())) if numbered else (number, paragraph.text)
            out.append(_heading(text, label, sorts))
            number = ""
        after_division = division
    return [*out, _heading(Text(), number, sorts)] if number else out


def _is_heading(paragraph: Printed, *, expected: bool) -> bool:
    """Whether a paragraph is a heading: set off from the text, or `expected` after a division's number, and without stop or label."""
    words = paragraph.text.words
    if words.endswith((",", ";", ":")) or (paragraph.is_closed and not words.endswith("?")):
        return False
    if split_label(paragraph.text)[0] and not _NUMBERED.match(words):
        return False
    return expected or paragraph.indent > 1 or paragraph.apart


def _heading(text: Text, label: str, sorts: list[str]) -> Heading:
    """A heading on the level of its sort: roman and lettered ones in the order in which they appear, the unnumbered inside them."""
    match = SECTION.fullmatch(label)
    if match is None:
        return Heading(text, label, len(sorts) + 1)
    sort = "roman" if match["roman"] and label.strip(".") not in ("C", "D", "L") else "letter"
    if sort not in sorts:
        sorts.append(sort)
    return Heading(text, label, sorts.index(sort) + 1)
