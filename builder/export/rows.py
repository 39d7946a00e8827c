"""One row for each document, each unit and each citation. What a field means is said in `data/data_files.schema.json`.

The fields of each class stand in the order in which they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from builder.anchors import Anchored, UnitKind
from builder.archive import Archive
from builder.linking import Citation, Graph, Reference
from builder.model import AgendaItem, Resolution, Subject
from builder.pages.listings import year_of
from builder.pages.urls import citation_target, page_url, reference_url, unit_url
from builder.symbols import official_url, symbol_facts, symbol_path

__all__ = [
    "CitationRow",
    "CitedRow",
    "ParagraphRow",
    "ResolutionRow",
    "citation_rows",
    "cited_row",
    "paragraph_rows",
    "reference_row",
    "resolution_row",
]


class VoteRow(TypedDict):
    """How the text was adopted; counts are null where the record gives none."""

    method: str | None
    in_favour: int | None
    against: int | None
    abstaining: int | None


class AgendaItemRow(TypedDict):
    """'70 (c)' and its title, '' where the source has none."""

    number: str
    title: str


class SubjectRow(TypedDict):
    """A heading of the UNBIS Thesaurus and its address there, '' where the source has none."""

    term: str
    identifier: str


class ResolutionRow(TypedDict):
    """A line of resolutions.jsonl: a document, or what is cited but not held."""

    symbol: str
    path: str
    kind: str | None
    language: str | None
    title: str | None
    description: str | None
    organ: str
    session: str | None
    year: int | None
    adopted: str | None
    meeting: int | None
    held: bool
    url: str
    official_url: str | None
    vote: VoteRow | None
    agenda_items: list[AgendaItemRow]
    subjects: list[SubjectRow]
    source_sha256: str | None
    verbatim: bool


class ParagraphRow(TypedDict):
    """A line of paragraphs.jsonl: whatever has an anchor."""

    symbol: str
    language: str
    anchor: str
    kind: str
    label: str
    parent: str | None
    text: str
    footnotes: list[str]
    url: str


class CitationRow(TypedDict):
    """A line of citations.jsonl: what is printed in a unit and points to a document."""

    symbol: str
    language: str
    anchor: str
    start: int
    end: int
    text: str
    target: str | None
    target_anchor: str | None
    outcome: str
    url: str | None
    reason: str
    pinpoint: str
    covers: list[str]


class CitedRow(CitationRow):
    """A citation in a text that is no document of the archive; `symbol` is '' where nobody is known to speak, `anchor` always."""

    official_url: str | None


def resolution_row(resolution: Resolution) -> ResolutionRow:
    """The row of a document that the archive holds. A resolution in parts has one row."""
    symbol, language = resolution.symbol, resolution.language
    return ResolutionRow(
        symbol=symbol,
        path=symbol_path(symbol),
        kind=resolution.kind.value,
        language=language,
        title=resolution.title or None,
        description=resolution.description or None,
        organ=resolution.organ.value,
        session=resolution.session or None,
        year=year_of(resolution),
        adopted=resolution.adopted,
        meeting=_meeting_number(resolution.meeting),
        held=True,
        url=page_url(symbol, language),
        official_url=official_url(symbol, language),
        vote=_vote(resolution),
        agenda_items=[_agenda_item(item) for item in resolution.agenda_items],
        subjects=[_subject(subject) for subject in resolution.subjects],
        source_sha256=resolution.source.sha256 or None,
        verbatim=resolution.verbatim,
    )


def reference_row(reference: Reference, archive: Archive) -> ResolutionRow:
    """The row of what is cited but not held: what its symbol says of it, and the title that what cites it gives."""
    facts = symbol_facts(reference.symbol)
    return ResolutionRow(
        symbol=reference.symbol,
        path=symbol_path(reference.symbol),
        kind=facts.kind.value if facts.kind else None,
        language=None,
        title=reference.title or None,
        description=None,
        organ=facts.organ.value,
        session=facts.session,
        year=facts.year,
        adopted=None,
        meeting=None,
        held=False,
        url=reference_url(reference.symbol, archive),
        official_url=official_url(reference.symbol, archive.languages[0]),
        vote=None,
        agenda_items=[],
        subjects=[],
        source_sha256=None,
        verbatim=False,
    )


def paragraph_rows(document: Anchored) -> Iterator[ParagraphRow]:
    """A row for each unit in reading order. Enacting formulas have no address and no row."""
    symbol, language = document.resolution.symbol, document.resolution.language
    for unit in document.units:
        if unit.kind is UnitKind.FORMULA:
            continue
        yield ParagraphRow(
            symbol=symbol,
            language=language,
            anchor=unit.anchor,
            kind=unit.kind.value,
            label=unit.path,
            parent=unit.parent,
            text=unit.text.words,
            footnotes=list(unit.text.calls),
            url=unit_url(symbol, language, unit.anchor),
        )


def citation_rows(document: Anchored, graph: Graph, archive: Archive) -> Iterator[CitationRow]:
    """A row for each citation in the document, unit by unit in reading order, in a unit from left to right."""
    cited = graph.citations_in(document.resolution.symbol, document.resolution.language)
    for unit in document.units:
        if unit.kind is UnitKind.FORMULA:
            continue
        for citation in sorted(cited.get(unit.anchor, ()), key=lambda found: found.start):
            yield _citation_row(citation, citation_target(citation, archive))


def cited_row(citation: Citation, archive: Archive) -> CitedRow:
    """The row of a citation that `cite` found, with the United Nations' address of what is meant, held or not.

    In an empty archive, where nothing has a page, that address is also the one it leads to.
    """
    official = official_url(citation.target, citation.language) if citation.target else None
    row = _citation_row(citation, citation_target(citation, archive) if archive.languages else official)
    return CitedRow(**row, official_url=official)


def _citation_row(citation: Citation, url: str | None) -> CitationRow:
    return CitationRow(
        symbol=citation.symbol,
        language=citation.language,
        anchor=citation.anchor,
        start=citation.start,
        end=citation.end,
        text=citation.text,
        target=citation.target,
        target_anchor=citation.target_anchor,
        outcome=citation.outcome.value,
        url=url,
        reason=citation.reason,
        pinpoint=citation.pinpoint,
        covers=list(citation.covers),
    )


_IN_BRACKETS = re.compile(r"\([^()]*\)")


def _meeting_number(meeting: str) -> int | None:
    """'50th and 51st plenary meetings' -> 51, '8700th meeting (Resumption 1)' -> 8700, None where no number is printed."""
    numbers: list[str] = re.findall(r"\d+", _IN_BRACKETS.sub("", meeting))
    return int(numbers[-1]) if numbers else None


def _vote(resolution: Resolution) -> VoteRow | None:
    adoption, vote = resolution.adoption, resolution.vote
    if adoption is None and vote is None:
        return None
    return VoteRow(
        method=adoption.value if adoption else None,
        in_favour=vote.in_favour if vote else None,
        against=vote.against if vote else None,
        abstaining=vote.abstaining if vote else None,
    )


def _agenda_item(item: AgendaItem) -> AgendaItemRow:
    return AgendaItemRow(number=item.number, title=item.title)


def _subject(subject: Subject) -> SubjectRow:
    return SubjectRow(term=subject.term, identifier=subject.identifier)
