"""The head of a document's page: what it is, when and how it was adopted, where the official document is, all that is on record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from builder.model import AdoptionMethod, Kind, Organ, Resolution, Vote
from builder.pages.addresses import Addresses
from builder.pages.languages import Versions, render_also_in, render_beside, render_differences
from builder.pages.listings import listing_of
from builder.pages.markdown import attributes, escape, escape_html, in_language, inline, link, relative_link
from builder.pages.names import adoption_name, capital, full_name, language_name, of_organ, session_name, vote_line
from builder.pages.notes import Calls
from builder.pages.subjects import subject_page
from builder.pages.words import Words, words_of
from builder.symbols import official_url, symbol_facts
from builder.text import Mark, MarkKind, Text

__all__ = ["description", "page_title", "render_masthead", "search_data"]

# The title is printed above the text that is indexed, and a search should find its words.
_INDEXED = {"data_pagefind_body": ""}

_LATIN, _OTHER_LETTERS = re.compile("[A-Za-z]{3}"), re.compile("[\u0370-\u1fff\u2e80-\ud7ff]")


def page_title(resolution: Resolution) -> str:
    """The main heading: the printed title, else what the document is called."""
    return resolution.title or full_name(resolution, words_of(resolution.language))


def description(resolution: Resolution) -> str:
    """One sentence on the document, for search engines and link previews."""
    say = words_of(resolution.language)
    name = full_name(resolution, say)
    when = say.day(resolution.adopted)
    about = resolution.title or resolution.description or ""
    sentence = say("name.adopted", name=name, day=when) if when and resolution.kind is not Kind.DRAFT_RESOLUTION else name
    return f"{sentence}{say('writing.colon')}{about}" if about else sentence


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
    listing, source, say = listing_of(resolution), versions.source, words_of(resolution.language)
    isolate = say.is_right_to_left
    official = official_url(resolution.symbol, resolution.language)
    blocks = [
        '<header class="masthead" markdown="1">',
        " · ".join(
            [
                link(escape(listing.series(say)), relative_link(source, listing.parent(resolution.language))),
                link(escape(listing.name(say)), relative_link(source, listing.source(resolution.language))),
            ]
        )
        + (f" {steps}" if steps else "")
        + f"\n{attributes('', 'trail')}",
        f"{escape(resolution.symbol, isolate=isolate)}\n{attributes('', 'symbol')}",
        f"# {escape(page_title(resolution), isolate=isolate)}{''.join(map(calls.render, resolution.title_notes))} "
        f"{attributes('title', **_INDEXED)}",
    ]
    if resolution.description:
        description_ = _recorded(resolution.description, resolution.language)
        blocks.append(f"{description_}\n{attributes('', 'description', **_INDEXED)}")
    if resolution.proponent:
        blocks.append(f"{_proponent(resolution, addresses, source)}\n{attributes('', 'proponent')}")
    notices = (inline(notice.without(MarkKind.LINK), calls.render, isolate=isolate) for notice in resolution.notices)
    blocks += [f"{notice}\n{attributes('', 'notice')}" for notice in notices]
    if resolution.kind is Kind.DRAFT_RESOLUTION or resolution.adoption is AdoptionMethod.NOT_ADOPTED:
        blocks.append(f"{say('masthead.draft_not_adopted')}\n{attributes('', 'not-adopted')}")
    if resolution.verbatim:
        blocks.append(f"{say('masthead.verbatim')}\n{attributes('', 'verbatim')}")
    blocks += _rows(resolution, addresses, versions, say)
    blocks.append(render_differences(versions))
    blocks += _votes(resolution.vote, resolution.language, say)
    blocks += _more(resolution, addresses, source, say)
    blocks.append(_unofficial(resolution, official, say))
    return "\n\n".join([*(block for block in blocks if block), "</header>"])


def _rows(resolution: Resolution, addresses: Addresses, versions: Versions, say: Words) -> Iterator[str]:
    """The rows that a reader looks for first, as entries of a definition list."""
    adopted = [escape(say.day(resolution.adopted)), escape(resolution.meeting, isolate=say.is_right_to_left)]
    if resolution.meeting_record:
        adopted.append(_symbol(resolution.meeting_record, resolution.language, addresses, versions.source))
    how = adoption_name(resolution.adoption, say) if resolution.adoption is not AdoptionMethod.NOT_ADOPTED else ""
    vote = vote_line(resolution.vote, say)
    name = "voted_on" if resolution.adoption is AdoptionMethod.NOT_ADOPTED else "adopted" if resolution.adopted or how else "meeting"
    yield _row(say(f"masthead.{name}"), say.listed([*adopted, "" if vote else escape(how)]))
    yield _row(escape(capital(how) or say("masthead.vote")), vote)
    for part in resolution.parts:
        if (part.adopted, part.meeting) != (resolution.adopted, resolution.meeting):
            when = say.listed([say.day(part.adopted), part.meeting])
            yield _row(say("masthead.part_adopted", letter=escape(part.letter)), escape(when, isolate=say.is_right_to_left))
    if not resolution.adopted:
        yield _row(say("masthead.issued"), escape(say.day(resolution.issued)))
    items = [_recorded(f"{item.number} {item.title}".strip(), resolution.language) for item in resolution.agenda_items]
    yield _row(say.count("masthead.agenda_items", len(items)), say("writing.semicolon").join(items))
    yield _row(say("masthead.also_in"), render_also_in(versions))
    yield _row(say("languages.beside"), render_beside(versions))


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
    return inline(Text(words, tuple(links)), escape, isolate=words_of(resolution.language).is_right_to_left)


def _symbol(symbol: str, language: str, addresses: Addresses, source: str) -> str:
    address = addresses.of_symbol(symbol, language, source)
    shown = escape(symbol, isolate=words_of(language).is_right_to_left)
    return link(shown, address) if address else shown


def _recorded(words: str, language: str) -> str:
    """Words that are the document's own or from its record, which is in English: in another script, Latin words alone are the record's."""
    say = words_of(language)
    from_record = not _LATIN.search(language_name(language)) and _LATIN.search(words) and not _OTHER_LETTERS.search(words)
    return in_language(escape(words), "en", language) if from_record else escape(words, isolate=say.is_right_to_left)


def _english(names: Sequence[str], language: str) -> str:
    """Names as the record has them, in English: of States, of files. Each stands alone, so that its place among the others is clear."""
    return words_of(language).listed([in_language(escape(name), "en", language) for name in names])


def _votes(vote: Vote | None, language: str, say: Words) -> list[str]:
    """How each State voted, folded."""
    if vote is None or not (vote.states_in_favour or vote.states_against or vote.states_abstaining):
        return []
    sides = (
        ("in_favour", vote.in_favour, vote.states_in_favour),
        ("against", vote.against, vote.states_against),
        ("abstaining", vote.abstaining, vote.states_abstaining),
    )
    rows = []
    for side, number, states in sides:
        name = say(f"vote.side_{side}")
        if states:
            rows.append(_row(name if number is None else say("writing.brackets", words=name, inner=number), _english(states, language)))
    return [f'<details class="votes" markdown="1"><summary>{say("vote.how_states_voted")}</summary>', *rows, "</details>"]


def _more(resolution: Resolution, addresses: Addresses, source: str, say: Words) -> list[str]:
    """Where it came from, sponsors, subjects and the source, folded: known, but rarely what a reader came for."""

    def symbols(listed: Sequence[str]) -> str:
        unnamed = [symbol for symbol in listed if symbol not in resolution.proponent]
        return say.listed([_symbol(symbol, resolution.language, addresses, source) for symbol in unnamed])

    language = resolution.language
    subjects = [
        link(in_language(escape(subject.term), "en", language), relative_link(source, subject_page(subject.term, language)))
        for subject in resolution.subjects
    ]
    file = escape(resolution.source.file, isolate=say.is_right_to_left)
    kept = addresses.archive.source_of(resolution)
    goals = say.listed([str(goal) for goal in resolution.sustainable_development_goals])
    rows = {
        "report": symbols(resolution.reports),
        "draft": symbols(resolution.drafts),
        "subjects": " · ".join(subjects),
        "goals": goals,
        "sponsors": _english(resolution.sponsors, language),
        "additional_sponsors": _english(resolution.additional_sponsors, language),
        "record": _recorded(resolution.adoption_note, language),
        "issued": escape(say.day(resolution.issued)) if resolution.adopted else "",
        "job_number": escape(resolution.job_number, isolate=say.is_right_to_left),
        "read_from": link(file, relative_link(source, kept)) if kept else file,
    }
    shown = [_row(say(f"masthead.{name}"), words) for name, words in rows.items() if words]
    if not shown:
        return []
    many = (("sponsors", len(resolution.sponsors)), ("subjects", len(subjects)))
    summary = say.listed([say("masthead.more"), *(say.count(f"count.{name}", number) for name, number in many if number > 1)])
    return [f'<details class="more" markdown="1"><summary>{escape_html(summary)}</summary>', *shown, "</details>"]


def _unofficial(resolution: Resolution, official: str | None, say: Words) -> str:
    """That this is no official text, whose text it is, and where the official one is."""
    if official is None:
        where = say("masthead.printed", of_organ=escape(of_organ(resolution.organ, say)))
    else:
        where = f"{link(say('masthead.official'), official)}{attributes('', 'official')}"
    return f"{where} {say('masthead.thanks')}\n{attributes('', 'unofficial')}"
