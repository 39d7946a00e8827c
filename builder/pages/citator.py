"""The foot of a page: which documents cite this one, paragraph by paragraph. What is cited by many has pages of its own for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from builder.linking.graph import Citation
from builder.model import Organ
from builder.pages.addresses import Addresses
from builder.pages.citing import Citing, citing_documents, named_places, newest_first
from builder.pages.listings import Listing, listing_of
from builder.pages.markdown import attributes, escape, escape_html, in_language, link, relative_link
from builder.pages.names import document_name, organ_name, place_name
from builder.pages.page import Page
from builder.pages.sheets import Sheets, render_sheets, session_folder
from builder.pages.urls import page_path
from builder.pages.words import Words, words_of

__all__ = ["CitedBy", "gather_cited_by", "render_cited_by", "render_cited_by_sheets"]

_UNFOLDED = 12  # up to so many citing documents are listed at once, under their titles
_FOLDED = 150  # up to so many are listed below their session's name, folded; of more, the page has the numbers
_NEWEST = 5  # of those, so many are shown all the same
_PLACES = 30  # of one document, so many citing places have a link


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Who cites a document, in the order of lists: by body and kind, then session or year, the latest first, then by number."""

    symbol: str
    language: str
    title: str
    documents: tuple[Citing, ...]

    @property
    def say(self) -> Words:
        """The words of the page they stand on."""
        return words_of(self.language)

    @property
    def places(self) -> int:
        """In how many paragraphs it is cited."""
        return sum(len(document.places) for document in self.documents)

    @property
    def is_split(self) -> bool:
        """Whether the lists stand on pages of their own."""
        return len(self.documents) > _FOLDED or self.places > 4 * _FOLDED

    @property
    def by_listing(self) -> dict[Listing, list[Citing]]:
        """The documents by the list they stand in."""
        found: dict[Listing, list[Citing]] = {}
        for document in self.documents:
            found.setdefault(listing_of(document.resolution), []).append(document)
        return found


def gather_cited_by(symbol: str, citations: Sequence[Citation], addresses: Addresses, language: str) -> CitedBy:
    """The citations of a document by others, as its page in this language shows them."""
    return CitedBy(symbol, language, addresses.title_of(symbol, language), tuple(citing_documents(citations, addresses, language)))


def render_cited_by(cited: CitedBy, source: str) -> str:
    """'Cited by', for the foot of the page at `source`: each citing document with links to the paragraphs that cite; '' where none does.

    A few stand under their titles; more are folded, by body and session or year; of very many, only the newest are named, and the numbers
    by body and session lead to the pages of `render_cited_by_sheets`.
    """
    if not cited.documents:
        return ""
    say = cited.say
    lead = _counted(len(cited.documents), cited.places, say)
    if any(named_places(place.citations, say) for document in cited.documents for place in document.places):
        lead += f" {say('cited.in_brackets')}"
    heading = f"## {say('cited.by')} {attributes('cited-by')}"
    blocks = ['<section class="citator" aria-labelledby="cited-by" markdown="1">', heading, lead]
    if len(cited.documents) <= _UNFOLDED and not cited.is_split:
        blocks.append("\n".join(_line(document, source, say, titled=True) for document in cited.documents))
    elif cited.is_split:
        blocks += _numbers(cited, source)
    else:
        blocks += _folded(cited, source)
    return "\n\n".join([*blocks, "</section>"])


def _counted(documents: int, places: int, say: Words) -> str:
    """'14 documents, in 20 places.'"""
    counted = {"documents": say.count("count.documents", documents), "places": say.count("count.in_places", places)}
    return say("cited.documents_in_places", **counted)


def _folded(cited: CitedBy, source: str) -> Iterator[str]:
    """A heading for each body, and below it each session or year, folded."""
    for organ, listings in groupby(cited.by_listing.items(), key=lambda item: item[0].organ):
        of_organ = list(listings)
        yield _heading(organ, sum(len(found) for _, found in of_organ), cited.say)
        for listing, found in of_organ:
            summary = f"<summary>{escape_html(listing.title(cited.say))} <small>{cited.say.number(len(found))}</small></summary>"
            yield f'<details markdown="1">{summary}'
            yield "\n".join(_line(document, source, cited.say, titled=False) for document in found)
            yield "</details>"


