"""Footnotes whose numbers stand in the line: 'Development,3 sport', ' 1  Resolution 48/104.'

An extractor that writes a raised number in its place in the line leaves no sign of it. What tells a call from a year or the number of a
resolution is the order of the notes: they are numbered through the document, a note stands on the page that calls it first, and calls on a
page follow each other. So the first calls of each page are placed together, by the likeliest places in the right order; a later call
of the same note must look like one by itself. The lines that result are those of the layout in which each number has a line of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from builder.reading.furniture import is_rule
from builder.reading.lines import Line

__all__ = ["has_lone_calls", "part_notes", "place_calls"]

_NOTE = re.compile(r"(?P<marker>[1-9]\d{0,2}|\*{1,3})\s+(?=\S)")
_AFTER_WORD = re.compile(r"[^\W\d_]$|[,;.:”’)\]…]$")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = re.compile(rf"\s*(?:{_MONTHS})\b")
_RANGE_OF_DAYS = re.compile(rf"\s*(?:to|and|–|-)\s*\d{{1,2}}\s+(?:{_MONTHS})\b")
# What a number belongs to that is no call: 'paragraph 3', 'No. 5', 'Goal 2', '3 per cent', '3 to 5', '2 billion'.
_COUNTED_BEFORE = re.compile(
    r"(?:\b(?:[Aa]rticles?|[Pp]ara(?:graph)?s?|[Cc]hap(?:ter)?s?|[Ss]ect(?:ion)?s?|[Rr]ules?|[Gg]oals?|[Tt]argets?|[Rr]esolutions?"
    r"|[Dd]ecisions?|[Ss]upplements?|[Aa]nnex(?:es)?|[Pp]arts?|[Pp]rinciples?|[Aa]genda|[Ii]tems?|[Pp]hase|[Pp]anels?|[Tt]ables?|[Ll]evels?|[Vv]ersion"
    r"|[Nn]os?\.?|[Vv]ols?\.?|pp?\.|[Nn]umbers?|of|the|in|on|by|to|and|or|from|least|than|all|for|with|between|until|about|some|only|over)"
    r"|[$€£/–-])\s?$"
)
_COUNTED_AFTER = re.compile(
    r"\s*(?:per cent|%|(?:to|and|or|–) \d|(?:m|b|tr)illion|(?:year|day|month|hour)s?\b|percentage|\(|bis\b|[A-Z]{1,2}\b(?=\s+of\b)|,\d|°)"
)
_EDGE = 40  # characters on either side that say what a number is; to look at the whole line for each would take the square of the time
_GROUP = 3  # digits between the commas of a number
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d $")
_GOES_ON = re.compile(r"[./–:-]\d|\.\d|[-/]\w")  # what makes of digits the beginning of a larger number or name
_GLUED_WORD = re.compile(r"(?:and|of|in|to|for|on|by|as|which|that|the|with|at)\b")  # a word whose space was lost
_SENTENCE_BEFORE = re.compile(r"(?:\b(?!Add|Corr|Rev)\w*[a-z]{3}|[)”’]|\b(?:19|20)\d\d)\.$")
_SENTENCE_AFTER = re.compile(r"\s*$|\s+[A-Z“]")
_NAMED = re.compile(r"(?<![A-Za-z])[A-Z]{1,2}$")  # 'G20', 'U4'

_LIST_BEFORE = re.compile(r"(?<!\d\d\d)\d,? (?:and |to )?$")
_LIST_AFTER = re.compile(r",? (?:and |to )?\d|\s*$|,? of\b|,")  # 'paragraphs 3, 4 and 5'

# The costs of a place, in the order of likelihood. What is dearer than no place at all is none.
_GLUED, _WITH_GAP, _AT_END, _AFTER_SIGN, _APART, _IN_DIGITS, _NO_PLACE = 0.0, 0.5, 1.0, 1.0, 3.0, 5.0, 9.0
_COUNTED = 5.0
_SURE = 0.5  # a later call costs no more than this


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number may be a call: the line, and the offsets of its digits in the words."""

    line: int
    start: int
    end: int
    marker: int
    cost: float


class _Chain(NamedTuple):
    """A place, and those that were taken before it."""

    place: _Place
    before: _Chain | None


def has_lone_calls(lines: Sequence[Line]) -> bool:
    """Whether the calls have lines of their own, as half of the notes are called so; or the file shows what is raised.

    The numbers of the notes have lines of their own by now (`part_notes`).
    """
    if any(line.raised is not None for line in lines):
        return True
    notes = {str(marker) for _, markers in _pages(lines) for marker in markers}
    called = {lines[number].words for body, _ in _pages(lines) for number in body if lines[number].is_marker}
    return 2 * len(notes & called) >= len(notes)


