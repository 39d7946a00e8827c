"""From printed paragraphs to the blocks of a resolution: formula, recitals, numbered paragraphs, headings, annexes.

In print a heading is set in further than a paragraph and has no stop; a section's number may stand alone over its title. Recitals end in
a comma. What hangs on what is decided by `structure`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.labels import Family, readings, split_label
from builder.model import Annex, Block, Draft, Formula, Heading, Table
from builder.reading.blocks import ANNEX, DIVISION, SECTION, Printed
from builder.reading.masthead import FORMULA
from builder.reading.structure import Row, nest
from builder.text import MarkKind, Text

__all__ = ["Read", "read_blocks"]

# 'I. Our shared commitment', 'B. Methods of work'; not '1. Decides'.
_NUMBERED = re.compile(r"(?P<label>(?:[IVXL]{1,6}|[A-Z])\.)\s+(?=\S)")

# An enacting formula inside a sentence, after recitals that have none: 'Now, therefore, the Security Council of the United Nations, …'.
_ENACTS = re.compile(r"(?:Now, )?therefore,?\sthe (?:Security Council|General Assembly)\b", re.IGNORECASE)
_OPEN = re.compile(r",(?: ?\d{1,3}|\*{1,3})?$")
_QUOTES = ("“", '"')  # the recitals of a text quoted in a paragraph are none of this one
_INTRODUCES_DRAFT = re.compile(r"\bdraft (?:resolution|decision)s?\b.*:$")

_Found = Printed | Heading | Table | Formula


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
    first, end = _draft(printed) if operative else (len(printed), len(printed))
    rows: list[Row | Block] = []
    for stretch in _stretches(_headings(printed[:first], operative=operative)):
        recitals = _recitals(stretch) if operative else frozenset()
        for i, block in enumerate(stretch):
            if isinstance(block, Printed):
                label, text = block.split()
                rows.append(Row(text, label, preambular=i in recitals))
            else:
                rows.append(block)
    if first < len(printed):
        at = next(i for i in range(first, end) if _is_formula(printed[i]))
        quoted = [_quoted(paragraph) for paragraph in printed[at + 1 : end]]
        titles = nest(_headings_alone(printed[first:at]), operative=False)
        rows.append(Draft((*titles, Formula(printed[at].text), *_blocks(quoted, operative=True))))
        rows += _blocks(printed[end:], operative=operative)
    return nest(rows, operative=operative)


def _is_recital(words: str) -> bool:
    """Whether an unlabelled paragraph among operative ones ends as a recital does, and is no quotation."""
    return _is_open(words) and not words.startswith(_QUOTES)


def _stretches(blocks: Sequence[_Found]) -> list[list[_Found]]:
    """The blocks, parted before each enacting formula: a text in sections may have one in each, with recitals of its own."""
    stretches: list[list[_Found]] = [[]]
    for block in blocks:
        if isinstance(block, Formula) and stretches[-1]:
            stretches.append([])
        stretches[-1].append(block)
    return stretches


def _is_formula(paragraph: Printed) -> bool:
    return bool(FORMULA.fullmatch(paragraph.text.words.lstrip('“"')))


def _quoted(paragraph: Printed) -> Printed:
    """A paragraph of a quoted draft with its label told apart, before which a quotation mark stands."""
    if paragraph.text.words[:1] not in ("“", '"'):
        return paragraph
    label, rest = split_label(paragraph.text.slice(1))
    return replace(paragraph, label=paragraph.text.words[0] + label, text=rest) if label else paragraph


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


def _recitals(blocks: Sequence[_Found]) -> frozenset[int]:
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
        label, text = block.split()
        if _is_number(label):
            in_section = False
        elif not label and (_is_recital(text.words) or (in_section and text.words.endswith(":") and _list_ends_in_comma(blocks, i + 1))):
            found.add(i)
    return frozenset(found)


def _list_ends_in_comma(blocks: Sequence[_Found], first: int) -> bool:
    """Whether the last point of the list that begins there ends in a comma."""
    last = ""
    for block in blocks[first:]:
        label, text = block.split() if isinstance(block, Printed) else ("", Text())
        if not label or _is_number(label):
            break
        last = text.words
    return last.endswith(",")


def _is_number(label: str) -> bool:
    return any(meaning.family is Family.NUMBER for meaning in readings(label))


def _recitals_end(blocks: Sequence[_Found]) -> int:
    """The place of the first operative paragraph: the one in which the organ begins to speak ('Now, therefore, the Security Council …'),
    the first that is numbered, else the first after the last that ends in a comma. A list at the end of the text is none of the recitals.
    """
    after_comma = 0
    unlabelled = [i for i, block in enumerate(blocks) if isinstance(block, Printed) and not block.split()[0]]
    last = unlabelled[-1] if unlabelled else len(blocks)
    ends_in_list = any(isinstance(block, Printed) for block in blocks[last + 1 :])
    for i, block in enumerate(blocks):
        if isinstance(block, Printed):
            label, text = block.split()
            if _is_number(label):
                # What ends in a colon introduces the numbers; it and what stands between it and the recitals are none.
                introduction = _introduction(blocks[:i])
                return i if introduction is None else after_comma or introduction
            if _ENACTS.match(text.words):
                return i
            if _is_open(text.words) and not (ends_in_list and i >= last):
                after_comma = i + 1
    return after_comma


def _introduction(before: Sequence[_Found]) -> int | None:
    """The place of the last paragraph, if it ends in a colon."""
    last = next(((i, block) for i, block in reversed(list(enumerate(before))) if isinstance(block, Printed)), None)
    return last[0] if last is not None and last[1].text.words.endswith(":") else None


def _is_open(words: str) -> bool:
    """Whether a paragraph ends as a recital does, in a comma; the number of a note that the text has lost may stand after it."""
    return bool(_OPEN.search(words))


def _headings(printed: Sequence[Printed], *, operative: bool) -> list[_Found]:
    """The paragraphs, with headings and formulas told apart; the number of a section is joined with the title under it."""
    out: list[_Found] = []
    sorts: list[str] = []
    levels = sorted({paragraph.level for paragraph in printed if paragraph.level})  # as the file says them, the outermost first
    number = ""  # of a section whose title has not come yet
    after_division = False
    for paragraph in printed:
        if paragraph.table:
            out.append(paragraph.table)
            continue
        words = paragraph.text.words
        if operative and FORMULA.fullmatch(words):
            out += [_heading(Text(), number, sorts), Formula(paragraph.text)] if number else [Formula(paragraph.text)]
            number, after_division = "", False
            continue
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