def _heading(organ: Organ, number: int, say: Words) -> str:
    anchor = f"cited-by-{organ.name.lower().replace('_', '-')}"
    name = organ_name(organ, say)
    return f"### {escape(name)} <small>{say.number(number)}</small> {attributes(anchor, data_toc_label=name)}"


def _numbers(cited: CitedBy, source: str) -> Iterator[str]:
    """The newest documents, then a heading for each body and for each kind the number in each session or year, with links to the lists."""
    say = cited.say
    yield f"### {say('cited.newest')} {attributes('cited-by-newest')}"
    yield "\n".join(_line(document, source, say, titled=True) for document in newest_first(cited.documents)[:_NEWEST])
    sheets = {session.folder: session.source() for session, _ in _sessions(cited)}
    for organ, listings in groupby(cited.by_listing.items(), key=lambda item: item[0].organ):
        of_organ = list(listings)
        yield _heading(organ, sum(len(found) for _, found in of_organ), say)
        for name, of_series in groupby(of_organ, key=lambda item: item[0].kinds(say)):
            yield f'<div class="shelf" markdown="1">\n\n{escape(name)}'
            lines = []
            for listing, found in of_series:
                to = link(escape(listing.name(say)), relative_link(source, sheets[session_folder(listing.path)]))
                lines.append(f"- {to} <small>{say.number(len(found))}</small>")
            yield "\n".join(lines)
            yield "</div>"


def render_cited_by_sheets(cited: CitedBy) -> Iterator[Page]:
    """The lists of a document that is cited by many, one for each session or year; nothing for any other document."""
    if not cited.is_split:
        return
    for session, documents in _sessions(cited):
        yield from render_sheets(session, documents, lambda document, source: _line(document, source, cited.say, titled=True))


def _sessions(cited: CitedBy) -> Iterator[tuple[Sheets, list[Citing]]]:
    """Each list that has pages of its own, in order, with the documents in it. Kinds of documents that share a path share a list."""
    by_path: dict[str, dict[Listing, list[Citing]]] = {}
    for listing, found in cited.by_listing.items():
        by_path.setdefault(listing.path, {})[listing] = found
    say = cited.say
    name = document_name(cited.symbol, say)
    rows: list[tuple[str, Sheets, list[Citing]]] = []
    for path, listings in by_path.items():
        first = next(iter(listings))
        title = first.title(say) if len(listings) == 1 else first.whole(say)
        documents = [document for found in listings.values() for document in found]
        places = sum(len(document.places) for document in documents)
        sheets = Sheets(
            cited.symbol,
            cited.language,
            session_folder(path),
            say("cited.citations_of", name=name) + say("writing.colon") + title,
            _counted(len(documents), places, say),
            f"{name} {cited.title}".strip(),
            "cited-by",
        )
        rows.append((title, sheets, documents))
    beside = [None, *((title, sheets.source()) for title, sheets, _ in rows), None]
    for number, (_, sheets, documents) in enumerate(rows):
        yield replace(sheets, before=beside[number], after=beside[number + 2]), documents


def _line(citing: Citing, source: str, say: Words, *, titled: bool) -> str:
    resolution, isolate = citing.resolution, say.is_right_to_left
    page = f"{page_path(resolution.symbol, resolution.language)}.md"
    title = (resolution.title or resolution.description) if titled else None
    name = f"**{escape(resolution.symbol, isolate=isolate)}**"
    if title:
        name += f" {in_language(escape(title, isolate=isolate), resolution.language, say.language)}"
    places = []
    for place in citing.places[:_PLACES]:
        named = named_places(place.citations, say)
        shown = link(escape(place_name(place.anchor, say)), relative_link(source, page, place.anchor))
        places.append(f"{shown} ({escape(named, opening=False)})" if named else shown)
    if len(citing.places) > _PLACES:
        places.append(say.count("cited.more_places", len(citing.places) - _PLACES))
    return f"- {link(name, relative_link(source, page))} <small>{say.listed(places)}</small>"
