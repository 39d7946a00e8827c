"""The archive: every document of `content/`, with its anchors, looked up one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from builder.anchors import Anchored, UnitKind
from builder.labels import anchor_piece
from builder.model import Resolution
from builder.store import Store, keys, pack, pack_text, unpack, unpack_text
from builder.symbols import SortKey, list_path, sort_key, symbol_from_path, symbol_path, with_letters, without_letters

__all__ = [
    "RESOLUTIONS",
    "SOURCES",
    "UNPLACED",
    "Archive",
    "FileState",
    "Packed",
    "document_file",
    "landing_base",
    "pack_document",
    "put_document",
    "put_no_document",
    "remove_document",
]

# The folders of content/ that hold no pages.
RESOLUTIONS, SOURCES, UNPLACED = "resolutions", "sources", "unplaced"

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
        return tuple(self._words(symbol, language))

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


def landing_base(symbol: str) -> str:
    """What a document shares with all symbols under which a citation can land on it: 'A/RES/77/253' for 'A/RES/77/253 B'."""
    return without_letters(symbol_from_path(symbol_path(symbol)))


@dataclass(frozen=True, slots=True)
class Packed:
    """A document as the store has it. `landing` is a hash of all that a citation that leads to it depends on."""

    language: str
    symbol: str
    kind: str
    dated: str
    landing: str
    about: bytes
    document: bytes
    words: bytes
    subjects: tuple[str, ...]
    parts: tuple[tuple[str, str | None], ...]


def pack_document(document: Anchored) -> Packed:
    """The document, packed; in whichever process has read it."""
    resolution = document.resolution
    about = replace(resolution, body=(), annexes=(), parts=(), footnotes=())
    units = [
        (unit.anchor, unit.kind.value, unit.label, unit.path, unit.parent, unit.scope, unit.level, _told(unit.kind, unit.text.words))
        for unit in document.units
    ]
    parts = _parts(document)
    landing = hashlib.sha256(repr((units, sorted(document.scopes.items()), parts, resolution.adopted)).encode()).hexdigest()
    words = {unit.anchor: unit.text.words for unit in document.units if unit.kind is not UnitKind.FORMULA}
    subjects = tuple(dict.fromkeys(subject.term for subject in resolution.subjects))
    return Packed(
        resolution.language,
        resolution.symbol,
        f"{resolution.organ} {resolution.kind}",
        _day(resolution),
        landing,
        pack(about),
        pack_text(document),
        pack_text(words),
        subjects,
        parts,
    )


def _day(resolution: Resolution) -> str:
    """The day of adoption, else that of issue, where that is a day; else ''."""
    for day in (resolution.adopted, resolution.issued):
        try:
            return date.fromisoformat(day or "").isoformat()
        except ValueError:
            continue
    return ""


def _told(kind: UnitKind, words: str) -> str:
    """The words of a heading say which annex or section it is; those of other units decide nothing."""
    return words if kind is UnitKind.HEADING else ""


def _parts(document: Anchored) -> tuple[tuple[str, str | None], ...]:
    """The symbols that lead to a composite besides its own, each with the anchor of the part it means."""
    resolution = document.resolution
    if not resolution.parts:
        return ()
    found: list[tuple[str, str | None]] = [(without_letters(resolution.symbol), None)]
    for part in resolution.parts:
        anchor = anchor_piece(part.letter)
        if named := with_letters(resolution.symbol, anchor.upper()):
            found.append((named, anchor if document.scopes.get(anchor) == "part" else None))
    return tuple(found)


# --- changes ------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells whether a file of content/resolutions/ is the one that was read: path there, hash, size, and date in nanoseconds."""

    file: str
    sha256: str = ""
    size: int = 0
    modified: int = 0


