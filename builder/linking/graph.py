"""Who cites whom: every mention in the archive with what it means and where it lands."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.anchors import Anchored
from builder.archive import Archive
from builder.diagnostics import Diagnostic
from builder.linking import citation as citation_module
from builder.linking import resolve as resolve_module
from builder.linking.citation import Citation
from builder.linking.engine import link_document, link_with_findings
from builder.linking.holdings import Holdings
from builder.linking.titles import elect_title, named_in
from builder.packed import landing_base
from builder.parallel import map_parallel
from builder.store import Store, is_same, keys, pack, register, unpack
from builder.symbols import sort_key

__all__ = ["Citation", "Graph", "Holdings", "Reference", "link_archive", "link_document"]

register(citation_module, resolve_module)

_AT_ONCE = 256  # documents in one transaction


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that is cited but not held, with its citations in order; `title` is '' where what cites it does not tell."""

    symbol: str
    cited_by: tuple[Citation, ...]
    title: str = ""


class Graph:
    """All citations of an archive, looked up from either end. What is looked up is noted in the store, but for the whole of it."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store or Store()
        self._is_cited = lru_cache(maxsize=1 << 14)(self._find_whether_cited)
        self._title = lru_cache(maxsize=1 << 14)(self._elect_title)

    def citations_in(self, symbol: str, language: str) -> Mapping[str, tuple[Citation, ...]]:
        """The citations in a document by the anchor of their unit, in order and apart from each other; units without any are left out."""
        self._store.look(keys.own(symbol, language))
        query = "SELECT citations FROM document JOIN linked USING (id) WHERE symbol = ? AND language = ?"
        row = self._store.row(query, symbol, language)
        return unpack(row[0]) if row and row[0] else {}

    def cited_by(self, symbol: str) -> tuple[Citation, ...]:
        """The citations of a document, held or not, by other documents; those of its parts included."""
        return tuple(citation for citation in self._citing(symbol) if not citation.cites_itself)

    def cited_at(self, symbol: str) -> Mapping[str, tuple[Citation, ...]]:
        """The citations of the held document's own anchors ('op11', 'annex', 's2'), by other documents and by itself, in order."""
        found: dict[str, list[Citation]] = {}
        for citation in self._citing(symbol):
            for anchor in citation.covers:
                found.setdefault(anchor, []).append(citation)
        return {anchor: tuple(citations) for anchor, citations in found.items()}

    def _citing(self, symbol: str) -> Iterator[Citation]:
        self._store.look(keys.cited(symbol))
        rows = list(self._store.rows("SELECT language, symbol, citations FROM cited WHERE target = ?", (symbol,)))
        for _, _, citations in sorted(rows, key=lambda row: (row[0], sort_key(row[1]))):
            yield from unpack(citations)

    def times(self, symbol: str) -> int:
        """By how many other documents a document is cited, held or not; one held in several languages counts once among them."""
        self._store.look(keys.times(symbol))
        row = self._store.row("SELECT count(DISTINCT symbol) FROM cited WHERE target = ? AND own = 0", symbol)
        return row[0] if row else 0

    @property
    def times_cited(self) -> Mapping[str, int]:
        """The same of all that is cited."""
        self._store.look(keys.TIMES)
        return dict(self._store.rows("SELECT target, count(DISTINCT symbol) FROM cited WHERE own = 0 GROUP BY target"))

    def is_reference(self, symbol: str) -> bool:
        """Whether the symbol is that of the page of something cited that is not held."""
        self._store.look(keys.reference(symbol))
        return self._is_cited(symbol)

    def _find_whether_cited(self, symbol: str) -> bool:
        return self._store.row("SELECT 1 FROM cited WHERE target = ? AND held = 0", symbol) is not None

    def reference(self, symbol: str) -> Reference:
        """What is cited and not held, by the symbol of its page."""
        return Reference(symbol, self.cited_by(symbol), self.reference_title(symbol))

    def reference_title(self, symbol: str) -> str:
        """The title of what is cited and not held; '' where it is held or nothing is known."""
        return self._title(symbol) if self.is_reference(symbol) else ""

    def _elect_title(self, symbol: str) -> str:
        return elect_title(symbol, self._store.rows("SELECT rank, title, places FROM named WHERE target = ?", (symbol,)))

    def reference_symbols(self) -> list[str]:
        """The symbols of all that is cited and not held, in order. Not noted."""
        return sorted((symbol for (symbol,) in self._store.rows("SELECT DISTINCT target FROM cited WHERE held = 0")), key=sort_key)

    @property
    def references(self) -> tuple[Reference, ...]:
        """All that is cited and not held, in order. Not noted."""
        return tuple(map(self.reference, self.reference_symbols()))

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """What was found odd in citations, in the order of the documents. Not noted."""
        query = "SELECT language, symbol, linked.findings FROM linked JOIN document USING (id) WHERE linked.findings IS NOT NULL"
        for _, _, findings in sorted(self._store.rows(query), key=lambda row: (row[0], sort_key(row[1]))):
            yield from unpack(findings)


