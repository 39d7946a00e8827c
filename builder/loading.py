"""From `content/resolutions/` to the archive: files that are new or changed are read, those that are gone are taken out."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.anchors import anchored
from builder.archive import RESOLUTIONS, SOURCES, Archive, document_file
from builder.cache import make_cache_dir
from builder.diagnostics import Diagnostic
from builder.ledger import read_ledger
from builder.packed import FileState, Packed, pack_document, put_document, put_no_document, remove_document
from builder.parallel import map_parallel
from builder.reading.limits import received
from builder.reading.yaml_file import parse_yaml
from builder.store import Store, pack, unpack
from builder.symbols import canonical_symbol

__all__ = ["STORE", "load_archive"]

STORE = "archive.sqlite"

_AT_ONCE = 512  # documents in one transaction: what a killed build has to read again, and what must fit into memory


def load_archive(content: Path, *, jobs: int = 0, advance: Callable[[int, int], None] | None = None) -> tuple[Archive, list[Diagnostic]]:
    """The archive that the folder holds, and what is wrong or doubtful in it; a file that is no document is named and left out.

    What was read before is in the store in `.cache/` beside the folder; where none can be kept there, in a temporary one.
    `advance(done, all)` is called as files are read.
    """
    store = _store(content)
    try:
        _read_changed(content, store, jobs, advance)
        ledger = read_ledger(content, store)
    except sqlite3.DatabaseError:  # a damaged store is worth no more than an empty one
        store.begin_anew()
        _read_changed(content, store, jobs, advance)
        ledger = read_ledger(content, store)
    diagnostics = [
        finding
        for (found,) in store.rows("SELECT findings FROM document WHERE findings IS NOT NULL ORDER BY file")
        for finding in unpack(found)
    ]
    diagnostics += [*_claimed_twice(store), *ledger]
    sources = frozenset(path.relative_to(content).as_posix() for path in (content / SOURCES).rglob("*") if path.is_file())
    return Archive(sources=sources, store=store), diagnostics


def _store(content: Path) -> Store:
    try:
        return Store(make_cache_dir(content) / STORE)
    except (OSError, sqlite3.Error):
        return Store()  # a read-only place is no reason not to build


def _read_changed(content: Path, store: Store, jobs: int, advance: Callable[[int, int], None] | None) -> None:
    root = content / RESOLUTIONS
    there = {file.file: file for file in _files(root)}
    known = {
        file: (sha256, size, modified) for file, sha256, size, modified in store.rows("SELECT file, sha256, size, modified FROM document")
    }
    gone = known.keys() - there.keys()
    unsure = [file for file in there.values() if known.get(file.file, ("", -1, -1))[1:] != (file.size, file.modified)]
    if gone:
        with store.transaction():
            for name in sorted(gone):
                remove_document(store, name)
    done = len(there) - len(unsure)
    tasks = [(root, file, known.get(file.file, ("",))[0]) for file in unsure]
    for batch in _batches(map_parallel(_read, tasks, jobs)):
        with store.transaction():
            for reading in batch:
                _put(store, reading)
        done += len(batch)
        if advance:
            advance(done, len(there))


def _claimed_twice(store: Store) -> Iterator[Diagnostic]:
    """The documents of which there are several files: of the one in its place, and of others beside it."""
    rows = store.rows(
        "SELECT place, file FROM document WHERE place IS NOT NULL UNION SELECT file, file FROM document"
        " WHERE file IN (SELECT place FROM document WHERE place IS NOT NULL) ORDER BY 1, 2"
    )
    claims: dict[str, list[str]] = {}
    for place, file in rows:
        claims.setdefault(place, []).append(f"{RESOLUTIONS}/{file}")
    for place, files in claims.items():
        if len(files) > 1:
            yield Diagnostic("archive-twice", " and ".join(files), document=f"{RESOLUTIONS}/{place}")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read from a file: a document, or why it is none; neither where the file is the one that is known.

    `place` is the file in which the document of one that is somewhere else belongs.
    """

    file: FileState
    packed: Packed | None
    findings: tuple[Diagnostic, ...]
    known: bool = False
    place: str | None = None


def _files(root: Path) -> Iterator[FileState]:
    """The files of documents, with size and date."""
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".yaml"):
                path = os.path.join(folder, name)  # noqa: PTH118 - twenty thousand times
                relative = os.path.relpath(path, root).replace(os.sep, "/")
                try:
                    found = os.stat(path)  # noqa: PTH116
                except OSError:  # a link that leads nowhere
                    yield FileState(relative)
                else:
                    yield FileState(relative, "", found.st_size, found.st_mtime_ns)


def _read(task: tuple[Path, FileState, str]) -> _Reading:
    """The document of a file, in a process of its own, unless it has the hash that is known."""
    root, file, known = task
    data = received(root / file.file)
    if isinstance(data, Diagnostic):
        return _Reading(file, None, (replace(data, done="left out", document=f"{RESOLUTIONS}/{file.file}"),))
    file = replace(file, sha256=hashlib.sha256(data).hexdigest())
    if file.sha256 == known:
        return _Reading(file, None, (), known=True)
    reading = parse_yaml(data, Path(file.file).name)
    findings = tuple(finding.at(f"{RESOLUTIONS}/{file.file}") for finding in reading.diagnostics)
    if reading.resolution is None:
        return _Reading(file, None, findings)
    document = anchored(reading.resolution)
    if misplaced := _misplaced(file.file, document.resolution.symbol, document.resolution.language):
        place = document_file(document.resolution.symbol, document.resolution.language) if misplaced.code == "archive-misplaced" else None
        return _Reading(file, None, (*findings, misplaced), place=place)
    return _Reading(file, pack_document(document), (*findings, *document.diagnostics))


def _misplaced(file: str, symbol: str, language: str) -> Diagnostic | None:
    """What is wrong with the symbol, or with the place of the file, which is the symbol's."""
    name, canonical = f"{RESOLUTIONS}/{file}", canonical_symbol(symbol)
    if canonical is None or canonical != symbol:
        right = f"{canonical} is the spelling" if canonical else "it is no symbol of a document"
        return Diagnostic("archive-symbol", f"{symbol}: {right}", "left out", document=name)
    if file != document_file(symbol, language):
        right = f"{RESOLUTIONS}/{document_file(symbol, language)}"
        return Diagnostic("archive-misplaced", f"{symbol} in {language} belongs in {right}", "left out", document=name)
    return None


def _put(store: Store, reading: _Reading) -> None:
    file = reading.file
    if reading.known:
        store.write("UPDATE document SET size = ?, modified = ? WHERE file = ?", file.size, file.modified, file.file)
    elif reading.packed is None:
        put_no_document(store, file, pack(reading.findings), reading.place)
    else:
        put_document(store, file, reading.packed, pack(reading.findings) if reading.findings else None)


def _batches(readings: Iterator[_Reading]) -> Iterator[Sequence[_Reading]]:
    batch: list[_Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
