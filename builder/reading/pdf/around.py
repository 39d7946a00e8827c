"""What is printed around the text of each page, told by its place: running heads above, page and job numbers below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from builder.reading.furniture import find_symbol, squash
from builder.reading.pdf.page_lines import PrintedLine
from builder.reading.pdf.pieces import Page

__all__ = ["JOB", "Parted", "part_pages"]

# '23-20105 (E) 271023', '23-20105', '23-24915*'
JOB = re.compile(r"\d{2}-\d{5}\*?(?:\s*\([A-Z]\))?(?:\s+\d{6})?")
_OTHER = re.compile(r"Please recycle|\*\d{7}\*")
_PAGE_NUMBER = re.compile(r"\d{1,3}/\d{1,3}|(?:Page |p\. ?)?\d{1,3}(?: of \d{1,3})?|- ?\d{1,3} ?-")
# Parts of the page's height.
_TOP, _BOTTOM = 0.12, 0.1
_LOWEST = 0.065  # no footnote stands as low
_LONG_RULE = 0.5  # of the page's width
_COMMON = 3  # pages that have the same words in one place


@dataclass(frozen=True, slots=True)
class Parted:
    """A page's lines of text, and those around them; `top` is the height of the rule under the running head, or the page's."""

    text: tuple[PrintedLine, ...]
    around: tuple[PrintedLine, ...]
    top: float


def part_pages(pages: Sequence[tuple[Page, Sequence[PrintedLine]]]) -> list[Parted]:
    """For each page its lines of text and those around it. The first page's head is the masthead, which is text."""
    common = _common(pages)
    parted: list[Parted] = []
    for page, lines in pages:
        head_end = _head_end(page) if page.number > 1 else page.height
        around = [
            line
            for line in lines
            if (page.number > 1 and _is_head(line, page, head_end, common)) or _is_foot(line, page, common) or _is_bar_code(line)
        ]
        taken = {id(line) for line in around}
        parted.append(Parted(tuple(line for line in lines if id(line) not in taken), tuple(around), head_end))
    return parted


def _common(pages: Sequence[tuple[Page, Sequence[PrintedLine]]]) -> set[str]:
    """The words, digits left out, that stand at the edge of several pages."""
    seen: Counter[str] = Counter()
    for page, lines in pages:
        seen.update({_shape(line) for line in lines if not _BOTTOM * page.height < line.base < (1 - _TOP) * page.height})
    return {words for words, count in seen.items() if count >= _COMMON and words}


def _shape(line: PrintedLine) -> str:
    return re.sub(r"\d", "", squash(line.words))


def _head_end(page: Page) -> float:
    """The height of the rule under the running head; the page's own where there is none."""
    edges = [
        rule.bottom
        for rule in page.rules
        if rule.is_flat and rule.bottom > (1 - _TOP) * page.height and _reach(page, rule.bottom) > _LONG_RULE * page.width
    ]
    return max(edges, default=page.height)


def _reach(page: Page, height: float) -> float:
    """How wide the pieces of a rule at this height are together."""
    return sum(rule.right - rule.left for rule in page.rules if rule.is_flat and abs(rule.bottom - height) < 1)


def _is_head(line: PrintedLine, page: Page, head_end: float, common: set[str]) -> bool:
    if line.base < (1 - _TOP) * page.height:
        return False
    if head_end < page.height:
        return line.base > head_end
    return _shape(line) in common or (bool(find_symbol(line.words)) and line.bold)


def _is_foot(line: PrintedLine, page: Page, common: set[str]) -> bool:
    if line.base > _BOTTOM * page.height:
        return False
    rest = _OTHER.sub("", JOB.sub("", line.words)).strip()
    if not rest or _PAGE_NUMBER.fullmatch(rest):
        return True
    return line.base < _LOWEST * page.height and _shape(line) in common


def _is_bar_code(line: PrintedLine) -> bool:
    return all(span.piece.font.bar_code for span in line.spans)