def part_notes(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, in which the number of each footnote has a line of its own, if it has not yet.

    Notes stand under a rule and are numbered through.
    """
    first = next((line for rule, line in pairwise(lines) if is_rule(rule) and (line.is_marker or _NOTE.match(line.words))), None)
    if first is None or (first.is_marker and first.words.isdecimal()):
        return tuple(lines)
    out: list[Line] = []
    last, in_notes, set_in = 0, False, _are_set_in(lines)
    for line in lines:
        if is_rule(line):
            in_notes = True
        elif line.start:
            in_notes = False
        match = _NOTE.match(line.words) if in_notes and not line.is_marker else None
        if match and (match["marker"].startswith("*") or int(match["marker"]) == last + 1) and (line.indent or not set_in):
            last = last if match["marker"].startswith("*") else last + 1
            out += _cut(line, match.start("marker"), match.end("marker"))
        else:
            last = int(line.words) if in_notes and line.is_marker and line.words == str(last + 1) else last
            out.append(line)
    return tuple(out)


def _are_set_in(lines: Iterable[Line]) -> bool:
    """Whether the first note under the rules has white space before it, so that a number at the edge begins none."""
    after_rule = False
    for line in lines:
        if after_rule and (match := _NOTE.match(line.words)):
            return match["marker"] == "1" and line.indent > 0
        after_rule = is_rule(line)
    return False


def place_calls(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, in which each call has a line of its own, as the notes have already."""
    pages = list(_pages(lines))
    notes = {marker for _, markers in pages for marker in markers}
    if not notes:
        return tuple(lines)
    places: list[_Place] = []
    known: set[int] = set()
    for body, markers in pages:
        found = sorted(_found(lines, body, known | set(markers)), key=lambda place: (place.line, place.start))
        first = _in_order(found, markers)
        taken = {(place.line, place.start) for place in first}
        places += first
        at_first = {place.marker: (place.line, place.start) for place in first}
        for place in found:
            is_later = place.marker in known or at_first.get(place.marker, (place.line + 1, 0)) < (place.line, place.start)
            if is_later and place.cost <= _SURE and (place.line, place.start) not in taken:
                places.append(place)
        known.update(markers)
    by_line: dict[int, list[_Place]] = {}
    for place in places:
        by_line.setdefault(place.line, []).append(place)
    out: list[Line] = []
    for number, line in enumerate(lines):
        out += _cut_all(line, sorted(by_line.get(number, ()), key=lambda place: place.start))
    return tuple(out)


def _pages(lines: Sequence[Line]) -> Iterator[tuple[list[int], list[int]]]:
    """For each page with notes, the lines of its text and the numbers of its notes; the lines after the last notes come with none."""
    body: list[int] = []
    markers: list[int] = []
    in_notes = False
    for number, line in enumerate(lines):
        if is_rule(line):
            in_notes = True
        elif in_notes and line.start:
            yield body, markers
            body, markers, in_notes = [number], [], False
        elif not in_notes:
            body.append(number)
        elif line.is_marker and line.words.isdecimal():
            markers.append(int(line.words))
    yield body, markers


def _found(lines: Sequence[Line], body: Iterable[int], wanted: set[int]) -> Iterator[_Place]:
    """The places in the text of a page where one of these numbers can be read, with what each costs."""
    for number in body:
        words = lines[number].words
        for match in re.finditer(r"\d+", words):
            digits = match.group()
            for length in range(1, min(3, len(digits)) + 1):
                marker = digits[-length:]
                if marker[0] != "0" and int(marker) in wanted:
                    start = match.end() - length
                    cost = _cost(lines[number], match.start(), start, match.end())
                    if cost < _NO_PLACE:
                        yield _Place(number, start, match.end(), int(marker), cost)


def _cost(line: Line, digits: int, start: int, end: int) -> float:
    """What it costs to take these digits for a call: `digits` is where the number begins that they end."""
    words = line.words
    before, after = words[max(0, start - _EDGE) : start], words[end : end + _EDGE]
    if start == 0 or _GOES_ON.match(after) or (after[:1].isalpha() and not _GLUED_WORD.match(after)):
        return _NO_PLACE
    if digits < start:
        return _cost_in_digits(words[max(0, digits - _EDGE) : digits], words[digits:start], words[digits:end], after)
    if before[-1] != " ":
        return _cost_glued(before, after, end - start)
    if _MONTH.match(after):
        return _NO_PLACE
    if _YEAR_BEFORE.search(before):
        return _AFTER_SIGN
    gap = _has_gap(line, end)
    if gap and not _COUNTED_BEFORE.search(before):
        return _WITH_GAP
    cost = _WITH_GAP if gap else _AT_END if not after else _AFTER_SIGN if before[-2:-1] in ",;”’)" else _APART
    in_list = bool(_LIST_BEFORE.search(before) and _LIST_AFTER.match(after))
    counted = in_list or _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after) or _RANGE_OF_DAYS.match(after)
    return cost + (_COUNTED if counted else 0.0)


