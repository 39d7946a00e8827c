"""One Akoma Ntoso file to one parsed resolution: the other modules of this package put together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from builder.diagnostics import Diagnostic
from builder.model import AgendaItem, Annex, Block, Draft, Heading, Kind, Organ, Paragraph, Part, Resolution, Source
from builder.printed_words import kept_words, printed_patterns
from builder.reading.akn.account import left_by_parser, left_by_reader
from builder.reading.akn.divide import split_annexes
from builder.reading.akn.flow import Flow, read_draft, read_flow
from builder.reading.akn.inline import Notes, read_inline
from builder.reading.akn.masthead import Masthead, part_head, read_masthead
from builder.reading.akn.record import Record, read_record, symbols_in
from builder.reading.akn.tree import Element, iter_named, local, parse_akn
from builder.reading.result import Reading
from builder.reading.structure import Row, nest
from builder.text import MarkKind, Text

__all__ = ["read_akn"]

_SHOWN = 300  # letters of the words that stand apart


def read_akn(data: bytes, file_name: str) -> Reading:
    """The resolution in an Akoma Ntoso file, with what the reader was unsure of. Never raises on any content."""
    root, diagnostics = parse_akn(data)
    if root is None:
        return Reading(None, tuple(d.at(file_name) for d in diagnostics))
    if next(iter_named(root, "statement"), None) is None:
        return Reading(None, (Diagnostic("akn-no-statement", document=file_name),))
    notes = Notes(root)
    head = read_masthead(root, notes)
    record = read_record(root)
    source = Source(file_name, "akn", hashlib.sha256(data).hexdigest())
    resolution, apart = _with_all_words(_assemble(root, notes, head, record, source), root, data, diagnostics)
    found = [*diagnostics, *head.diagnostics, *record.diagnostics, *notes.diagnostics(), *apart, *_doubts(resolution)]
    return Reading(resolution, tuple(d.at(head.symbol or file_name) for d in found))


def _with_all_words(
    resolution: Resolution, root: Element, data: bytes, diagnostics: Sequence[Diagnostic]
) -> tuple[Resolution, list[Diagnostic]]:
    """The resolution with what is printed where nothing should be, or was lost when a broken file was recovered, as furniture."""
    left = left_by_reader(root, resolution)
    if any(diagnostic.code == "akn-recovered" for diagnostic in diagnostics):
        left += left_by_parser(data, root)
    if not left:
        return resolution, []
    found = Diagnostic("akn-words-apart", found=shorten(" … ".join(left), _SHOWN), done="kept as furniture")
    return replace(resolution, furniture=(*resolution.furniture, *left)), [found]


def _assemble(root: Element, notes: Notes, head: Masthead, record: Record, source: Source) -> Resolution:
    operative = head.kind in (Kind.RESOLUTION, Kind.DRAFT_RESOLUTION)
    body: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    parts: tuple[Part, ...] = ()
    flow = Flow()
    if next(iter_named(root, "documentCollection"), None) is not None:
        parts = tuple(_part(statement, notes, flow, operative=operative) for statement in _components(root))
    else:
        # Taken from the root, since recovery moves paragraphs and annexes out of the statement.
        flow = read_flow(root, notes)
        flow.rows[:0] = [Heading(line) for line in _title_lines(root, notes) + flow.title_lines]
        rows, found = split_annexes(flow.rows)
        quoted: list[Row | Block] = [read_draft(statement, notes) for statement in _components(root)]
        body = nest([*rows, *quoted], operative=operative)
        annexes = (*found, *_attached(root, notes, flow))
    first = _first_words(body)
    meeting = head.meeting
    if not meeting and head.kind is not Kind.RESOLUTION and (match := printed_patterns("meetings").search(first)):
        meeting = kept_words(match)
    items = head.agenda_items or record.agenda_items
    origins = dict.fromkeys(symbol for words in (*head.originating, head.proponent) for symbol in symbols_in(words))
    drafts = (*record.drafts, *(s for s in origins if "/L." in s and s not in record.drafts))
    reports = (*record.reports, *(s for s in origins if "/L." not in s and s not in record.reports))
    return Resolution(
        symbol=head.symbol,
        language=head.language,
        kind=head.kind,
        organ=head.organ,
        source=source,
        title=head.title,
        title_notes=head.title_notes,
        description=_description(head, record, items, first),
        session=head.session,
        session_name=head.session_name,
        agenda_items=_with_titles(items, record.agenda_items),
        proponent=head.proponent,
        reports=tuple(reports),
        drafts=tuple(drafts),
        sponsors=record.sponsors,
        additional_sponsors=record.additional_sponsors,
        adopted=head.adopted,
        issued=head.issued,
        meeting=meeting,
        meeting_record=record.meeting_record,
        adoption=record.adoption,
        adoption_note=record.adoption_note,
        vote=record.vote,
        subjects=record.subjects,
        sustainable_development_goals=record.goals,
        job_number=head.job_number,
        body=body,
        parts=parts,
        annexes=annexes,
        footnotes=notes.in_order(),
        notices=tuple(flow.notices),
        furniture=tuple(flow.furniture),
    )


def _components(root: Element) -> list[Element]:
    """The statements inside a document: parts of a collection, or draft resolutions attached to a resolution."""
    return [s for s in iter_named(root, "statement") if any(local(a) == "component" for a in s.iterancestors())]


def _attached(element: Element, notes: Notes, flow: Flow) -> list[Annex]:
    """The annexes attached to an element, those of the statements inside it left out."""
    annexes: list[Annex] = []
    for doc in iter_named(element, "doc"):
        if any(local(a) == "component" and a is not element for a in doc.iterancestors() if a is not element):
            continue
        attached = read_flow(doc, notes)
        flow.furniture += attached.furniture
        flow.notices += attached.notices
        annexes += split_annexes(attached.rows, attached=True)[1]
    return annexes


def _part(statement: Element, notes: Notes, flow: Flow, *, operative: bool) -> Part:
    head = part_head(statement, notes)
    own = read_flow(statement, notes)
    flow.furniture += own.furniture
    flow.notices += own.notices
    rows, annexes = split_annexes(own.rows)
    annexes += [a for doc in iter_named(statement, "doc") for a in split_annexes(read_flow(doc, notes).rows, attached=True)[1]]
    return Part(head.letter, nest(rows, operative=operative), head.title, tuple(annexes), head.meeting, head.adopted)


def _title_lines(root: Element, notes: Notes) -> list[Text]:
    """What is printed over a presidential statement before its body: the same words over all of them, so a heading, no title."""
    titles = [t for preface in iter_named(root, "preface") for t in iter_named(preface, "docTitle") if t.get("refersTo") == "#title1"]
    return [text.without(MarkKind.BOLD) for title in titles if (text := read_inline(title, notes))]


def _first_words(body: Sequence[Block]) -> str:
    return next((block.text.words for block in body if isinstance(block, Paragraph)), "")


def _description(head: Masthead, record: Record, items: Sequence[AgendaItem], first: str) -> str | None:
    """What the document is about, where no title of its own is printed."""
    if head.kind is Kind.RESOLUTION and head.organ is not Organ.SECURITY_COUNCIL:
        return None
    if head.kind is Kind.DECISION and head.title:
        return None
    if record.description:
        return record.description
    if match := printed_patterns("items").search(first):
        return kept_words(match)
    return next((item.title for item in items if item.title), None)


def _with_titles(items: Sequence[AgendaItem], known: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """The items, those without a title taking it from the catalogue's item of that number ('18b' is 18 (b))."""
    titles = {re.sub(r"[\W_]", "", item.number): item.title for item in known}
    return tuple(AgendaItem(i.number, i.title or titles.get(re.sub(r"[\W_]", "", i.number), "")) for i in items)


def _doubts(resolution: Resolution) -> list[Diagnostic]:
    """What the reader has doubts about, seen from the finished document."""
    out = []
    if not resolution.symbol:
        out.append(Diagnostic("akn-no-symbol"))
    bodies = (resolution.body, *(part.body for part in resolution.parts))
    if not any(isinstance(block, Paragraph | Draft) for body in bodies for block in body):
        out.append(Diagnostic("akn-empty"))
    empty = [b.label for b in resolution.body if isinstance(b, Paragraph) and not b.text and not b.items]
    if empty:
        out.append(Diagnostic("akn-empty-paragraph", found="nothing printed under " + ", ".join(empty)))
    return out
