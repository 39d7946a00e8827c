"""A resolution of the Official Records as a transcript: its title, text, notes and vote, and what else stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.diagnostics import Diagnostic
from builder.labels import split_label
from builder.model import Repair
from builder.reading.blocks import Printed
from builder.reading.early.calls import Called, find_calls
from builder.reading.early.labels import mend_labels
from builder.reading.early.notes import NoteLines, Tail, read_tail, take_trailing_notes
from builder.reading.early.paragraphs import Lines, join, part, words_of
from builder.reading.early.title import Title, find_title
from builder.reading.early.vote import Adoption, find_adoption, read_adoption
from builder.reading.furniture import find_symbol
from builder.reading.lines import Line, PageStart
from builder.reading.masthead import Closing, Masthead, read_masthead
from builder.reading.mending import Vocabulary
from builder.reading.transcript import Note, Transcript
from builder.symbols import canonical_symbol
from builder.text import Text, normalise_words

__all__ = ["transcribe_record"]

_LINE_END = re.compile(r"\r\n|\r|\n|\f")
_PAGE_FURNITURE = re.compile(r"\d{1,3}|S/RES/\d{1,4} \(\d{4}\)|\d{2}-\d{5}(?: \([A-Z]\))?(?: \d{6})?")
_COLON = re.compile(r"(\S+)\s:(?=\s|$)")
_MISREAD = re.compile(r"[8$5]\$?/\d{3,}\S*|S\$/\d+\S*|\b[a-z]+[0-9$][a-z]+\b|\b\d+[\]lO]\S*|\S*[|~*!]\S*|\b[A-Z]?[a-z]+[A-Z]{2,}[a-z]+\b")


def transcribe_record(text: str, file_name: str) -> Transcript | None:
    """The resolution of the Official Records that this text is; None where its title has not the form of one.

    `file_name` decides about a number in which a letter was recognized.
    """
    lines = _lines(text)
    title = find_title(lines, file_name)
    if title is None or (title.before and any(line.indent for line in lines)):
        return None  # under a masthead, in lines of which some are indented, stands a text that an extractor made of a PDF
    body, furniture = _without_furniture(lines[title.start :])
    place = find_adoption(body)
    if place:
        main, tail = body[: place[0]], read_tail(body[place[1] :])
    else:
        main, tail = take_trailing_notes(body)
    vocabulary = words_of(lines)
    reader = _Reader(vocabulary, tail)
    paragraphs = reader.paragraphs(part(main))
    if place:
        paragraphs = reader.ended(paragraphs)
    notes = tuple(reader.note(note) for note in tail.notes)
    closing, adoption = reader.closing(body, place, notes, title)
    masthead = any(canonical_symbol(find_symbol(line.words)) == title.symbol for line in title.before)
    foreign = (*title.before, *tail.foreign)
    return Transcript(
        symbol=title.symbol,
        head=Masthead(
            adopted=title.adopted,
            issued=read_masthead(title.before).issued if masthead else None,
            meeting=title.meeting,
            description=title.subject,
            drafts=title.drafts,
            furniture=title.printed,
        ),
        main=paragraphs,
        notes=notes,
        closing=closing,
        furniture=(*(line.words for line in foreign), *furniture),
        diagnostics=(*title.diagnostics, *reader.found, *adoption.diagnostics, *_foreign(() if masthead else title.before, tail.foreign)),
        lines=tuple(lines),
        repairs=tuple(reader.repairs),
    )


class _Reader:
    """Makes paragraphs and notes of their lines, and gathers what was mended and what looks wrong."""

    def __init__(self, vocabulary: Vocabulary, tail: Tail) -> None:
        self.vocabulary = vocabulary
        self.markers = frozenset(note.marker for note in tail.notes)
        self.strokes = any(note.stroke for note in tail.notes)
        self.repairs: list[Repair] = []
        self.found: list[Diagnostic] = []

    def words(self, lines: Sequence[Line]) -> str:
        """The words of these lines; what was put together is noted."""
        words, made = join(lines, self.vocabulary)
        self.repairs += made
        self.found += (Diagnostic("text-split-word", repair.printed, f"read as {repair.read}") for repair in made)
        place = f"line {lines[0].number}"
        self.found += (Diagnostic("record-misread", slip.group(), "kept as printed", place) for slip in _MISREAD.finditer(words))
        return words

    def called(self, words: str, place: str) -> Called:
        called = find_calls(words, self.markers, strokes=self.strokes)
        self.found += (Diagnostic("record-note-lost", lost, "kept as words", place) for lost in called.lost)
        return called

    def paragraphs(self, parted: Sequence[Lines]) -> tuple[Printed, ...]:
        """The paragraphs, with labels as they were printed before recognition, and the calls of notes."""
        words = [self.words(lines.lines) for lines in parted]
        made: list[Printed] = []
        for lines, text, label in zip(parted, words, mend_labels(words), strict=True):
            if label.read:
                text = f"{label.read} {text[len(label.found) :].lstrip()}"
                glued = label.found == label.read  # '6.Calls': nothing but the space is missing
                printed = f"{label.found}{_word_after(text, label.read)}" if glued else label.found
                read = f"{label.read} {_word_after(text, label.read)}" if glued else label.read
                self.repairs.append(Repair(printed, read, "no space after a label" if glued else "label misread, by the order of its list"))
                self.found.append(Diagnostic("record-label", label.found, f"read as {label.read}", f"line {lines.lines[0].number}"))
            called = self.called(self.without_spaces(text), f"line {lines.lines[0].number}")
            made.append(Printed(called.text, 2 if lines.heading else 1))
        return tuple(made)

    def ended(self, paragraphs: tuple[Printed, ...]) -> tuple[Printed, ...]:
        """The same with a full stop before the vote where a comma was recognized, so that an unnumbered text does not end in a recital."""
        if not paragraphs or not paragraphs[-1].text.words.endswith(",") or split_label(paragraphs[-1].text)[0]:
            return paragraphs
        last = paragraphs[-1].text
        word = last.words.rpartition(" ")[2]
        self.repairs.append(Repair(word, f"{word[:-1]}.", "full stop before the vote, misread"))
        self.found.append(Diagnostic("record-misread", word, f"read as {word[:-1]}.", "end"))
        return (*paragraphs[:-1], replace(paragraphs[-1], text=Text(f"{last.words[:-1]}.", last.marks)))

    def without_spaces(self, words: str) -> str:
        """The words without a space before a colon, which English does not print; the other stops are mended later, as in all texts."""
        for match in _COLON.finditer(words):
            self.repairs.append(Repair(match.group(), match.group().replace(" ", ""), "space beside a sign"))
        return _COLON.sub(r"\1:", words)

    def note(self, note: NoteLines) -> Note:
        return Note(note.marker, Text(normalise_words(self.words(note.lines))))

    def closing(
        self, body: Sequence[Line], place: tuple[int, int] | None, notes: Sequence[Note], title: Title
    ) -> tuple[Closing | None, Adoption]:
        """The last lines: the meeting, and how the text was adopted, with the notes that they call."""
        if place is None:
            return (Closing(0, 0, calls=title.calls) if title.calls else None), Adoption()
        words, _ = join(body[place[0] : place[1]], self.vocabulary)
        called = self.called(words, "vote")
        told = [note.text.words for note in notes if note.marker in called.text.calls]
        adoption = read_adoption(called.text.words, told)
        printed = tuple(line.words for line in body[place[0] : place[1]])
        return Closing(
            *place,
            meeting=adoption.meeting,
            printed=printed,
            adoption=adoption.method,
            adoption_note=adoption.note,
            vote=adoption.vote,
            calls=(*title.calls, *called.text.calls),
        ), adoption


def _word_after(text: str, label: str) -> str:
    """The first word after a label."""
    return text[len(label) :].split()[0]


def _lines(text: str) -> list[Line]:
    """The lines that have words. Here an empty line means something, so whether one stands before a line is kept whatever their number."""
    lines: list[Line] = []
    number, at, apart, start = 1, 0, False, PageStart.NO
    for end, after, sign in (*((m.start(), m.end(), m.group()) for m in _LINE_END.finditer(text)), (len(text), len(text), "")):
        words = normalise_words(text[at:end])
        if words:
            lines.append(Line(words, len(text[at:end]) - len(text[at:end].lstrip()), number, apart=apart, start=start))
        apart, start = not words and (apart or sign != "\f" or bool(text[at:end])), PageStart.NO if words else start
        if sign == "\f":
            start = PageStart.BARE
        number += sign != "\f"
        at = after
    return lines


def _without_furniture(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines without page numbers, running heads and job numbers, which stand alone at a page's edge; and their words."""
    kept: list[Line] = []
    taken: list[str] = []
    start = PageStart.NO
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        at_edge = line.start or start or after is None or after.start or (line.apart and after.apart and line.words.isdecimal())
        if at_edge and _PAGE_FURNITURE.fullmatch(line.words):
            taken.append(line.words)
            start = max(start, line.start)
        else:
            new = max(start, line.start)
            kept.append(replace(line, start=new, apart=line.apart and not start))
            start = PageStart.NO
    return tuple(kept), tuple(taken)


def _foreign(before: Iterable[Line], after: Iterable[Line]) -> list[Diagnostic]:
    """One finding for what stands before the document and one for what stands after it."""
    found = []
    for where, lines in (("before the title", tuple(before)), ("after the text", tuple(after))):
        if lines:
            found.append(Diagnostic("record-foreign", lines[0].words, f"{len(lines)} lines {where} kept in the furniture"))
    return found
