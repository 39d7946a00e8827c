"""`read_pdf`: the resolution printed in a PDF."""

from __future__ import annotations

from dataclasses import replace

from builder.diagnostics import Diagnostic
from builder.reading.limits import LETTERS, LINES, beyond
from builder.reading.lines import Line
from builder.reading.pdf.around import JOB, Parted, part_pages
from builder.reading.pdf.library_process import pages_of
from builder.reading.pdf.lines import TextPage, lines_of, note_markers, notes_start
from builder.reading.pdf.measures import LARGE, Measures, measure
from builder.reading.pdf.page_lines import printed_lines
from builder.reading.pdf.tables import take_tables
from builder.reading.result import Reading
from builder.reading.transcribing import transcribe
from builder.reading.transcript import assemble

__all__ = ["read_pdf"]


def read_pdf(data: bytes, file_name: str) -> Reading:
    """The resolution printed in a PDF, and what the reader was unsure of.

    `resolution` is None where the file cannot be opened or has no letters; a diagnostic says which. Any bytes are read without an error.
    The language is English.
    """
    pages, found = pages_of(data)
    if not pages:
        return Reading(None, tuple(finding.at(file_name) for finding in found))
    parted = part_pages([(page, printed_lines(page.pieces, page.number)) for page in pages])
    measures = measure(part.text for part in parted)
    bare = [TextPage(page, part.text) for page, part in zip(pages, parted, strict=True)]
    markers = note_markers(bare, measures)
    tops = [part.top for part in parted]
    tops[0] = _masthead_end(bare[0], measures, tops[0])
    lines, again = lines_of([_with_tables(page, top, measures, markers) for page, top in zip(bare, tops, strict=True)], measures, markers)
    if refused := _beyond_limits(lines, file_name):
        return Reading(None, (refused,))
    lines, furniture = _with_job_number(lines, parted)
    furniture += again + [words for page in pages for words in page.sideways]
    if not lines:
        return Reading(None, tuple(finding.at(file_name) for finding in (*found, Diagnostic("text-empty", "no word is in it", "not read"))))
    transcript = transcribe(lines, furniture)
    return assemble(replace(transcript, diagnostics=(*found, *transcript.diagnostics)), data, file_name, "pdf")


def _beyond_limits(lines: list[Line], file_name: str) -> Diagnostic | None:
    """The refusal of a file whose lines are more, or longer, than those of a text may be."""
    if len(lines) > LINES:
        return beyond(f"{len(lines):,} lines with words, where {LINES:,} are the most", file_name)
    if any(len(word) > LETTERS for line in lines for word in line.words.split()):
        return beyond(f"a word of more than {LETTERS:,} letters", file_name)
    return None


def _masthead_end(page: TextPage, measures: Measures, top: float) -> float:
    """The height of the lowest title on the first page, whose masthead is ruled, too, and no table."""
    return min((line.base for line in page.lines if line.size > LARGE * measures.size), default=top)


def _with_tables(page: TextPage, top: float, measures: Measures, markers: frozenset[str]) -> TextPage:
    """The page with its tables taken out of its lines."""
    notes = notes_start(page, measures)
    tables, lines = take_tables(page.page, page.lines[:notes], top, measures, markers) if notes else ([], [])
    return TextPage(page.page, (*lines, *page.lines[notes:]), tuple(tables))


def _with_job_number(lines: list[Line], parted: list[Parted]) -> tuple[list[Line], list[str]]:
    """The lines with the job number, which stands at the foot of the first page, in the masthead; and what else is around the pages."""
    furniture = [line.words for part in parted for line in part.around]
    job = next((line.words for line in parted[0].around if JOB.fullmatch(line.words)), "")
    if not job or not lines:
        return lines, furniture
    furniture.remove(job)
    return [lines[0], Line(job, raised=False), *lines[1:]], furniture
