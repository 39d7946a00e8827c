"""Reads text extracted from a PDF: lines → paragraphs → structure.

`read_text` reads the layout in which a footnote marker has a line of its own. The steps, in order: the lines of the file (`lines`), what
stands over and under the text (`masthead`), what is printed around each page (`furniture`), the footnotes (`notes`), paragraphs (`blocks`),
words mended (`mending`), what each paragraph is (`rows`), nesting (`structure`). Italics are lost in such text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from builder.diagnostics import Diagnostic
from builder.model import Footnote, Kind, Organ, Repair, Resolution, Source
from builder.reading.blocks import Printed, join_lines, join_paragraphs
from builder.reading.furniture import Pages, find_symbol, take_furniture
from builder.reading.limits import LETTERS, LINES, beyond
from builder.reading.lines import Line, decode, read_lines
from builder.reading.masthead import Masthead, find_closing, find_text_start, read_masthead
from builder.reading.mending import Vocabulary, mend
from builder.reading.notes import NoteLines, add_lost_notes, take_notes
from builder.reading.result import Reading
from builder.reading.rows import read_blocks
from builder.symbols import canonical_symbol, symbol_facts
from builder.text import Text

__all__ = ["read_text"]

_LINE_END = re.compile(r"[\r\n\f]")
_NO_WORD = re.compile(rf"\S{{{LETTERS + 1}}}")

# The series of an organ's resolutions, by the organ's name in the enacting formula.
_SERIES = {
    "The General Assembly": "A/RES/",
    "The Security Council": "S/RES/",
    "The Economic and Social Council": "E/RES/",
    "The Human Rights Council": "A/HRC/RES/",
}


def read_text(data: bytes, file_name: str) -> Reading:
    """The resolution printed in an extracted text, and what the reader was unsure of.

    `resolution` is None where no symbol is printed; any text at all is read without an error. The language is English.
    """
    printed, guessed = decode(data)
    found = [Diagnostic("text-encoding", "bytes that are not UTF-8", f"read as {guessed}")] if guessed else []
    if match := _NO_WORD.search(printed):
        place = f"line {printed.count(chr(10), 0, match.start()) + 1}"
        return Reading(None, (replace(beyond(f"a word of more than {LETTERS:,} letters", file_name), place=place),))
    count = sum(bool(line.strip()) for line in _LINE_END.split(printed))
    if count > LINES:
        return Reading(None, (beyond(f"{count:,} lines with words, where {LINES:,} are the most", file_name),))
    lines = read_lines(printed)
    start = find_text_start(lines)
    head = read_masthead(lines[:start])
    pages = take_furniture(lines[start:], join_lines(head.title_lines).words)
    symbol = _symbol(head, pages, lines, start)
    if symbol is None:
        found.append(Diagnostic("text-no-symbol", lines[0].words if lines else "", "not read"))
        return Reading(None, tuple(d.at(file_name) for d in found))

    noted = add_lost_notes(take_notes(pages.lines))
    markers = frozenset(note.marker for note in noted.notes)
    closing = find_closing(noted.text)
    main, after = (noted.text[: closing.first], noted.text[closing.end :]) if closing else (noted.text, ())
    whole, repairs = _Whole(
        title=join_lines(head.title_lines, markers),
        main=join_paragraphs(main, markers),
        after=join_paragraphs(after, markers),
        notes=[join_lines(note.lines) for note in noted.notes],
    ).mended()
    found += [*noted.diagnostics, *_lone_numbers(noted.text, markers), *_uncalled(noted.notes, whole)]
    found += [Diagnostic("text-split-word", repair.printed, f"read as {repair.read}") for repair in repairs]
    read = read_blocks(whole.main, whole.after, has_masthead=start > 0)
    facts = symbol_facts(symbol)
    resolution = Resolution(
        symbol=symbol,
        language="en",
        kind=facts.kind or Kind.RESOLUTION,
        organ=facts.organ or Organ.OTHER,
        source=Source(file_name, "text", hashlib.sha256(data).hexdigest()),
        title=whole.title.words or None,
        session=facts.session,
        session_name=head.session_name,
        agenda_items=head.agenda_items,
        proponent=head.proponent,
        adopted=head.adopted or (closing.adopted if closing else None),
        issued=head.issued,
        meeting=head.meeting or (closing.meeting if closing else ""),
        job_number=head.job_number,
        body=read.body,
        annexes=read.annexes,
        footnotes=tuple(Footnote(note.marker, text) for note, text in zip(noted.notes, whole.notes, strict=True)),
        furniture=(*head.furniture, *pages.furniture, *noted.furniture, *(closing.printed if closing else ())),
        repairs=repairs,
    )
    return Reading(resolution, tuple(d.at(symbol) for d in found))


@dataclass(frozen=True, slots=True)
class _Whole:
    """All that is text in a document: the paragraphs before the closing line and after it, the footnotes, the title."""

    title: Text
    main: list[Printed]
    after: list[Printed]
    notes: list[Text]

    def mended(self) -> tuple[_Whole, tuple[Repair, ...]]:
        """The same with whole words, and what was mended, in reading order."""
        texts = [self.title, *(p.text for p in (*self.main, *self.after)), *self.notes]
        vocabulary = Vocabulary.of(text.words for text in texts)
        repairs: list[Repair] = []

        def whole(text: Text) -> Text:
            text, made = mend(text, vocabulary)
            repairs.extend(made)
            return text

        title = whole(self.title)
        main, after = ([replace(p, text=whole(p.text)) for p in part] for part in (self.main, self.after))
        return _Whole(title, main, after, [whole(note) for note in self.notes]), tuple(repairs)


def _symbol(head: Masthead, pages: Pages, lines: Sequence[Line], start: int) -> str | None:
    """The canonical symbol: from the masthead, else from the running heads, else from the title's number and the organ that speaks.

    Where no masthead could be told from the text, the first line may bear the symbol.
    """
    candidates = [head.symbol, pages.symbol]
    if head.number:
        candidates.append(_SERIES.get(lines[start].words.rstrip(" ,"), "?") + head.number)
    elif lines and not start:
        candidates.append(find_symbol(lines[0].words))
    return next((symbol for symbol in map(canonical_symbol, filter(None, candidates)) if symbol), None)


def _lone_numbers(lines: Iterable[Line], markers: frozenset[str]) -> list[Diagnostic]:
    """Numbers on a line of their own that call no footnote of the document; they are kept as words."""
    lone = (line for line in lines if line.is_marker and line.words not in markers)
    return [
        Diagnostic("text-lone-number", line.words, "kept as words, no footnote has this number", f"line {line.number}") for line in lone
    ]


def _uncalled(notes: Sequence[NoteLines], whole: _Whole) -> list[Diagnostic]:
    """Footnotes that nothing in the text calls. A title is plain words, so a call in it is lost, and said here."""
    called = {marker for p in (*whole.main, *whole.after) for marker in p.text.calls}
    found = [Diagnostic("text-title-call", f"footnote {marker}", "kept, without its call", "title") for marker in whole.title.calls]
    return found + [
        Diagnostic("text-note-uncalled", f"footnote {note.marker}", "kept")
        for note in notes
        if note.marker not in called and note.marker not in whole.title.calls
    ]
