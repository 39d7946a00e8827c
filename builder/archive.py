"""The archive: every document of `content/`, with its anchors, looked up one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from builder.anchors import Anchored
from builder.model import Resolution
from builder.packed import FileState, pack_document, put_document
from builder.store import Store, keys, unpack, unpack_text
from builder.symbols import SortKey, sort_key, symbol_path

__all__ = ["LEDGER", "RESOLUTIONS", "SOURCES", "UNPLACED", "Archive", "document_file"]

# The folders of content/ that hold no pages.
RESOLUTIONS, SOURCES, UNPLACED, LEDGER = "resolutions", "sources", "unplaced", "anchors"

_RECENT = 512  # of the documents looked at last, so many have their words at hand


def document_file(symbol: str, language: str) -> str:
    """The path of a document's file below content/resolutions/: 'en/A/RES/74/166.yaml'."""
    return f"{language}/{symbol_path(symbol)}.yaml"


class Archive:
    """The documents, in order of language, then as people count symbols.

    Those of a store, or those given. `sources` are the files as received that the keeper chose to offer, as paths below content/:
    'sources/en/A/RES/74/166.xml'. What is looked up is noted in the store (see `Store.watched`), but for what walks the whole archive.
    """

    def __init__(self, documents: Iterable[Anchored] = (), sources: frozenset[str] = frozenset(), *, store: Store | None = None) -> None:
        self.store = store or Store()
        self.sources = sources
        if store is None:
            with self.store.transaction():
                for document in documents:
                    file = document_file(document.resolution.symbol, document.resolution.language)
                    put_document(self.store, FileState(file), pack_document(document))
        self._about = lru_cache(maxsize=1 << 13)(self._read_about)
        self._nearest = lru_cache(maxsize=1 << 14)(self._find_nearest)
        self._words = lru_cache(maxsize=_RECENT)(self._read_words)

    def __len__(self) -> int:
        row = self.store.row("SELECT count(*) FROM document WHERE symbol IS NOT NULL")
        return row[0] if row else 0

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents: English first, then by code."""
        self.store.look(keys.LANGUAGES)
        return self._languages

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        found = (language for (language,) in self.store.rows("SELECT DISTINCT language FROM document WHERE symbol IS NOT NULL"))
        return tuple(sorted(found, key=lambda language: (language != "en", language)))

    # --- one document ---

    def get(self, symbol: str, language: str) -> Resolution | None:
        """What is known of the document in this language besides its text; None where it is not held."""
        self.store.look(keys.about(symbol))
        return self._about(symbol, language)

    def nearest(self, symbol: str, language: str) -> Resolution | None:
        """The same in this language, else in the first that the archive has it in; None where it is not held."""
        self.store.look(keys.about(symbol))
        self.store.look(keys.LANGUAGES)
        return self._nearest(symbol, language)

    def _find_nearest(self, symbol: str, language: str) -> Resolution | None:
        held = {candidate for (candidate,) in self.store.rows("SELECT language FROM document WHERE symbol = ?", (symbol,))}
        return next((self._about(symbol, candidate) for candidate in (language, *self._languages) if candidate in held), None)

    def held(self, symbol: str) -> bool:
        """Whether the document is held in any language."""
        self.store.look(keys.about(symbol))
        return self.store.row("SELECT 1 FROM document WHERE symbol = ?", symbol) is not None

    def words(self, symbol: str, language: str, anchor: str) -> str | None:
        """The words of a unit, None where there is none."""
        self.store.look(keys.words(symbol, language, anchor))
        return self._words(symbol, language).get(anchor)

    def anchors(self, symbol: str, language: str) -> tuple[str, ...]:
        """The anchors of a document in reading order; () where it is not held."""
        self.store.look(keys.anchors(symbol, language))
        row = self.store.row("SELECT anchors FROM document JOIN anchors USING (id) WHERE symbol = ? AND language = ?", symbol, language)
        return tuple(row[0].split()) if row else ()

    def aliases(self, symbol: str, language: str) -> Mapping[str, Sequence[str]]:
        """The names that anchors of the document had before and still are found under, by the anchor that each leads to now."""
        self.store.look(keys.aliases(symbol, language))
        anchors = self.anchors(symbol, language)
        found: dict[str, list[str]] = {}
        query = "SELECT name, anchor FROM alias WHERE language = ? AND symbol = ? ORDER BY name"
        for name, anchor in self.store.rows(query, (language, symbol)):
            if anchor in anchors and name not in anchors:
                found.setdefault(anchor, []).append(name)
        return found

    def document(self, symbol: str, language: str) -> Anchored | None:
        """The whole document, None where it is not held."""
        self.store.look(keys.own(symbol, language))
        row = self.store.row(
            "SELECT content.document FROM document JOIN content USING (id) WHERE symbol = ? AND language = ?", symbol, language
        )
        return unpack_text(row[0]) if row else None

    def source_of(self, resolution: Resolution) -> str | None:
        """The source that is offered beside the document, as a path below content/; None where none is kept."""
        path = (
            f"{SOURCES}/{document_file(resolution.symbol, resolution.language).removesuffix('.yaml')}{Path(resolution.source.file).suffix}"
        )
        return path if path in self.sources else None

    def _read_about(self, symbol: str, language: str) -> Resolution | None:
        row = self.store.row("SELECT about FROM document WHERE symbol = ? AND language = ?", symbol, language)
        return unpack(row[0]) if row else None

    def _read_words(self, symbol: str, language: str) -> Mapping[str, str]:
        row = self.store.row("SELECT words FROM document JOIN content USING (id) WHERE symbol = ? AND language = ?", symbol, language)
        return unpack_text(row[0]) if row else {}

    # --- many documents ---

    def resolutions(self, language: str, *, listing: str = "", prefix: str = "", subjects: Iterable[str] | None = None) -> list[Resolution]:
        """What is known of the documents of a language, in order.

        Only of a list in it ('A/RES/74'), of the lists whose paths begin with a prefix ('A/RES'), or of those with one of these subjects.
        """
        if subjects is not None:
            found: dict[str, Resolution] = {}
            for term in subjects:
                self.store.look(keys.subject(language, term))
                query = "SELECT symbol, about FROM subject JOIN document USING (id) WHERE subject.language = ? AND term = ?"
                found |= {symbol: unpack(about) for symbol, about in self.store.rows(query, (language, term))}
            return sorted(found.values(), key=_order)
        if listing:
            self.store.look(keys.listing(language, listing))
            rows = self.store.rows("SELECT about FROM document WHERE language = ? AND listing = ?", (language, listing))
        elif prefix:
            self.store.look(keys.shelf(language))
            query = "SELECT about FROM document WHERE language = ? AND listing >= ? || '/' AND listing < ? || '0'"  # '0' comes after '/'
            rows = self.store.rows(query, (language, prefix, prefix))
        else:
            self.store.look(keys.shelf(language))
            rows = self.store.rows("SELECT about FROM document WHERE language = ? AND symbol IS NOT NULL", (language,))
        return sorted((unpack(about) for (about,) in rows), key=_order)

    def symbols(self, language: str) -> list[str]:
        """The symbols of all documents of a language, in order. Not noted."""
        rows = self.store.rows("SELECT symbol FROM document WHERE language = ? AND symbol IS NOT NULL", (language,))
        return sorted((symbol for (symbol,) in rows), key=sort_key)

    def kinds(self, language: str, listing: str) -> Mapping[str, str]:
        """The kind of each document of a list, by symbol. Not noted."""
        query = "SELECT symbol, kind FROM document WHERE language = ? AND listing = ?"
        return dict(self.store.rows(query, (language, listing)))

    def subjects(self, language: str) -> list[str]:
        """All subjects of documents of a language, sorted. Not noted."""
        return [term for (term,) in self.store.rows("SELECT DISTINCT term FROM subject WHERE language = ? ORDER BY term", (language,))]

    def newest(self, language: str, number: int) -> list[Resolution]:
        """So many of the documents that were adopted or issued last, and all others of the same day as the last of these; in no order."""
        self.store.look(keys.shelf(language))
        row = self.store.row(
            "SELECT dated FROM document WHERE language = ? AND dated != '' ORDER BY dated DESC LIMIT 1 OFFSET ?", language, number - 1
        )
        rows = self.store.rows(
            "SELECT about FROM document WHERE language = ? AND dated != '' AND dated >= ?", (language, row[0] if row else "")
        )
        return [unpack(about) for (about,) in rows]

    @property
    def date(self) -> str:
        """The day of adoption or issue of the newest document, as YYYY-MM-DD; '' where none has one. Not noted."""
        row = self.store.row("SELECT max(dated) FROM document")
        return (row[0] if row else None) or ""

    def digest(self, language: str) -> str:
        """A hash of all documents of a language. Not noted."""
        rows = self.store.rows("SELECT file, sha256 FROM document WHERE language = ? ORDER BY file", (language,))
        return hashlib.sha256(repr(list(rows)).encode()).hexdigest()

    def hashes(self, language: str) -> dict[str, str]:
        """The hash of the file of each document of a language, by symbol, in order. Not noted."""
        rows = self.store.rows("SELECT symbol, sha256 FROM document WHERE language = ? AND symbol IS NOT NULL", (language,))
        return dict(sorted(rows, key=lambda row: sort_key(row[0])))

    def offered(self) -> frozenset[str]:
        """The sources that documents offer, as paths below content/. Not noted."""
        found = set()
        for path in self.sources:
            file = Path(path).relative_to(SOURCES).with_suffix(".yaml").as_posix()
            row = self.store.row("SELECT about FROM document WHERE file = ? AND symbol IS NOT NULL", file)
            if row is not None and self.source_of(unpack(row[0])) == path:
                found.add(path)
        return frozenset(found)

    def documents(self, language: str = "") -> Iterator[Anchored]:
        """All documents, or all of a language, in order, one at a time. Not noted."""
        for own in [language] if language else sorted(self._languages):
            for symbol in self.symbols(own):
                document = self.document(symbol, own)
                assert document is not None
                yield document


def _order(resolution: Resolution) -> SortKey:
    return sort_key(resolution.symbol)
