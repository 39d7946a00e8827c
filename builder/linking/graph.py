"""Who cites whom: every mention in the archive with what it means and where it lands."""

from __future__ import annotations

import multiprocessing
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from builder.anchors import Anchored
from builder.diagnostics import Diagnostic
from builder.linking.citation import Citation
from builder.linking.engine import Linked, link_document, link_with_findings
from builder.linking.holdings import Holdings
from builder.linking.titles import title_references
from builder.parallel import map_parallel
from builder.symbols import sort_key, symbol_from_path, symbol_path

__all__ = ["Citation", "Graph", "Holdings", "Reference", "link_archive", "link_document"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that is cited but not held, with its citations in order; `title` is '' where what cites it does not tell."""

    symbol: str
    cited_by: tuple[Citation, ...]
    title: str = ""


@dataclass(frozen=True)
class Graph:
    """All citations of an archive, looked up from either end."""

    references: tuple[Reference, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    _cites: Mapping[tuple[str, str], Mapping[str, tuple[Citation, ...]]] = field(default_factory=dict, repr=False)
    _cited: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict, repr=False)
    _cited_at: Mapping[str, Mapping[str, tuple[Citation, ...]]] = field(default_factory=dict, repr=False)

    def citations_in(self, symbol: str, language: str) -> Mapping[str, tuple[Citation, ...]]:
        """The citations in a document by the anchor of their unit, in order and apart from each other; units without any are left out."""
        return self._cites.get((symbol, language), {})

    def cited_by(self, symbol: str) -> tuple[Citation, ...]:
        """The citations of a document, held or not, by other documents; those of its parts included."""
        return self._cited.get(symbol, ())

    def cited_at(self, symbol: str) -> Mapping[str, tuple[Citation, ...]]:
        """The citations of the held document's own anchors ('op11', 'annex', 's2'), by other documents and by itself, in order."""
        return self._cited_at.get(symbol, {})

    @cached_property
    def times_cited(self) -> Mapping[str, int]:
        """By how many other documents each document is cited, held or not; one held in several languages counts once among them."""
        return {symbol: len({citation.symbol for citation in citations}) for symbol, citations in self._cited.items()}

    @cached_property
    def documents_cited(self) -> Mapping[tuple[str, str], Mapping[str, int]]:
        """The other documents that each document cites, by the symbols of their pages, with the number of its places that do."""
        return {document: _places_by_target(own) for document, own in self._cites.items()}


def link_archive(documents: Sequence[Anchored]) -> Graph:
    """Find and resolve the citations of all documents. They are read in the order given, which is that of the results."""
    holdings = Holdings(documents)
    cites: dict[tuple[str, str], Mapping[str, tuple[Citation, ...]]] = {}
    diagnostics: list[Diagnostic] = []
    # Only where processes inherit what this one holds: the documents are too much to be sent to each of them.
    jobs = 0 if multiprocessing.get_start_method() == "fork" else 1
    numbers = range(len(documents))
    try:
        for document, linked in zip(documents, map_parallel(_linked, numbers, jobs, _share, ((documents, holdings),)), strict=True):
            cites[document.resolution.symbol, document.resolution.language] = linked.citations
            diagnostics += linked.diagnostics
    finally:
        _share(None)
    return _graph(documents, holdings, cites, tuple(diagnostics))


# What the processes that link inherit.
_shared: tuple[Sequence[Anchored], Holdings] | None = None


def _share(shared: tuple[Sequence[Anchored], Holdings] | None) -> None:
    global _shared
    _shared = shared


def _linked(number: int) -> Linked:
    """The document of this number, linked; runs in a process of its own."""
    assert _shared is not None
    documents, holdings = _shared
    return link_with_findings(documents[number], holdings)


def _graph(
    documents: Sequence[Anchored],
    holdings: Holdings,
    cites: Mapping[tuple[str, str], Mapping[str, tuple[Citation, ...]]],
    diagnostics: tuple[Diagnostic, ...],
) -> Graph:
    cited: dict[str, list[Citation]] = defaultdict(list)
    elsewhere: dict[str, list[Citation]] = defaultdict(list)
    for citation in (citation for own in cites.values() for group in own.values() for citation in group):
        if citation.cites_itself or citation.target is None:
            continue
        if citation.document is not None:
            cited[citation.document].append(citation)
        elif not holdings.holds_path(path := symbol_path(citation.target)):
            elsewhere[path].append(citation)
    titles = title_references(documents, cites)
    # By path, since the lettered parts of the old sessions share one address.
    references = [
        Reference(symbol, tuple(citations), titles.get(symbol, ""))
        for path, citations in elsewhere.items()
        if (symbol := symbol_from_path(path))
    ]
    references.sort(key=lambda reference: sort_key(reference.symbol))
    by_target = {symbol: tuple(citations) for symbol, citations in cited.items()}
    by_target |= {reference.symbol: reference.cited_by for reference in references}
    return Graph(tuple(references), diagnostics, cites, by_target, _by_anchor(cites))


def _places_by_target(own: Mapping[str, Sequence[Citation]]) -> dict[str, int]:
    """Of one document, what it cites and in how many of its units."""
    places: dict[str, int] = {}
    for citations in own.values():
        for symbol in dict.fromkeys(map(_document_meant, citations)):
            if symbol is not None:
                places[symbol] = places.get(symbol, 0) + 1
    return places


def _document_meant(citation: Citation) -> str | None:
    """The document that a citation of another leads to, by the symbol of its page."""
    if citation.cites_itself or citation.target is None:
        return None
    return citation.document or symbol_from_path(symbol_path(citation.target))


def _by_anchor(cites: Mapping[tuple[str, str], Mapping[str, tuple[Citation, ...]]]) -> dict[str, dict[str, tuple[Citation, ...]]]:
    """The citations of each held document by the anchors they cover."""
    found: dict[str, dict[str, list[Citation]]] = defaultdict(lambda: defaultdict(list))
    for own in cites.values():
        for citation in (citation for group in own.values() for citation in group):
            for anchor in citation.covers:
                if citation.document is not None:
                    found[citation.document][anchor].append(citation)
    return {symbol: {anchor: tuple(citations) for anchor, citations in anchors.items()} for symbol, anchors in found.items()}
