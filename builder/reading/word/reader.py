"""One Word file to one parsed resolution: its parts, what its first page prints around the text, the text, the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.diagnostics import Diagnostic
from builder.reading.blocks import Printed, join_lines
from builder.reading.limits import LETTERS, LINES, beyond
from builder.reading.lines import Line
from builder.reading.masthead import FORMULA, find_closing, find_text_start, read_masthead
from builder.reading.result import Reading
from builder.reading.transcribing import printed_symbol
from builder.reading.transcript import Note, Transcript, assemble
from builder.reading.word.body import Body, Frame
from builder.reading.word.furniture import TitlePage, around_pages
from builder.reading.word.inline import Inline
from builder.reading.word.notes import KINDS, note_elements, without_mark
from builder.reading.word.numbering import Numbering
from builder.reading.word.package import MAIN, Element, Package, RefusedError, everywhere, local
from builder.reading.word.recalls import with_recalls
from builder.reading.word.styles import Styles, child
from builder.text import MarkKind, Text, join_texts

__all__ = ["read_word"]

_COUNTED = {"paragraphs": ("p",), "cells": ("tc",), "calls of notes": ("footnoteReference", "endnoteReference")}
_NO_WORD = re.compile(rf"\S{{{LETTERS + 1}}}")


def read_word(data: bytes, file_name: str) -> Reading:
    """The resolution in a Word file, and what the reader was unsure of. Never raises on any content; the language is English."""
    try:
        return _read(data, file_name)
    except RefusedError as refused:
        return Reading(None, (refused.finding.at(file_name),))


def _read(data: bytes, file_name: str) -> Reading:
    package = Package.open(data)
    root = package.root(MAIN)
    if root is None or child(root, "body") is None:
        raise RefusedError(Diagnostic("word-unreadable", "it has no text", "not read"))
    for what, names in _COUNTED.items():
        count = sum(1 for _ in everywhere(root, *names))
        if count > LINES:
            raise RefusedError(beyond(f"{count:,} {what}, where {LINES:,} are the most", ""))
    sections = [section for section in everywhere(root, "sectPr") if not _is_former(section)]
    styles = Styles(package.root(package.part("styles")))
    numbering = Numbering(package.root(package.part("numbering")), styles)
    frame = Frame(styles, numbering, settings=package.root(package.part("settings")))
    body = Body(frame, Inline(styles, frame.notes, package.links(MAIN)), sections)
    printed = body.read(root)
    markers = frozenset(frame.notes.called.values())
    printed = [replace(paragraph, text=with_recalls(paragraph.text, markers)) for paragraph in printed]
    pages = around_pages(package, sections, styles)
    notes, found = _notes(package, frame)
    for words in (*(p.text.words for p in printed), *pages.lines, *pages.furniture, *(note.text.words for note in notes)):
        if _NO_WORD.search(words):
            raise RefusedError(beyond(f"a word of more than {LETTERS:,} letters", ""))
    transcript = _transcript(printed, notes, pages)
    if not printed and not pages.lines:
        return Reading(None, (Diagnostic("text-empty", "no word is in it", "not read", document=file_name),))
    diagnostics = (*package.found, *body.found, *pages.found, *frame.notes.found, *found)
    furniture = (*transcript.furniture, *body.furniture)
    return assemble(replace(transcript, furniture=furniture, diagnostics=diagnostics), data, file_name, "word")


def _is_former(section: Element) -> bool:
    """Whether it is what a section was before a tracked change."""
    outer = section.getparent()
    return outer is not None and local(outer) == "sectPrChange"


def _transcript(printed: Sequence[Printed], notes: Sequence[Note], pages: TitlePage) -> Transcript:
    """The document of these paragraphs."""
    lines = [Line(p.text.words, 0 if p.indent > 1 else p.indent, number) for number, p in enumerate(printed, start=1)]
    # The formula is the surest sign of the text; what is set off before it is masthead, however it stands on the line.
    start = find_text_start([replace(line, indent=0) for line in lines]) or find_text_start(lines)
    over = [line for p in printed[:start] for line in _masthead_lines(p)]
    head = read_masthead([*(Line(words) for words in pages.lines), *over])
    closing = find_closing(lines[start:])
    text = printed[start:]
    return Transcript(
        symbol=printed_symbol(head, pages.symbol, lines, start),
        head=head,
        main=tuple(text[: closing.first] if closing else text),
        after=tuple(text[closing.end :] if closing else ()),
        notes=tuple(notes),
        closing=closing,
        title=join_lines(head.title_lines, frozenset(note.marker for note in notes)),
        notices=pages.notices,
        typed=True,
        has_masthead=start > 0 or bool(lines and FORMULA.fullmatch(lines[0].words)),
        furniture=pages.furniture,
    )


def _masthead_lines(printed: Printed) -> Iterator[Line]:
    """A paragraph over the text as lines, each call of a note on one of its own, as it stands in extracted text."""
    if printed.table:
        yield from (Line(text.words) for row in printed.table.rows for cell in row for text in cell.paragraphs if text.words)
        return
    at, apart = 0, True
    for mark in printed.text.marks:
        if mark.kind is MarkKind.CALL:
            if words := printed.text.words[at : mark.start].strip():
                yield Line(words, apart=apart)
            yield Line(mark.value, rest=True)
            at, apart = mark.start, False
    if words := printed.text.words[at:].strip():
        yield Line(words, apart=apart, rest=not apart)


def _notes(package: Package, frame: Frame) -> tuple[list[Note], list[Diagnostic]]:
    """The notes that the text has called, in that order, and what was found in them."""
    elements: dict[str, Element] = {}
    readers: dict[str, Body] = {}
    for kind in KINDS:
        part = package.part(f"{kind}s")
        elements |= note_elements(package.root(part), kind)
        readers[kind] = Body(frame, Inline(frame.styles, frame.notes, package.links(part)))
    called = frame.notes.called
    names = list(called)
    notes: list[Note] = []
    found: list[Diagnostic] = []
    typed: list[str] = []  # markers
    for name in names:
        element, reader = elements.get(name), readers[name.partition(" ")[0]]
        if element is None:
            found.append(Diagnostic("text-note-lost", f"footnote {called[name]} is called", "kept without words"))
            notes.append(Note(called[name], Text()))
            continue
        text = join_texts(reader.texts(element))
        if next(everywhere(element, "footnoteRef", "endnoteRef"), None) is None:
            text, has_mark = without_mark(text, called[name])
            typed += [called[name]] if has_mark and name not in frame.notes.own_marks else []
        notes.append(Note(called[name], text))
        if len(called) > len(names):  # the note calls another
            names += list(called)[len(names) :]
    if typed:
        found.append(Diagnostic("word-note-mark", f"note {', '.join(typed)}", "a number typed before its words is read as its mark"))
    uncalled = [name for name in elements if name not in called]
    unprinted = (" ".join(text.words for text in readers[name.partition(" ")[0]].texts(elements[name])) for name in uncalled)
    found += (Diagnostic("word-hidden", words, "left out, since nothing calls this note") for words in unprinted if words)
    return notes, [*found, *(finding for reader in readers.values() for finding in reader.found)]
