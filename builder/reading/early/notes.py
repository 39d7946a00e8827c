"""Footnotes of the Official Records: their bodies stand under the vote, each after its number, which runs on through the volume.

'16 Ibid., document S/1459.', in the Council's own documents '1/ S/24600.'; also '21See …' and '47. S/20758.', as they were recognized. A
line of a note may begin with a number, too ('787th and 788th meetings', '1945, document S/3373'), so a number opens a note only where it
is the next and words follow that can begin one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from builder.reading.lines import Line

__all__ = ["NoteLines", "Tail", "read_tail", "take_trailing_notes"]

_BODY = r"(?P<number>[1-9]\d{0,2})(?P<sign>/|\.)?\s?(?=[A-Z\[“(]|[fjs$8\[]\S?(?:bid|/)|\*)"
_OPENS = re.compile(rf"{_BODY}(?P<rest>.+)")
_STARRED = re.compile(r"(?P<stars>\*{1,3})\s?(?P<rest>[A-Z\[].+)")
_SECOND = re.compile(r"(?<=\.)(?P<number>[1-9]\d{0,2})\s(?=[A-Z])")  # 'document S/20976.57 S/20998.'
_GAP = 4  # numbers that may be missing between two notes of a text
_DAY = re.compile(r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_ORDINARY = re.compile(r"[1-9]\d{0,2}\s?(?:st|nd|rd|th)\b")


@dataclass(slots=True)
class NoteLines:
    """A footnote as printed: its marker, its lines, and whether a stroke stands after its number."""

    marker: str
    lines: list[Line] = field(default_factory=list)
    stroke: bool = False


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands under the text: the footnotes, and lines that are no part of the document."""

    notes: tuple[NoteLines, ...] = ()
    foreign: tuple[Line, ...] = ()


def read_tail(lines: Sequence[Line]) -> Tail:
    """The footnotes among the lines under a text, and what else stands there."""
    notes: list[NoteLines] = []
    foreign: list[Line] = []
    in_note = False
    for line in lines:
        opened = _opened(line, notes)
        if opened is not None:
            notes += opened
            in_note = True
        elif in_note and not (line.apart and _is_ended(notes[-1])):
            notes[-1].lines.append(line)
        else:
            in_note = False
            foreign.append(line)
    return Tail(tuple(notes), tuple(foreign))


def take_trailing_notes(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Tail]:
    """The text and its footnotes, where no vote parts them: the last blocks of lines that begin with a note's number."""
    first = len(lines)
    while (block := _block_before(lines, first)) < first and _begins_note(lines[block]):
        first = block
    return tuple(lines[:first]), read_tail(lines[first:])


def _block_before(lines: Sequence[Line], end: int) -> int:
    at = end
    while at > 0:
        at -= 1
        if lines[at].apart or lines[at].start:
            break
    return at


def _begins_note(line: Line) -> bool:
    match = _OPENS.match(line.words)
    return match is not None and match["sign"] != "."


def _opened(line: Line, notes: list[NoteLines]) -> list[NoteLines] | None:
    """The notes that the line begins (one line may hold two), None where it begins none."""
    if starred := _STARRED.fullmatch(line.words):
        return [NoteLines(starred["stars"], [_rest(line, starred["rest"])])]
    match = _OPENS.fullmatch(line.words)
    if match is None or _ORDINARY.match(line.words) or _DAY.match(line.words):
        return None
    number = int(match["number"])
    last = next((int(note.marker) for note in reversed(notes) if note.marker.isdecimal()), 0)
    if last and not last < number <= last + _GAP:
        return None
    rest = match["rest"]
    second = next((m for m in _SECOND.finditer(rest) if int(m["number"]) == number + 1), None)
    stroke = match["sign"] == "/"
    if second is None:
        return [NoteLines(match["number"], [_rest(line, rest)], stroke)]
    return [
        NoteLines(match["number"], [_rest(line, rest[: second.start()])], stroke),
        NoteLines(second["number"], [_rest(line, rest[second.end() :])], stroke),
    ]


def _rest(line: Line, words: str) -> Line:
    return replace(line, words=words, rest=True)


def _is_ended(note: NoteLines) -> bool:
    return bool(note.lines) and note.lines[-1].words.endswith((".", ")"))
