"""Where a footnote is called in a text that has its number as a plain number: 'complaints 16 submitted', 'Force, 32', 'none.10'.

A number calls a note only where a note with it is in the file, and where what stands around it leaves no other meaning: not '16 March', not
'paragraph 16', not 'resolution 16 (1946)', not 'of 16 members'.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from builder.text import Text, TextBuilder

__all__ = ["Called", "find_calls"]

# What stands before a number that counts or cites something.
_BEFORE = re.compile(
    r"""\b(?:of|the|to|in|on|at|by|from|until|till|within|for|with|than|between|and|or|about|over|under|through|least|every|first|next|last
        |articles?|paragraphs?|sub-?paragraphs?|paras?\.?|chapters?|rules?|resolutions?|sections?|sect\.|parts?|items?|principle|annex(?:es)?
        |pages?|pp?\.|nos?\.?|numbers?|vol\.?|supplements?|add\.|corr\.|rev\.|amend\.|stages?|phases?|series|points?|operative|these|those|its|their
        |session|latitude|longitude)$""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = re.compile(rf"\s?(?:{_MONTHS})\b")
_DAYS = 31  # of a month; more count none
# What goes on with a number: '16 (1946)', '16-18', '16/42', '16th', '16.5', '5,200', '16 to 18 June'.
_AFTER = re.compile(r"\s?\(\d{4}\)|[-–/]\w|\w|[.,:]\d|\s(?:to|and|or)\s\d{1,2}\s[A-Z]|\s?(?:per\scent|votes?|abstentions?|members)\b")
_AFTER_RANGE = re.compile(r"\s(?:and|or)\s")  # 'of 27 October 1953 8 and 9 November': after a date it is no range
_YEAR = re.compile(rf"\b(?:\d{{4}}|{_MONTHS})$")
_NUMBER = re.compile(r"(?<![\d/$-])(?<!\d\.)(?P<number>[1-9]\d{0,2})")
_AFTER_DATE = re.compile(rf"\b(?:{_MONTHS})\s1[89]\d\d(?P<number>[1-9]\d{{0,2}})(?!\w)")  # '15 February 19895'
_GLUED = re.compile(r"(?:[a-z]{3}|[,;:.”)\]])$")  # what a number may be glued to
_GOES_ON = re.compile(r"[,;.]?$|[,;]?\s[a-z]")
_AFTER_STOP = re.compile(r"[,;] ?$")
_AROUND = 20  # letters before a call that tell where it is
_SEEN = 60  # letters around a number that say what it is; to look at all words for each would take the square of the time
_SMALL_NUMBER = re.compile(r"(?<![\w/.])\d{1,3},$")


@dataclass(frozen=True, slots=True)
class Called:
    """A text with its calls as marks, and the words of numbers that look like calls of notes that the file has not."""

    text: Text
    lost: tuple[str, ...] = ()


def find_calls(words: str, notes: Collection[str], *, strokes: bool = False) -> Called:
    """The words with the calls of these notes taken out of them; with `strokes` a call is printed '1/'."""
    spans: list[tuple[int, int, str]] = []
    lost: list[str] = []
    pattern = re.compile(r"(?<=\s)(?P<number>[1-9]\d{0,2})/(?=[\s,;.:)]|$)") if strokes else _NUMBER
    for match in pattern.finditer(words):
        number = match["number"]
        if not strokes and not _can_call(words, match.start(), match.end()):
            continue
        if number in notes:
            spans.append((match.start(), match.end(), number))
        elif _AFTER_STOP.search(words[max(0, match.start() - 2) : match.start()]) and _GOES_ON.match(words, match.end()):
            lost.append(words[max(0, match.start() - _AROUND) : match.end()])
    if not strokes:
        spans += [(m.start("number"), m.end(), m["number"]) for m in _AFTER_DATE.finditer(words) if m["number"] in notes]
    spans += [(m.start(), m.end(), m.group()) for m in re.finditer(r"(?<=[\w,;.])\*{1,3}(?!\S)", words) if m.group() in notes]
    return Called(_marked(words, sorted(spans)), tuple(lost))


def _can_call(words: str, start: int, end: int) -> bool:
    before, after = words[max(0, start - _SEEN) : start], words[end : end + _SEEN]
    glued = bool(before) and not before[-1].isspace()
    if glued and not _GLUED.search(before):
        return False
    before = before.rstrip()
    no_day = int(words[start:end]) > _DAYS
    if _MONTH.match(after) and not no_day:
        return False
    if _AFTER.match(after) and not (_AFTER_RANGE.match(after) and (no_day or _YEAR.search(before))):
        return False
    if not before or _BEFORE.search(before) or before.endswith(("(", "“", "-", "–")):
        return False
    if glued and before.endswith(".") and re.search(r"\b(?:Add|Corr|Rev|Amend|No|para|pp?|vol|sect)\.$", before, re.IGNORECASE):
        return False
    return not (_SMALL_NUMBER.search(before) and not _year_before(before))


def _year_before(before: str) -> bool:
    return bool(re.search(r"\b\d{4},$", before))


def _marked(words: str, spans: list[tuple[int, int, str]]) -> Text:
    builder = TextBuilder()
    at = 0
    for start, end, marker in spans:
        builder.add(words[at:start].rstrip())
        builder.call(marker)
        at = end
    builder.add(words[at:])
    return builder.build()
