"""A document as the store has it: packed, put in, and taken out, with a note of everything that changes by it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from builder.anchors import Anchored, UnitKind
from builder.fingerprints import fingerprint
from builder.labels import anchor_piece
from builder.model import Resolution
from builder.store import Store, is_same, keys, pack, pack_text, unpack_text
from builder.symbols import list_path, symbol_from_path, symbol_path, with_letters, without_letters

__all__ = ["FileState", "Packed", "landing_base", "pack_document", "promise_of", "put_document", "put_no_document", "remove_document"]


def landing_base(symbol: str) -> str:
    """What a document shares with all symbols under which a citation can land on it: 'A/RES/77/253' for 'A/RES/77/253 B'."""
    return without_letters(symbol_from_path(symbol_path(symbol)))


@dataclass(frozen=True, slots=True)
class Packed:
    """A document as the store has it. `landing` is a hash of all that a citation that leads to it depends on.

    `fingerprints` are those of its units' words by anchor, in reading order, as JSON; `promise` is their hash.
    """

    language: str
    symbol: str
    kind: str
    dated: str
    landing: str
    promise: str
    about: bytes
    document: bytes
    words: bytes
    fingerprints: str
    anchors: str
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
    fingerprints = json.dumps({anchor: fingerprint(text) for anchor, text in words.items()}, separators=(",", ":"))
    subjects = tuple(dict.fromkeys(subject.term for subject in resolution.subjects))
    return Packed(
        resolution.language,
        resolution.symbol,
        f"{resolution.organ} {resolution.kind}",
        _day(resolution),
        landing,
        promise_of(fingerprints),
        pack(about),
        pack_text(document),
        pack_text(words),
        fingerprints,
        " ".join(words),
        subjects,
        parts,
    )


def promise_of(fingerprints: str) -> str:
    """The hash of a document's fingerprints, by which those that have not changed need not be looked at."""
    return hashlib.sha256(fingerprints.encode()).hexdigest()[:16]


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
        packed.promise,
        packed.about,
        findings,
    )
    columns = "sha256, size, modified, language, symbol, kind, dated, listing, landing, promise, about, findings, file"
    if before is None:
        store.write("DELETE FROM document WHERE file = ?", file.file)  # what was there was no document
        number = store.write(f"INSERT INTO document ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *values, file.file)
    else:
        number = before.number
        store.write(f"UPDATE document SET ({columns}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?", *values, file.file, number)
        store.write("DELETE FROM subject WHERE id = ?", number)
        store.write("DELETE FROM part WHERE id = ?", number)
    store.write("INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?)", number, packed.document, packed.words, packed.fingerprints)
    store.write("INSERT OR REPLACE INTO anchors VALUES (?, ?)", number, packed.anchors)
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


def put_no_document(store: Store, file: FileState, findings: bytes, place: str | None = None) -> None:
    """Remember of a file that it is no document, and why; and where its document belongs, if it only is in the wrong place."""
    remove_document(store, file.file)
    values = (file.sha256, file.size, file.modified, findings, place, file.file)
    store.write("INSERT INTO document (sha256, size, modified, findings, place, file) VALUES (?, ?, ?, ?, ?, ?)", *values)


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
        store.write("INSERT OR IGNORE INTO uncompared VALUES (?)", symbol)
    if before is None or after is None:
        store.touch(keys.LANGUAGES)
    if before is None or after is None or not is_same(before.about, after.about):
        store.touch(keys.about(symbol), keys.shelf(language), keys.listing(language, list_path(symbol)))
        subjects = (before.subjects if before else frozenset()) | frozenset(after.subjects if after else ())
        store.touch(*(keys.subject(language, term) for term in subjects))
    if before is None or after is None or before.landing != after.landing:
        store.write("INSERT OR IGNORE INTO unlinked SELECT id FROM meant WHERE base = ?", landing_base(symbol))