def put_document(store: Store, file: FileState, packed: Packed, findings: bytes | None = None) -> None:
    """Put a document, new or changed, into the store; note what changes by it, and have it and what cites it linked."""
    before = _before(store, file.file)
    _note(store, before, packed)
    values = (
        file.sha256,
        file.size,
        file.modified,
        packed.language,
        packed.symbol,
        packed.kind,
        packed.dated,
        list_path(packed.symbol),
        packed.landing,
        packed.about,
        findings,
    )
    columns = "sha256, size, modified, language, symbol, kind, dated, listing, landing, about, findings, file"
    if before is None:
        store.write("DELETE FROM document WHERE file = ?", file.file)  # what was there was no document
        number = store.write(f"INSERT INTO document ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *values, file.file)
    else:
        number = before.number
        store.write(f"UPDATE document SET ({columns}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?", *values, file.file, number)
        store.write("DELETE FROM subject WHERE id = ?", number)
        store.write("DELETE FROM part WHERE id = ?", number)
    store.write("INSERT OR REPLACE INTO content VALUES (?, ?, ?)", number, packed.document, packed.words)
    store.write_all("INSERT INTO subject VALUES (?, ?, ?)", [(packed.language, term, number) for term in packed.subjects])
    store.write_all("INSERT INTO part VALUES (?, ?, ?, ?)", [(symbol, packed.symbol, anchor, number) for symbol, anchor in packed.parts])
    store.write("INSERT OR IGNORE INTO unlinked VALUES (?)", number)
    store.write("DELETE FROM line WHERE id = ?", number)


def remove_document(store: Store, file: str) -> None:
    """Take a file that is gone, or is no document any more, out of the store, and note what changes by it."""
    before = _before(store, file)
    if before is not None:
        _note(store, before, None)
        targets = "SELECT target FROM cited WHERE symbol = ? AND language = ?"
        for (target,) in list(
            store.rows(f"{targets} UNION SELECT target FROM named WHERE id = ?", (before.symbol, before.language, before.number))
        ):
            store.touch(keys.cited(target), keys.times(target), keys.reference(target), keys.TIMES)
        store.write("DELETE FROM cited WHERE symbol = ? AND language = ?", before.symbol, before.language)
    store.write("DELETE FROM document WHERE file = ?", file)


def put_no_document(store: Store, file: FileState, findings: bytes) -> None:
    """Remember of a file that it is no document, and why."""
    remove_document(store, file.file)
    columns = "sha256, size, modified, findings, file"
    store.write(f"INSERT INTO document ({columns}) VALUES (?, ?, ?, ?, ?)", file.sha256, file.size, file.modified, findings, file.file)


@dataclass(frozen=True, slots=True)
class _Before:
    """A document as it is in the store."""

    number: int
    language: str
    symbol: str
    landing: str
    about: bytes
    words: Mapping[str, str]
    subjects: frozenset[str]


def _before(store: Store, file: str) -> _Before | None:
    query = "SELECT id, language, symbol, landing, about, words FROM document JOIN content USING (id) WHERE file = ? AND symbol IS NOT NULL"
    row = store.row(query, file)
    if row is None:
        return None
    number, language, symbol, landing, about, words = row
    subjects = frozenset(term for (term,) in store.rows("SELECT term FROM subject WHERE id = ?", (number,)))
    return _Before(number, language, symbol, landing, about, unpack_text(words), subjects)


def _note(store: Store, before: _Before | None, after: Packed | None) -> None:
    """Note what changes where a document comes in the place of another version of it, of nothing, or goes."""
    one = before or after
    assert one is not None
    symbol, language = one.symbol, one.language
    old, new = before.words if before else {}, unpack_text(after.words) if after else {}
    store.touch(keys.own(symbol, language))
    store.touch(*(keys.words(symbol, language, anchor) for anchor in old.keys() | new.keys() if old.get(anchor) != new.get(anchor)))
    if list(old) != list(new):
        store.touch(keys.anchors(symbol, language))
    if before is None or after is None:
        store.touch(keys.LANGUAGES)
    if before is None or after is None or before.about != after.about:
        store.touch(keys.about(symbol), keys.shelf(language), keys.listing(language, list_path(symbol)))
        subjects = (before.subjects if before else frozenset()) | frozenset(after.subjects if after else ())
        store.touch(*(keys.subject(language, term) for term in subjects))
    if before is None or after is None or before.landing != after.landing:
        store.write("INSERT OR IGNORE INTO unlinked SELECT id FROM meant WHERE base = ?", landing_base(symbol))
