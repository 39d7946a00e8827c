"""From printed lines to a transcript: masthead, furniture, footnotes, paragraphs. Extracted text and PDF go this way.

The steps, in order: what stands over and under the text (`masthead`), what is printed around each page (`furniture`), the footnotes
(`notes`), flattened tables (`flat_tables`), paragraphs (`blocks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.diagnostics import Diagnostic
from builder.reading.blocks import join_lines, join_paragraphs
from builder.reading.flat_tables import find_tables
from builder.reading.furniture import find_symbol, take_furniture
from builder.reading.inline import has_lone_calls, part_notes, place_calls
from builder.reading.lines import Line
from builder.reading.masthead import Masthead, find_closing, find_statement_meeting, find_text_start, read_masthead
from builder.reading.notes import add_lost_notes, take_notes
from builder.reading.transcript import Note, Transcript
from builder.symbols import canonical_symbol

__all__ = ["printed_symbol", "transcribe"]

_OPENING = 3  # paragraphs among which a statement says when it was made: its heading stands before

# The series of an organ's resolutions, by the organ's name in the enacting formula.
_SERIES = {
    "The General Assembly": "A/RES/",
    "The Security Council": "S/RES/",
    "The Economic and Social Council": "E/RES/",
    "The Human Rights Council": "A/HRC/RES/",
}


def transcribe(lines: Sequence[Line], furniture: Iterable[str] = ()) -> Transcript:
    """The document that these lines print; its symbol is '' where they bear none.

    `furniture` is what the reader has taken from around the pages already.
    """
    start = find_text_start(lines)
    head = read_masthead(lines[:start])
    pages = take_furniture(lines[start:], join_lines(head.title_lines).words)
    parted = part_notes(pages.lines)
    noted = add_lost_notes(take_notes(parted if has_lone_calls(parted) else place_calls(parted)))
    text, flat = find_tables(noted.text)
    markers = frozenset(note.marker for note in noted.notes)
    closing = find_closing(text)
    main, after = (text[: closing.first], text[closing.end :]) if closing else (text, ())
    paragraphs = tuple(join_paragraphs(main, markers))
    if closing is None:
        closing = next(filter(None, (find_statement_meeting(printed.text.words) for printed in paragraphs[:_OPENING])), None)
    return Transcript(
        symbol=printed_symbol(head, pages.symbol, lines, start),
        head=head,
        main=paragraphs,
        after=tuple(join_paragraphs(after, markers)),
        notes=tuple(Note(note.marker, join_lines(note.lines)) for note in noted.notes),
        closing=closing,
        title=join_lines(head.title_lines, markers),
        has_masthead=start > 0,
        furniture=(*furniture, *pages.furniture, *noted.furniture),
        diagnostics=(*noted.diagnostics, *flat, *_lone_numbers(text, markers)),
        lines=tuple(lines),
    )


def printed_symbol(head: Masthead, running: str, lines: Sequence[Line], start: int) -> str:
    """The canonical symbol, '' where none is printed.

    It is that of the masthead, else of the `running` heads, else it is the title's number under the organ that speaks. Where no masthead
    could be told from the text, the first line may bear the symbol.
    """
    candidates = [head.symbol, running]
    if head.number and start < len(lines):
        candidates.append(_SERIES.get(lines[start].words.rstrip(" ,"), "?") + head.number)
    elif lines and not start:
        candidates.append(find_symbol(lines[0].words))
    return next((symbol for symbol in map(canonical_symbol, filter(None, candidates)) if symbol), "")


def _lone_numbers(lines: Iterable[Line], markers: frozenset[str]) -> list[Diagnostic]:
    """Numbers on a line of their own that call no footnote of the document; they are kept as words."""
    lone = (line for line in lines if line.is_marker and line.words not in markers)
    return [
        Diagnostic("text-lone-number", line.words, "kept as words, no footnote has this number", f"line {line.number}") for line in lone
    ]
