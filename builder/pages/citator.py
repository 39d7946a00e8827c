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
from builder.pages.markdown import attributes, escape, escape_html, link, relative_link
from builder.pages.names import count, document_name, place_name
from builder.pages.page import Page
from builder.pages.sheets import Sheets, render_sheets, session_folder
from builder.pages.urls import page_path

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
    lead = f"{count(len(cited.documents), 'document')}, in {count(cited.places, 'place')}."
    if any(named_places(place.citations) for document in cited.documents for place in document.places):
        lead += " In brackets: what each place names of this document."
    blocks = ['<section class="citator" aria-labelledby="cited-by" markdown="1">', f"## Cited by {attributes('cited-by')}", lead]
    if len(cited.documents) <= _UNFOLDED and not cited.is_split:
        blocks.append("\n".join(_line(document, source, titled=True) for document in cited.documents))
    elif cited.is_split:
        blocks += _numbers(cited, source)
    else:
        blocks += _folded(cited, source)
    return "\n\n".join([*blocks, "</section>"])


def _folded(cited: CitedBy, source: str) -> Iterator[str]:
    """A heading for each body, and below it each session or year, folded."""
    for organ, listings in groupby(cited.by_listing.items(), key=lambda item: item[0].organ):
        of_organ = list(listings)
        yield _heading(organ, sum(len(found) for _, found in of_organ))
        for listing, found in of_organ:
            summary = f"<summary>{escape_html(listing.title)} <small>{len(found):,}</small></summary>"
            yield f'<details markdown="1">{summary}'
            yield "\n".join(_line(document, source, titled=False) for document in found)
            yield "</details>"


def _heading(organ: Organ, number: int) -> str:
    anchor = f"cited-by-{organ.name.lower().replace('_', '-')}"
    return f"### {escape(organ.value)} <small>{number:,}</small> {attributes(anchor, data_toc_label=organ.value)}"


def _numbers(cited: CitedBy, source: str) -> Iterator[str]:
    """The newest documents, then a heading for each body and for each kind the number in each session or year, with links to the lists."""
    yield f"### The newest {attributes('cited-by-newest')}"
    yield "\n".join(_line(document, source, titled=True) for document in newest_first(cited.documents)[:_NEWEST])
    sheets = {session.folder: session.source() for session, _ in _sessions(cited)}
    for organ, listings in groupby(cited.by_listing.items(), key=lambda item: item[0].organ):
        of_organ = list(listings)
        yield _heading(organ, sum(len(found) for _, found in of_organ))
        for series, of_series in groupby(of_organ, key=lambda item: item[0].series):
            yield f'<div class="shelf" markdown="1">\n\n{escape(series.removeprefix(f"{organ.value} ").capitalize())}'
            yield "\n".join(
                f"- {link(escape(listing.name), relative_link(source, sheets[session_folder(listing.path)]))} <small>{len(found):,}</small>"
                for listing, found in of_series
            )
            yield "</div>"


def render_cited_by_sheets(cited: CitedBy) -> Iterator[Page]:
    """The lists of a document that is cited by many, one for each session or year; nothing for any other document."""
    if not cited.is_split:
        return
    for session, documents in _sessions(cited):
        yield from render_sheets(session, documents, lambda document, source: _line(document, source, titled=True))


def _sessions(cited: CitedBy) -> Iterator[tuple[Sheets, list[Citing]]]:
    """Each list that has pages of its own, in order, with the documents in it. Kinds of documents that share a path share a list."""
    by_path: dict[str, dict[Listing, list[Citing]]] = {}
    for listing, found in cited.by_listing.items():
        by_path.setdefault(listing.path, {})[listing] = found
    name = document_name(cited.symbol)
    rows: list[tuple[str, Sheets, list[Citing]]] = []
    for path, listings in by_path.items():
        first = next(iter(listings))
        title = first.title if len(listings) == 1 else f"{first.organ.value}, {first.name}"
        documents = [document for found in listings.values() for document in found]
        places = sum(len(document.places) for document in documents)
        sheets = Sheets(
            cited.symbol,
            cited.language,
            session_folder(path),
            f"Citations of {name}: {title}",
            f"{count(len(documents), 'document')}, in {count(places, 'place')}.",
            f"{name} {cited.title}".strip(),
            "cited-by",
        )
        rows.append((title, sheets, documents))
    beside = [None, *((title, sheets.source()) for title, sheets, _ in rows), None]
    for number, (_, sheets, documents) in enumerate(rows):
        yield replace(sheets, before=beside[number], after=beside[number + 2]), documents


def _line(citing: Citing, source: str, *, titled: bool) -> str:
    resolution = citing.resolution
    page = f"{page_path(resolution.symbol, resolution.language)}.md"
    title = (resolution.title or resolution.description) if titled else None
    name = f"**{escape(resolution.symbol)}**" + (f" {escape(title)}" if title else "")
    places = []
    for place in citing.places[:_PLACES]:
        named = named_places(place.citations)
        shown = link(escape(place_name(place.anchor)), relative_link(source, page, place.anchor))
        places.append(f"{shown} ({escape(named, opening=False)})" if named else shown)
    if len(citing.places) > _PLACES:
        places.append(f"and {len(citing.places) - _PLACES:,} more")
    return f"- {link(name, relative_link(source, page))} <small>{', '.join(places)}</small>"
