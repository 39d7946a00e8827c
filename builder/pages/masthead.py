"""The head of a document's page: what it is, when and how it was adopted, where the official document is, all that is on record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from builder.model import AdoptionMethod, Kind, Organ, Resolution, Vote
from builder.pages.addresses import Addresses
from builder.pages.languages import Versions, render_also_in, render_beside, render_differences
from builder.pages.listings import listing_of
from builder.pages.markdown import attributes, escape, escape_html, inline, link, relative_link
from builder.pages.names import count, day, full_name, session_name, vote_line
from builder.pages.notes import Calls
from builder.pages.subjects import subject_page
from builder.pages.words import words_of
from builder.symbols import official_url, symbol_facts
from builder.text import Mark, MarkKind, Text

__all__ = ["description", "page_title", "render_masthead", "search_data"]

# The title is printed above the text that is indexed, and a search should find its words.
_INDEXED = {"data_pagefind_body": ""}


def page_title(resolution: Resolution) -> str:
    """The main heading: the printed title, else what the document is called."""
    return resolution.title or full_name(resolution)


def description(resolution: Resolution) -> str:
    """One sentence on the document, for search engines and link previews."""
    name = full_name(resolution)
    when = day(resolution.adopted)
    about = resolution.title or resolution.description or ""
    sentence = f"{name}, adopted {when}" if when and resolution.kind is not Kind.DRAFT_RESOLUTION else name
    return f"{sentence}: {about}" if about else sentence


def search_data(resolution: Resolution) -> dict[str, Any]:
    """What a search can be narrowed by, under the names the page's template knows."""
    facts = symbol_facts(resolution.symbol)
    dated = resolution.adopted or resolution.issued
    yearly = resolution.session is None or resolution.organ is Organ.ECOSOC
    return {
        "symbol": resolution.symbol,
        "language": resolution.language,
        "kind": resolution.kind.value,
        "organ": resolution.organ.value,
        "session": "" if yearly else session_name(resolution.session or ""),
        "year": facts.year or (int(dated[:4]) if dated and dated[:4].isdigit() else None),
        "adopted": dated or "",
    }


def render_masthead(resolution: Resolution, addresses: Addresses, versions: Versions, calls: Calls, steps: str = "") -> str:
    """The masthead as Markdown; `versions` are the languages of the document, `calls` renders the notes that the title calls.

    `steps` are links to the documents before and after it. What a reader looks for first is in rows, the rest folded.
    """
    listing, source = listing_of(resolution), versions.source
    official = official_url(resolution.symbol, resolution.language)
    blocks = [
        '<header class="masthead" markdown="1">',
        " · ".join(
            [
                link(escape(listing.series), relative_link(source, listing.parent(resolution.language))),
                link(escape(listing.name), relative_link(source, listing.source(resolution.language))),
            ]
        )
        + (f" {steps}" if steps else "")
        + f"\n{attributes('', 'trail')}",
        f"{escape(resolution.symbol)}\n{attributes('', 'symbol')}",
        f"# {escape(page_title(resolution))}{''.join(map(calls.render, resolution.title_notes))} {attributes('title', **_INDEXED)}",
    ]
    if resolution.description:
        blocks.append(f"{escape(resolution.description)}\n{attributes('', 'description', **_INDEXED)}")
    if resolution.proponent:
        blocks.append(f"{_proponent(resolution, addresses, source)}\n{attributes('', 'proponent')}")
    blocks += [f"{inline(notice.without(MarkKind.LINK), calls.render)}\n{attributes('', 'notice')}" for notice in resolution.notices]
    if resolution.kind is Kind.DRAFT_RESOLUTION or resolution.adoption is AdoptionMethod.NOT_ADOPTED:
        blocks.append(f"This draft was not adopted.\n{attributes('', 'not-adopted')}")
    blocks += _rows(resolution, addresses, versions)
    blocks.append(render_differences(versions))
    blocks += _votes(resolution.vote)
    blocks += _more(resolution, addresses, source)
    blocks.append(_unofficial(resolution, official))
    return "\n\n".join([*(block for block in blocks if block), "</header>"])


