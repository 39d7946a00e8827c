"""Prints a parsed resolution as an extractor writes the pages of its PDF, so that any document can be read back from text.

What a page looks like is the United Nations' layout: masthead, wrapped lines of which the first of a paragraph is set in, footnotes under
a rule at the foot of the page that calls them, running heads with symbol and title from the second page on. In one layout a raised number
has a line of its own, in the other it stands in the line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from builder.anchors import anchored
from builder.model import Annex, Block, Draft, Formula, Heading, Kind, Organ, Paragraph, Resolution
from builder.text import Text

__all__ = ["can_be_printed", "print_text"]

_WIDTH = 86  # characters of a full line
_LINES = 44  # of a page
_CALL = "\ue000"  # before and after the marker of a call, while a paragraph is wrapped
_RULE = "__________________"


def can_be_printed(resolution: Resolution) -> bool:
    """Whether text can hold the document: no tables, parts or drafts, and each footnote called, in order."""
    units = anchored(resolution).units
    called = list(dict.fromkeys(marker for unit in units for marker in unit.text.calls))
    return (
        not resolution.parts
        and not resolution.title_notes
        and not resolution.notices
        and not any(unit.table for unit in units)
        and not any(isinstance(block, Draft) for block in resolution.body)
        and called == [note.marker for note in resolution.footnotes] == [str(n + 1) for n in range(len(called))]
        and all(note.text for note in resolution.footnotes)
    )


@dataclass(slots=True)
class _Line:
    """A line to print: its words with calls between signs, the white space before it, and the notes it calls for the first time."""

    words: str
    indent: int = 0
    notes: list[str] = field(default_factory=list)


def print_text(resolution: Resolution, *, own_line: bool) -> str:
    """The pages of the document as text. Italics are lost, and so is whatever a masthead does not print."""
    lines = [*_masthead(resolution), *_body(resolution)]
    bodies = {note.marker: note.text.words for note in resolution.footnotes}
    pages = list(_pages(lines, bodies))
    out: list[str] = []
    for number, (body, notes) in enumerate(pages, 1):
        if number > 1:
            out += _running_head(resolution, number, len(pages))
        for line in body:
            out.append(_raised(line, own_line=own_line))
        if notes:
            out += [_RULE]
            for marker in notes:
                first, *rest = textwrap.wrap(bodies[marker], _WIDTH + 8, break_long_words=False, break_on_hyphens=True)
                out += [f"{marker}\n  {first}"] if own_line else [f" {marker}  {first}"]
                out += rest
    return "".join(f"{line} \n\n" for line in out)


def _masthead(resolution: Resolution) -> Iterator[_Line]:
    yield _Line(f"United Nations  {resolution.symbol}", 1)
    yield _Line("Security Council" if resolution.organ is Organ.SECURITY_COUNCIL else "General Assembly")
    yield _Line("Distr.: General")
    if resolution.issued:
        yield _Line(_day(resolution.issued))
    if resolution.session_name:
        yield _Line(resolution.session_name)
    when = f"on {_day(resolution.adopted)}" if resolution.adopted else ""
    number = resolution.symbol.rpartition("RES/")[2]
    if resolution.kind is Kind.PRESIDENTIAL_STATEMENT:
        return  # whose it is stands in its text
    if resolution.organ is Organ.SECURITY_COUNCIL:
        yield _Line(f"Resolution {number}", 2)
        yield _Line(f"Adopted by the Security Council{f' at its {resolution.meeting},' if resolution.meeting else ''} on", 2)
        yield _Line(_day(resolution.adopted or ""))
    else:
        yield _Line(f"Resolution adopted by the {resolution.organ.value}", 2)
        yield _Line(when)
    if resolution.title:
        yield from _wrapped(Text(f"{number}. {resolution.title}"), 1)


def _body(resolution: Resolution) -> Iterator[_Line]:
    yield from _blocks(resolution.body)
    if resolution.organ is Organ.GENERAL_ASSEMBLY and resolution.adopted and resolution.meeting:
        yield _Line(resolution.meeting)
        yield _Line(_day(resolution.adopted))
    for annex in resolution.annexes:
        yield from _annex(annex)


def _annex(annex: Annex) -> Iterator[_Line]:
    if annex.heading:
        yield from _wrapped(annex.heading, 2)
    yield from _blocks(annex.body)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[_Line]:
    for block in blocks:
        if isinstance(block, Formula):
            yield from _wrapped(block.text, 1)
        elif isinstance(block, Heading):
            if block.label:
                yield _Line(block.label, 2)
            if block.text:
                yield from _wrapped(block.text, 2)
        elif isinstance(block, Paragraph):
            yield from _wrapped(block.text, 1, block.label)
            yield from _blocks(block.items)


def _wrapped(text: Text, indent: int, label: str = "") -> Iterator[_Line]:
    words = text.words
    for mark in sorted((m for m in text.marks if m.kind == "call"), key=lambda m: -m.start):
        words = f"{words[: mark.start]}{_CALL}{mark.value}{_CALL}{words[mark.start :]}"
    for number, line in enumerate(textwrap.wrap(f"{label} {words}".strip(), _WIDTH, break_long_words=False, break_on_hyphens=True)):
        yield _Line(line, 0 if number else indent, line.split(_CALL)[1::2])


def _pages(lines: list[_Line], bodies: dict[str, str]) -> Iterator[tuple[list[_Line], list[str]]]:
    """The lines of each page, and the notes at its foot: those that it is the first to call."""
    page: list[_Line] = []
    notes: list[str] = []
    seen: set[str] = set()
    room = _LINES
    for line in lines:
        new = [marker for marker in line.notes if marker not in seen]
        needed = 1 + sum(1 + len(bodies[marker]) // _WIDTH for marker in new)
        if page and room < needed:
            yield page, notes
            page, notes, room = [], [], _LINES
        page.append(line)
        notes += new
        seen.update(new)
        room -= needed
    yield page, notes


def _running_head(resolution: Resolution, page: int, pages: int) -> list[str]:
    title = textwrap.wrap(resolution.title or "", 60)
    if resolution.organ is Organ.SECURITY_COUNCIL or not title:
        return [resolution.symbol, f"24-01234 {page}/{pages}" if page % 2 == 0 else f"{page}/{pages} 24-01234"]
    if page % 2 == 0:
        return [f"{resolution.symbol} {title[0]}", *title[1:], f"24-01234 {page}/{pages}"]
    return [*title[:-1], f"{title[-1]} {resolution.symbol}", f"{page}/{pages} 24-01234"]


def _raised(line: _Line, *, own_line: bool) -> str:
    """The line with its calls in it, or cut at them; white space after the last call is the end of the line."""
    pieces = line.words.split(_CALL)
    pieces[0] = " " * line.indent + pieces[0]
    if not own_line:
        return "".join(pieces)
    return pieces[0] + "".join(f"\n{marker}\n {rest}" for marker, rest in zip(pieces[1::2], pieces[2::2], strict=True))


def _day(day: str) -> str:
    return f"{date.fromisoformat(day):%-d %B %Y}" if day else ""
