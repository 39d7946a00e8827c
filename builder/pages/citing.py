"""Who cites a document, gathered for people: one entry a document, one place a paragraph, in the order in which lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.linking.graph import Citation
from builder.model import Resolution
from builder.pages.addresses import Addresses
from builder.pages.listings import listing_of
from builder.pages.names import place_name
from builder.pages.words import ENGLISH, Words
from builder.symbols import SortKey, sort_key, symbol_facts, symbol_from_path, symbol_path

__all__ = ["Citing", "Place", "citing_documents", "latest_first", "named_places", "newest_first", "places_by_document", "places_in"]

_MOST_NAMED = 8  # of the places that one paragraph names, so many are spelled out


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph, heading, table or note that cites, with what it cites there, in order."""

    anchor: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that cites, with its places in reading order."""

    resolution: Resolution
    places: tuple[Place, ...]


def citing_documents(citations: Iterable[Citation], addresses: Addresses, language: str) -> list[Citing]:
    """The documents that these citations stand in: by body and kind, then session or year, the latest first, then by number.

    A paragraph is one place, however often it cites. A document held in several languages counts once: in `language` where it cites in
    that, else in the earliest of the archive's languages in which it does.
    """
    found: dict[str, dict[str, list[Citation]]] = {}
    for citation in citations:
        found.setdefault(citation.symbol, {}).setdefault(citation.language, []).append(citation)
    citing = []
    for symbol, versions in found.items():
        chosen = next(candidate for candidate in (language, *addresses.archive.languages) if candidate in versions)
        resolution = addresses.archive.get(symbol, chosen)
        if resolution is not None:
            citing.append(Citing(resolution, places_in(versions[chosen])))
    return sorted(citing, key=lambda document: (listing_of(document.resolution).order, sort_key(document.resolution.symbol)))


def places_in(citations: Iterable[Citation]) -> tuple[Place, ...]:
    """The citations of one document by the place they stand in, in the order given."""
    places: dict[str, list[Citation]] = {}
    for citation in citations:
        places.setdefault(citation.anchor, []).append(citation)
    return tuple(Place(anchor, tuple(of_place)) for anchor, of_place in places.items())


def places_by_document(citations: Mapping[str, Sequence[Citation]]) -> dict[str, int]:
    """Of one document's citations, by anchor: which others it cites, by the symbols of their pages, and in how many places."""
    places: dict[str, int] = {}
    for of_place in citations.values():
        for symbol in dict.fromkeys(map(_document_meant, of_place)):
            if symbol is not None:
                places[symbol] = places.get(symbol, 0) + 1
    return places


def _document_meant(citation: Citation) -> str | None:
    if citation.cites_itself or citation.target is None:
        return None
    return citation.document or symbol_from_path(symbol_path(citation.target))


def newest_first(citing: Iterable[Citing]) -> list[Citing]:
    """The documents by date, the newest first; what is undated comes last. Of one day, they keep their order."""
    return sorted(citing, key=lambda document: document.resolution.adopted or document.resolution.issued or "", reverse=True)


def named_places(citations: Sequence[Citation], say: Words = ENGLISH) -> str:
    """What of a document these citations name, in few words: 'OP5, OP7–OP9', or as printed where it is not held: 'paragraphs 5, 6'.

    '' where they name the document as a whole.
    """
    names: dict[str, None] = {}
    for citation in citations:
        if outermost := _outermost(citation.covers):
            first, last = outermost[0], outermost[-1]
            names[place_name(first, say) if first == last else f"{place_name(first, say)}–{place_name(last, say)}"] = None
        elif citation.pinpoint:
            names[citation.pinpoint] = None
    shown = list(names)
    return say.listed([*shown[:_MOST_NAMED], *(["…"] if len(shown) > _MOST_NAMED else [])])


def _outermost(anchors: Sequence[str]) -> list[str]:
    """The anchors without those that belong to one before them: 'op5', 'op5-a', 'op6' -> 'op5', 'op6'."""
    kept: list[str] = []
    for anchor in anchors:
        if not (kept and anchor.startswith(f"{kept[-1]}-")):
            kept.append(anchor)
    return kept


def latest_first(symbol: str) -> SortKey:
    """A key that sorts symbols by series, then session or year, the latest first, then by number as people count."""
    series, (special, number, word), *rest = sort_key(symbol)
    facts = symbol_facts(symbol)
    when = (facts.year or 0) if facts.series == "S/RES" else number  # those are numbered in one sequence
    return (series, (special, -when, word), *rest)
