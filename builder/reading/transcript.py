"""A document in paragraphs, and the resolution that it is.

Every reader of printed text (extracted text, PDF, Word, the early Official Records) makes a `Transcript`: paragraphs as printed, footnotes,
what the masthead and the closing lines say. From there on all go one way: words are mended, each paragraph is given its part, subparagraphs
are hung on theirs (`rows`, `structure`), and a resolution results.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.diagnostics import Diagnostic
from builder.model import Footnote, Kind, Organ, Repair, Resolution, Source
from builder.reading.blocks import Printed
from builder.reading.lines import Line
from builder.reading.masthead import Closing, Masthead
from builder.reading.mending import Vocabulary, mend
from builder.reading.result import Reading
from builder.reading.rows import read_blocks
from builder.reading.verbatim import UNNUMBERED, is_made_out, verbatim_body
from builder.reading.votes import take_adoption
from builder.symbol_grammar import parse_symbol
from builder.text import EMPTY, Text

__all__ = ["Note", "Transcript", "assemble"]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as printed: its marker and its text."""

    marker: str
    text: Text


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is printed in a document, in paragraphs, before anything is known of their structure.

    `symbol` is canonical, '' where none is printed. `main` are the paragraphs before the closing lines, `after` those after them.
    `has_masthead` is false for an extract that begins in the text. `typed` words are a person's, and are not mended as an extractor's are.
    `lines` are those the paragraphs were made of, for whoever asks how; Word has none.
    """

    symbol: str
    head: Masthead
    main: tuple[Printed, ...]
    after: tuple[Printed, ...] = ()
    notes: tuple[Note, ...] = ()
    closing: Closing | None = None
    title: Text = EMPTY
    notices: tuple[Text, ...] = ()  # what is printed about the document itself: '* Reissued for technical reasons'
    has_masthead: bool = True
    typed: bool = False
    furniture: tuple[str, ...] = ()  # apart from that of the masthead and the closing lines
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: tuple[Line, ...] = ()
    repairs: tuple[Repair, ...] = ()  # made on the way here, each with its finding


def assemble(transcript: Transcript, data: bytes, file_name: str, source_format: str) -> Reading:
    """The resolution of a transcript, which is in English. `data` is the file it was made of, `source_format` what kind of file that is.

    Where its structure cannot be made out the resolution has it line by line, as printed, and a diagnostic says so.
    """
    source = Source(file_name, source_format, hashlib.sha256(data).hexdigest())
    facts = parse_symbol(transcript.symbol)
    kind = (facts and facts.kind) or Kind.RESOLUTION
    transcript, repairs = (transcript, ()) if transcript.typed else _mended(transcript)
    head, closing = transcript.head, transcript.closing or Closing(0, 0)
    adoption, after, said = take_adoption(transcript.after, [note.text.words for note in transcript.notes])
    found = [
        *transcript.diagnostics,
        *_uncalled(transcript),
        *(Diagnostic("text-split-word", repair.printed, f"read as {repair.read}") for repair in repairs),
    ]
    read = read_blocks(transcript.main, after, has_masthead=transcript.has_masthead and kind not in UNNUMBERED)
    resolution = Resolution(
        symbol=transcript.symbol,
        language="en",
        kind=kind,
        organ=facts.organ if facts else Organ.OTHER,
        source=source,
        title=transcript.title.words or None,
        description=head.description or None,
        session=facts.session if facts else None,
        session_name=head.session_name,
        agenda_items=head.agenda_items,
        proponent=head.proponent,
        drafts=head.drafts,
        adopted=head.adopted or closing.adopted,
        issued=head.issued,
        meeting=head.meeting or closing.meeting,
        adoption=closing.adoption or (adoption.method if adoption else None),
        adoption_note=closing.adoption_note or (adoption.note if adoption else ""),
        vote=closing.vote or (adoption.vote if adoption else None),
        job_number=head.job_number,
        body=read.body,
        annexes=read.annexes,
        footnotes=tuple(Footnote(note.marker, note.text) for note in transcript.notes),
        notices=transcript.notices,
        furniture=(*head.furniture, *transcript.furniture, *closing.printed, *said),
        repairs=(*transcript.repairs, *repairs),
    )
    printed = (*transcript.main, *transcript.after)
    if not is_made_out(read, kind):
        resolution = replace(resolution, verbatim=True, body=verbatim_body(transcript.lines, printed), annexes=())
        if transcript.lines:  # they have the words of the footnotes and the furniture, too
            resolution = replace(resolution, footnotes=(), notices=(), furniture=())
        found = [*transcript.diagnostics, Diagnostic("text-verbatim", done="kept line by line")]
    return Reading(resolution, tuple(finding.at(transcript.symbol or file_name) for finding in found), transcript.lines, printed)


def _mended(transcript: Transcript) -> tuple[Transcript, tuple[Repair, ...]]:
    """The same with whole words, and what was mended, in reading order."""
    printed = (*transcript.main, *transcript.after)
    vocabulary = Vocabulary.of(text.words for text in (transcript.title, *(p.text for p in printed), *(n.text for n in transcript.notes)))
    repairs: list[Repair] = []

    def whole(text: Text) -> Text:
        text, made = mend(text, vocabulary)
        repairs.extend(made)
        return text

    def mended(paragraphs: Sequence[Printed]) -> tuple[Printed, ...]:
        return tuple(p if p.table else replace(p, text=whole(p.text)) for p in paragraphs)

    title = whole(transcript.title)
    main, after = mended(transcript.main), mended(transcript.after)
    notes = tuple(Note(note.marker, whole(note.text)) for note in transcript.notes)
    return replace(transcript, title=title, main=main, after=after, notes=notes), tuple(repairs)


def _uncalled(transcript: Transcript) -> list[Diagnostic]:
    """Footnotes that nothing in the text calls. A title is plain words, so a call in it is lost, and said here."""
    called = {marker for printed in (*transcript.main, *transcript.after) for marker in printed.text.calls}
    called.update(transcript.closing.calls if transcript.closing else ())
    found = [Diagnostic("text-title-call", f"footnote {marker}", "kept, without its call", "title") for marker in transcript.title.calls]
    return found + [
        Diagnostic("text-note-uncalled", f"footnote {note.marker}", "kept")
        for note in transcript.notes
        if note.marker not in called and note.marker not in transcript.title.calls
    ]