def _rows(resolution: Resolution, addresses: Addresses, versions: Versions) -> Iterator[str]:
    """The rows that a reader looks for first, as entries of a definition list."""
    adopted = [escape(day(resolution.adopted)), escape(resolution.meeting)]
    if resolution.meeting_record:
        adopted.append(_symbol(resolution.meeting_record, resolution.language, addresses, versions.source))
    how = resolution.adoption.value if resolution.adoption and resolution.adoption is not AdoptionMethod.NOT_ADOPTED else ""
    vote = vote_line(resolution.vote)
    name = "Voted on" if resolution.adoption is AdoptionMethod.NOT_ADOPTED else "Adopted" if resolution.adopted or how else "Meeting"
    yield _row(name, ", ".join(part for part in (*adopted, "" if vote else escape(how)) if part))
    yield _row(escape(how[:1].upper() + how[1:] or "Vote"), vote)
    for part in resolution.parts:
        if (part.adopted, part.meeting) != (resolution.adopted, resolution.meeting):
            yield _row(
                f"Part {escape(part.letter)} adopted", escape(", ".join(found for found in (day(part.adopted), part.meeting) if found))
            )
    if not resolution.adopted:
        yield _row("Issued", escape(day(resolution.issued)))
    items = [escape(f"{item.number} {item.title}".strip()) for item in resolution.agenda_items]
    yield _row("Agenda item" if len(items) == 1 else "Agenda items", "; ".join(items))
    yield _row("Also in", render_also_in(versions))
    yield _row(escape(words_of(resolution.language)("languages.beside")), render_beside(versions))


def _row(name: str, value: str) -> str:
    return f"{name}\n:   {value}" if value else ""


def _proponent(resolution: Resolution, addresses: Addresses, source: str) -> str:
    """'[on the report of the Third Committee (A/74/399/Add.3)]' as printed, with links on the symbols it names."""
    words = resolution.proponent
    words = words if words.startswith("[") else f"[{words}]"
    links = []
    for symbol in sorted({*resolution.reports, *resolution.drafts}):
        place = re.search(rf"{re.escape(symbol)}(?![\w/.])", words)
        address = addresses.of_symbol(symbol, resolution.language, source)
        if place and address:
            links.append(Mark(MarkKind.LINK, place.start(), place.end(), address))
    return inline(Text(words, tuple(links)), escape)


def _symbol(symbol: str, language: str, addresses: Addresses, source: str) -> str:
    address = addresses.of_symbol(symbol, language, source)
    return link(escape(symbol), address) if address else escape(symbol)


def _votes(vote: Vote | None) -> list[str]:
    """How each State voted, folded."""
    if vote is None or not (vote.states_in_favour or vote.states_against or vote.states_abstaining):
        return []
    sides = (
        ("In favour", vote.in_favour, vote.states_in_favour),
        ("Against", vote.against, vote.states_against),
        ("Abstaining", vote.abstaining, vote.states_abstaining),
    )
    rows = [_row(name if number is None else f"{name} ({number})", escape(", ".join(states))) for name, number, states in sides if states]
    return ['<details class="votes" markdown="1"><summary>How States voted</summary>', *rows, "</details>"]


def _more(resolution: Resolution, addresses: Addresses, source: str) -> list[str]:
    """Where it came from, sponsors, subjects and the source, folded: known, but rarely what a reader came for."""

    def symbols(listed: Sequence[str]) -> str:
        unnamed = [symbol for symbol in listed if symbol not in resolution.proponent]
        return ", ".join(_symbol(symbol, resolution.language, addresses, source) for symbol in unnamed)

    subjects = [
        link(escape(subject.term), relative_link(source, subject_page(subject.term, resolution.language)))
        for subject in resolution.subjects
    ]
    kept = addresses.archive.source_of(resolution)
    goals = ", ".join(str(goal) for goal in resolution.sustainable_development_goals)
    rows = [
        _row("Report", symbols(resolution.reports)),
        _row("Draft", symbols(resolution.drafts)),
        _row("Subjects", " · ".join(subjects)),
        _row("Sustainable Development Goals", goals),
        _row("Sponsors", escape(", ".join(resolution.sponsors))),
        _row("Additional sponsors", escape(", ".join(resolution.additional_sponsors))),
        _row("Record", escape(resolution.adoption_note)),
        _row("Issued", escape(day(resolution.issued))) if resolution.adopted else "",
        _row("Job number", escape(resolution.job_number)),
        _row("Read from", link(escape(resolution.source.file), relative_link(source, kept)) if kept else escape(resolution.source.file)),
    ]
    shown = [row for row in rows if row]
    if not shown:
        return []
    numbers = [count(len(found), name) for found, name in ((resolution.sponsors, "sponsor"), (subjects, "subject")) if len(found) > 1]
    summary = ", ".join(["More about this document", *numbers])
    return [f'<details class="more" markdown="1"><summary>{escape_html(summary)}</summary>', *shown, "</details>"]


def _unofficial(resolution: Resolution, official: str | None) -> str:
    """That this is no official text, whose text it is, and where the official one is."""
    if official is None:
        where = f"The United Nations prints it in the official records of the {escape(resolution.organ.value)}."
    else:
        where = f"{link('Official document', official)}{attributes('', 'official')}"
    thanks = "This is an unofficial rendering of a text of the United Nations, whose work is acknowledged with thanks."
    return f"{where} {thanks}\n{attributes('', 'unofficial')}"