def _has_gap(line: Line, at: int) -> bool:
    place = bisect_left(line.gaps, at)
    return place < len(line.gaps) and line.gaps[place] == at


def _cost_glued(before: str, after: str, length: int) -> float:
    """The same where the number is printed against a word or a sign: 'Development,3', 'Peoples2', not 'G20', '16.4', 'Add.1', '1/CMA.3'."""
    if not _AFTER_WORD.search(before) or (after[:1] == "(" and before[-1].isupper()):
        return _NO_PLACE
    if re.search(r"\d,$", before) and length == _GROUP:  # '3,500'
        return _IN_DIGITS
    if before[-1] == "." and not (_SENTENCE_BEFORE.search(before) and _SENTENCE_AFTER.match(after)):
        return _NO_PLACE
    return _IN_DIGITS if _NAMED.search(before) else _GLUED if not after[:1].isalpha() else _AFTER_SIGN


def _cost_in_digits(before: str, number: str, whole: str, after: str) -> float:
    """The same where other digits stand before: 'resolution 59/3009' is 59/300 and a call of note 9, '20301' is 2030 and one of note 1."""
    if _YEAR.fullmatch(number):
        return _GLUED
    if _MONTH.match(after) or _RANGE_OF_DAYS.match(after) or after[:1].isalpha():
        return _NO_PLACE
    if re.search(r"\w/$|[A-Z]-$", before):
        return _AFTER_SIGN if len(whole) > _GROUP else _IN_DIGITS
    if _YEAR.fullmatch(whole):
        return _NO_PLACE
    return _IN_DIGITS if before.endswith("Agenda ") else _IN_DIGITS + _APART


def _in_order(found: Sequence[_Place], markers: Sequence[int]) -> list[_Place]:
    """The cheapest places for these notes, each after that of the note before; a note can have none.

    The places come in the order of the page. `best[k]` is the cheapest way to have placed the first k notes by now.
    """
    best: list[tuple[float, _Chain | None]] = [(k * _NO_PLACE, None) for k in range(len(markers) + 1)]
    order = {marker: k for k, marker in enumerate(markers)}
    for place in found:
        k = order.get(place.marker)
        if k is None:
            continue
        cost = best[k][0] + place.cost
        if cost < best[k + 1][0]:
            best[k + 1] = (cost, _Chain(place, best[k][1]))
            later = k + 2
            while later < len(best) and best[later - 1][0] + _NO_PLACE < best[later][0]:
                best[later] = (best[later - 1][0] + _NO_PLACE, best[later - 1][1])
                later += 1
    placed: list[_Place] = []
    chain = best[-1][1]
    while chain is not None:
        placed.append(chain.place)
        chain = chain.before
    return placed[::-1]


def _cut(line: Line, start: int, end: int) -> tuple[Line, Line]:
    """A line that begins with the number of a note, cut after it."""
    rest = line.words[end:].lstrip()
    return (
        replace(line, words=line.words[start:end], gaps=()),
        replace(line, words=rest, indent=1, rest=True, apart=False, start=line.start.NO, gaps=()),
    )


def _cut_all(line: Line, places: Sequence[_Place]) -> Iterator[Line]:
    """The line with a line of its own for each of these calls."""
    at, rest = 0, line.rest
    for place in places:
        before = line.words[at : place.start].strip()
        if before:
            first = at == 0
            yield replace(
                line,
                words=before,
                indent=line.indent if first else 1,
                rest=rest,
                apart=line.apart and first,
                start=line.start if first else line.start.NO,
                gaps=(),
            )
        yield replace(line, words=line.words[place.start : place.end], indent=0, rest=False, apart=False, start=line.start.NO, gaps=())
        at, rest = place.end, True
    after = line.words[at:].strip()
    if after or not places:
        yield line if not places else replace(line, words=after, indent=1, rest=True, apart=False, start=line.start.NO, gaps=())