def link_archive(archive: Archive | Iterable[Anchored]) -> Graph:
    """Find and resolve the citations of all documents whose own, or whose targets, are new or changed since they were found last."""
    if not isinstance(archive, Archive):
        archive = Archive(archive)
    store = archive.store
    known = "SELECT id, symbol, language FROM unlinked JOIN document USING (id) WHERE symbol IS NOT NULL"
    waiting = [(number, symbol, language) for number, symbol, language in store.rows(known)]
    waiting.sort(key=lambda found: (found[2], sort_key(found[1])))
    # Only where processes inherit what this one holds: each reads the documents for itself.
    jobs = 0 if multiprocessing.get_start_method() == "fork" else 1
    _share(archive)
    try:
        results = map_parallel(_link, waiting, jobs)
        for start in range(0, len(waiting), _AT_ONCE):
            linked = [next(results) for _ in waiting[start : start + _AT_ONCE]]
            with store.transaction():
                for found in linked:
                    _put(store, found)
        for _ in results:  # lets the processes end
            raise AssertionError
    finally:
        _share(None)
    return Graph(store)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in one document, as the store has it; `cited` by target: whether it is held, whether it is the document itself."""

    number: int
    symbol: str
    language: str
    citations: bytes
    findings: bytes | None
    bases: frozenset[str]
    named: Sequence[tuple[str, int, str, int]]
    cited: Mapping[str, tuple[bool, bool, bytes]]


# The archive whose documents are linked, and what they are landed in: in each process.
_shared: tuple[Archive, Holdings] | None = None


def _share(archive: Archive | None) -> None:
    global _shared
    _shared = (archive, Holdings(archive)) if archive is not None else None


def _link(document: tuple[int, str, str]) -> _Found:
    """The document, linked; runs in a process of its own."""
    assert _shared is not None
    archive, holdings = _shared
    number, symbol, language = document
    anchored = archive.document(symbol, language)
    assert anchored is not None
    linked = link_with_findings(anchored, holdings)
    named = [(target, rank, title, places) for (target, rank, title), places in named_in(anchored, linked.citations).items()]
    by_target: dict[str, list[Citation]] = {}
    for citations in linked.citations.values():
        for citation in citations:
            if target := _page_cited(citation, holdings):
                by_target.setdefault(target, []).append(citation)
    cited = {
        target: (found[0].document is not None, all(citation.cites_itself for citation in found), pack(tuple(found)))
        for target, found in by_target.items()
    }
    bases = frozenset(landing_base(meant) for meant in linked.meant)
    findings = pack(linked.diagnostics) if linked.diagnostics else None
    return _Found(number, symbol, language, pack(dict(linked.citations)), findings, bases, named, cited)


def _page_cited(citation: Citation, holdings: Holdings) -> str | None:
    """The symbol of the page of what is cited, held or not; None where that is not known, or the page is another document's."""
    if citation.document is not None or citation.target is None:
        return citation.document
    return None if citation.cites_itself else holdings.reference(citation.target)


def _put(store: Store, found: _Found) -> None:
    """Put what was found in a document in the place of what was found before, and note what changes."""
    number, symbol, language = found.number, found.symbol, found.language
    rows = store.rows("SELECT target, held, own, citations FROM cited WHERE symbol = ? AND language = ?", (symbol, language))
    before = {target: (bool(held), bool(own), citations) for target, held, own, citations in rows}
    for target in before.keys() | found.cited.keys():
        old, new = before.get(target), found.cited.get(target)
        if old is None or new is None or old[:2] != new[:2]:
            store.touch(keys.cited(target), keys.times(target), keys.reference(target), keys.TIMES)
        elif not is_same(old[2], new[2]):
            store.touch(keys.cited(target))
    named = set(store.rows("SELECT target, rank, title, places FROM named WHERE id = ?", (number,)))
    store.touch(*(keys.reference(target) for target, *_ in named ^ set(found.named)))
    row = store.row("SELECT citations FROM linked WHERE id = ?", number)
    if row is None or not is_same(row[0], found.citations):
        store.touch(keys.own(symbol, language))
    store.write("DELETE FROM cited WHERE symbol = ? AND language = ?", symbol, language)
    store.write_all(
        "INSERT INTO cited VALUES (?, ?, ?, ?, ?, ?)",
        [(target, symbol, language, held, own, citations) for target, (held, own, citations) in found.cited.items()],
    )
    store.write("DELETE FROM named WHERE id = ?", number)
    store.write_all("INSERT INTO named VALUES (?, ?, ?, ?, ?)", [(target, number, *rest) for target, *rest in found.named])
    store.write("DELETE FROM meant WHERE id = ?", number)
    store.write_all("INSERT INTO meant VALUES (?, ?)", [(base, number) for base in found.bases])
    store.write("INSERT OR REPLACE INTO linked VALUES (?, ?, ?)", number, found.citations, found.findings)
    store.write("DELETE FROM unlinked WHERE id = ?", number)
    store.write("DELETE FROM line WHERE id = ?", number)
