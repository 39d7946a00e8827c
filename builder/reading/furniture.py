"""What is printed around the text of a page: running heads, page numbers, job numbers, and the links an extractor lists at a page's end.

A page of the United Nations' documents begins with the symbol and the title (the title first on odd pages) and is numbered '23-20100 2/12'
or '3/12 23-20100'; extracted text has that line under the running head. Nothing is thrown away: the words go to the furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.reading.lines import Line, PageStart

__all__ = ["Pages", "find_symbol", "is_link", "is_rule", "squash", "take_furniture"]

# 'A/RES/74/166', 'S/RES/2768 (2025)', 'A/RES/74/250 A-B', 'A/RES/78/68*'; at an edge of a line. Not 'and/or'.
_SYMBOL = r"[A-Z]{1,4}/[A-Z0-9][\w./-]*(?:\s?\([^\s()]+\)|\s[A-Z](?:-[A-Z])?)?\*?"
_SYMBOL_FIRST = re.compile(rf"({_SYMBOL})(?=\s|$)")
_SYMBOL_LAST = re.compile(rf"(?:^|\s)({_SYMBOL})$")
_JOB = r"\d{2}-\d{5}\*?(?:\s*\([A-Z]\))?"
# '23-23443 2/5', '3/5 23-23443', '2/3' alone. '27/21' alone may be a resolution: see _is_page_line.
_PAGE_LINE = re.compile(rf"(?:{_JOB}\s+)?(?P<page>\d{{1,3}})/(?P<of>\d{{1,3}})(?:\s+{_JOB})?")
_JOB_LINE = re.compile(_JOB)
_LINK = re.compile(r"(?:https?|file)://\S*[^\s.,;:)]\)?")
_RULE = re.compile(r"[_\s]{5,}")
# '* * *' between the parts of a text.
_ORNAMENT = re.compile(r"\*(?: \*){2,}")
_HEAD_LINES = 8  # no running head is longer


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a document without what is printed around them.

    The first line after a page break says so (`start`).
    `symbol` is the one that the running heads bear, as printed, or ''.
    """

    lines: tuple[Line, ...]
    furniture: tuple[str, ...]
    symbol: str = ""


def squash(words: str) -> str:
    """The words without white space: where a line was broken cannot matter."""
    return "".join(words.split())


def is_rule(line: Line) -> bool:
    """Whether the line is the rule over the footnotes."""
    return bool(_RULE.fullmatch(line.words))


def is_link(line: Line) -> bool:
    """Whether the line is one of the links an extractor lists at a page's end; a link printed in a text is indented or ends in a stop.

    Where the file shows what is raised, nothing is listed: its lines are those of the page.
    """
    return line.indent == 0 and line.raised is None and bool(_LINK.fullmatch(line.words))


def find_symbol(words: str) -> str:
    """The symbol at the end or at the start of a line, as printed; '' where none is."""
    match = _SYMBOL_LAST.search(words) or _SYMBOL_FIRST.match(words)
    return match.group(1) if match else ""


def take_furniture(lines: Sequence[Line], title: str) -> Pages:
    """Part the lines of the text from the furniture. `title` is the title as printed, '' where it is not known."""
    page_lines = _page_lines(lines)
    heads = {at: _zone(lines, at, page_lines) for at in page_lines}
    seen = Counter(squash(_without_symbol(lines[i].words)) for zone in heads.values() for i in set(zone))
    repeated = {words for words, times in seen.items() if times > 1}
    taken: dict[int, PageStart] = dict.fromkeys(page_lines, PageStart.HEADED)
    symbols: Counter[str] = Counter()
    for zone in heads.values():
        for i in _head(lines, zone, squash(title), repeated):
            taken[i] = PageStart.HEADED
            symbols[find_symbol(lines[i].words).rstrip("*")] += 1
    beside = {i + step for i in page_lines for step in (-1, 1)}
    taken.update((i, PageStart.HEADED) for i in beside if 0 <= i < len(lines) and _JOB_LINE.fullmatch(lines[i].words))
    taken.update((i, PageStart.NO) for i, line in enumerate(lines) if _ORNAMENT.fullmatch(line.words))
    taken.update((i, PageStart.BARE) for i, line in enumerate(lines) if i not in taken and is_link(line))
    del symbols[""]
    kept: list[Line] = []
    start = PageStart.NO
    for i, line in enumerate(lines):
        if i in taken:
            start = max(start, taken[i])
        else:
            kept.append(replace(line, start=max(start, line.start)))
            start = PageStart.NO
    return Pages(tuple(kept), tuple(lines[i].words for i in sorted(taken)), next((s for s, _ in symbols.most_common(1)), ""))


def _page_lines(lines: Sequence[Line]) -> list[int]:
    """The places of the lines that number the pages: the numbers rise, and the total stays the same."""
    found: list[int] = []
    page, total = 0, ""
    for i, line in enumerate(lines):
        match = _PAGE_LINE.fullmatch(line.words)
        if not match or line.rest or int(match["page"]) > int(match["of"]):
            continue
        alone = match.group() == f"{match['page']}/{match['of']}"
        if alone and int(match["page"]) != page + 1 + (page == 0):
            continue
        if int(match["page"]) > page and (not total or match["of"] == total):
            found.append(i)
            page, total = int(match["page"]), match["of"]
    return found


def _zone(lines: Sequence[Line], at: int, page_lines: Sequence[int]) -> list[int]:
    """The lines over a page line that can be its running head, the nearest first."""
    zone: list[int] = []
    for i in range(at - 1, max(-1, at - 1 - _HEAD_LINES), -1):
        line = lines[i]
        if is_link(line) or is_rule(line) or line.is_marker or line.rest or i in page_lines:
            break
        zone.append(i)
    return zone


def _head(lines: Sequence[Line], zone: Sequence[int], title: str, repeated: set[str]) -> list[int]:
    """Of these lines, those of the running head: the symbol, the words of the title, or what other pages have there, too."""
    head: list[int] = []
    so_far, symbol_seen = "", False
    for i in zone:
        words = squash(_without_symbol(lines[i].words))
        has_symbol = bool(find_symbol(lines[i].words))
        if (has_symbol and symbol_seen) or not (not words or words in repeated or (title and words in title)):
            break
        if symbol_seen and title and so_far == title and words:
            break
        head.append(i)
        symbol_seen = symbol_seen or has_symbol
        so_far = words + so_far
    return head if symbol_seen else []


def _without_symbol(words: str) -> str:
    symbol = find_symbol(words)
    if not symbol:
        return words
    return words[: -len(symbol)] if words.endswith(symbol) else words[len(symbol) :]
