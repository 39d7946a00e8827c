"""Footnotes in extracted text: where they stand on the page, and where each begins.

The notes of a page stand under a rule of underscores, each after its marker. In the layout read here the marker has a line of its own, in
the text as in the notes. A line of a note may begin with a number, too ('13 February 1946, …'), so a number opens a note only where it
is the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from builder.diagnostics import Diagnostic
from builder.reading.furniture import is_rule
from builder.reading.lines import Line, PageStart

__all__ = ["NoteLines", "Noted", "add_lost_notes", "take_notes"]

_STARRED = re.compile(r"(\*{1,3})\s+(?=\S)")


@dataclass(slots=True)
class NoteLines:
    """A footnote as printed: its marker and its lines."""

    marker: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Noted:
    """The lines of the text, the footnotes in order, the rules over them, and what was found."""

    text: tuple[Line, ...]
    notes: tuple[NoteLines, ...]
    furniture: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def take_notes(lines: Sequence[Line]) -> Noted:
    """Part the text from the footnotes. Where a page's notes end nothing is printed; the next page begins."""
    text: list[Line] = []
    notes: list[NoteLines] = []
    rules: list[str] = []
    found: list[Diagnostic] = []
    at, start = 0, PageStart.NO
    while at < len(lines):
        line = lines[at]
        if not is_rule(line):
            text.append(line if start <= line.start else replace(line, start=start))
            at, start = at + 1, PageStart.NO
            continue
        rules.append(line.words)
        end = _end_of_area(lines, at + 1)
        read = _read_area(lines[at + 1 : end], notes, found)
        text += lines[at + 1 : end] if not read else []
        start = PageStart.BARE if read else PageStart.NO
        at = end
    return Noted(tuple(text), tuple(notes), tuple(rules), tuple(found))


def add_lost_notes(noted: Noted) -> Noted:
    """The same with an empty footnote for each that the text calls and the extract has lost, with a warning.

    A lone number calls a footnote that is not there only where it is the next after those called before it.
    """
    notes = {note.marker: note for note in noted.notes}
    lost: list[Diagnostic] = []
    last = 0
    for line in noted.text if notes else ():
        if line.is_marker and line.words.isdecimal():
            number = int(line.words)
            if line.words not in notes and number == last + 1:
                notes[line.words] = NoteLines(line.words)
                lost.append(Diagnostic("text-note-lost", f"footnote {number} is called", "kept without words", f"line {line.number}"))
            if line.words in notes:
                last = max(last, number)
    if not lost:
        return noted
    numbered = sorted(notes.values(), key=lambda note: int(note.marker) if note.marker.isdecimal() else 0)
    return Noted(noted.text, tuple(numbered), noted.furniture, (*noted.diagnostics, *lost))


def _end_of_area(lines: Sequence[Line], first: int) -> int:
    """The place after the last line of the notes that begin at `first`: the next page, or, where no page break is marked, indented text.

    Only the first line of a note is indented, and that one goes on with the line of its marker.
    """
    end = first + 1
    while end < len(lines) and not lines[end].start and not is_rule(lines[end]):
        end += 1
    if end < len(lines) and not is_rule(lines[end]):
        return end
    for i in range(first, min(end, len(lines))):
        later_marker = any(line.is_marker for line in lines[i:end])
        if lines[i].indent and not lines[i].rest and not lines[i].is_marker and not _STARRED.match(lines[i].words) and not later_marker:
            return i
    return min(end, len(lines))


def _read_area(area: Sequence[Line], notes: list[NoteLines], found: list[Diagnostic]) -> bool:
    """Append the notes of one area; False where none begins in it, so that it is no area of notes."""
    numbers = [int(note.marker) for note in notes if note.marker.isdecimal()]
    last, opened = max(numbers, default=0), False
    for line in area:
        marker = line.words if line.is_marker else ""
        starred = _STARRED.match(line.words)
        if marker.isdecimal() and (int(marker) == last + 1 or (int(marker) > last and not opened)):
            if int(marker) != last + 1:
                found.append(Diagnostic("text-note-missing", f"note {marker} after note {last}", "kept as printed", f"line {line.number}"))
            last, opened = int(marker), True
            notes.append(NoteLines(marker))
        elif "*" in marker or (starred and line.indent):
            mark = marker or (starred.group(1) if starred else "")
            opened = True
            notes.append(NoteLines(mark))
            if starred and not marker:
                notes[-1].lines.append(Line(line.words[starred.end() :], line.indent, line.number, rest=True))
        elif opened:
            notes[-1].lines.append(line)
        elif notes and any(other.is_marker for other in area):
            found.append(
                Diagnostic("text-note-continued", line.words, f"read as the end of note {notes[-1].marker}", f"line {line.number}")
            )
            notes[-1].lines.append(line)
        else:
            return False
    return opened or not area
