"""The SQLite file: its tables, its connections, the keys that were looked at, and the keys that changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builder.cache import code_digest

__all__ = ["Store"]

_SCHEMA = """
CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- A file of content/resolutions. symbol is NULL where it is no document; landing is a hash of all that a citation can land on, promise
-- of the fingerprints of all units. place is the file in which the document belongs of one that is in another.
CREATE TABLE document (
  id INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, size INTEGER, modified INTEGER, sha256 TEXT NOT NULL, place TEXT,
  language TEXT, symbol TEXT, kind TEXT, dated TEXT, listing TEXT, landing TEXT, promise TEXT, about BLOB, findings BLOB
);
CREATE UNIQUE INDEX document_symbol ON document (symbol, language);
CREATE INDEX document_listing ON document (language, listing);
CREATE INDEX document_dated ON document (language, dated);
CREATE INDEX document_newest ON document (dated);
CREATE TABLE content (id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE, document BLOB, words BLOB, fingerprints TEXT);
-- The anchors of a document in reading order, parted by blanks: without its words, all of an archive are read in a moment.
CREATE TABLE anchors (id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE, anchors TEXT NOT NULL);
-- In what the languages of a document have other anchors, and the documents of which that is to be found (again).
CREATE TABLE disagreement (symbol TEXT PRIMARY KEY, found TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE uncompared (symbol TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE subject (
  language TEXT, term TEXT, id INTEGER REFERENCES document ON DELETE CASCADE, PRIMARY KEY (language, term, id)
) WITHOUT ROWID;
CREATE INDEX subject_id ON subject (id);
-- The symbols of the parts of composite documents, and the composite's own without its letters.
CREATE TABLE part (symbol TEXT, document TEXT, anchor TEXT, id INTEGER REFERENCES document ON DELETE CASCADE);
CREATE INDEX part_symbol ON part (symbol);
CREATE INDEX part_id ON part (id);

-- The ledger: what was published last of each document, fingerprints and their hash as above, and the names that its anchors had.
CREATE TABLE promised (language TEXT, symbol TEXT, body TEXT, promise TEXT, fingerprints TEXT, PRIMARY KEY (language, symbol));
CREATE INDEX promised_body ON promised (language, body);
CREATE INDEX promised_promise ON promised (symbol, language, promise);
CREATE TABLE alias (language TEXT, symbol TEXT, name TEXT, anchor TEXT, PRIMARY KEY (language, symbol, name)) WITHOUT ROWID;

-- What was found in a document: its citations, what was odd, which documents were meant (without letters, as a landing is looked up),
-- and what it calls what is not held.
CREATE TABLE linked (id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE, citations BLOB, findings BLOB);
CREATE TABLE meant (base TEXT, id INTEGER REFERENCES document ON DELETE CASCADE, PRIMARY KEY (base, id)) WITHOUT ROWID;
CREATE INDEX meant_id ON meant (id);
CREATE TABLE named (target TEXT, id INTEGER REFERENCES document ON DELETE CASCADE, rank INTEGER, title TEXT, places INTEGER);
CREATE INDEX named_target ON named (target);
CREATE INDEX named_id ON named (id);
-- The same citations by what they cite: the symbol of its page. own is 1 where a document cites itself.
CREATE TABLE cited (
  target TEXT, symbol TEXT, language TEXT, held INTEGER, own INTEGER, citations BLOB, PRIMARY KEY (target, symbol, language)
);
CREATE INDEX cited_symbol ON cited (symbol, language);
CREATE INDEX cited_reference ON cited (target) WHERE held = 0;
CREATE INDEX cited_times ON cited (target, symbol) WHERE own = 0;
-- The lines of the data files, compressed.
CREATE TABLE line (id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE, resolutions BLOB, paragraphs BLOB, citations BLOB);
-- Documents whose citations are to be found (again).
CREATE TABLE unlinked (id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE);

-- Keys that changed since the pages were made, the tasks of which pages come, and the keys that each looked at.
CREATE TABLE touched (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE task (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, arguments TEXT NOT NULL, result TEXT);
CREATE TABLE seen (key TEXT, task INTEGER REFERENCES task ON DELETE CASCADE, PRIMARY KEY (key, task)) WITHOUT ROWID;
CREATE INDEX seen_task ON seen (task);
CREATE TABLE page (
  source TEXT PRIMARY KEY, task INTEGER NOT NULL REFERENCES task ON DELETE CASCADE, file TEXT, size INTEGER, modified INTEGER,
  sha256 TEXT, anchors TEXT, links TEXT, warnings TEXT, dead TEXT, listed INTEGER
) WITHOUT ROWID;
CREATE INDEX page_task ON page (task);
"""


_MAPPED = 1 << 31  # bytes of the file that are read without asking the system for each page of it


class _This:
    """The number of this process, which is costly to ask for at every look into the store."""

    def __init__(self) -> None:
        self.process = os.getpid()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.ask)

    def ask(self) -> None:
        """Ask for it."""
        self.process = os.getpid()


_this = _This()


class Store:
    """The file at `path`, or a temporary one that goes with the object. One of another version of the program is begun anew.

    Each process has a connection of its own. `looked_at`, where it is a set, takes the keys that are looked up.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            folder = tempfile.mkdtemp(prefix="resolution-archive-")
            weakref.finalize(self, _remove, folder, os.getpid())
            path = Path(folder) / "archive.sqlite"
        self.path = path
        self.looked_at: set[str] | None = None
        self._connections: dict[int, sqlite3.Connection] = {}
        if not self._is_current():
            self.begin_anew()

    @property
    def connection(self) -> sqlite3.Connection:
        """This process' own connection; that of the process it comes from is left alone, as SQLite demands."""
        own = self._connections.get(_this.process)
        if own is None:
            own = self._connections[_this.process] = sqlite3.connect(self.path, isolation_level=None)
            own.execute("PRAGMA journal_mode = WAL")
            own.execute("PRAGMA synchronous = NORMAL")
            own.execute("PRAGMA foreign_keys = ON")
            own.execute("PRAGMA cache_size = -32000")
            own.execute(f"PRAGMA mmap_size = {_MAPPED}")
        return own

    def rows(self, query: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, as they are read."""
        return self.connection.execute(query, tuple(values))

    def row(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row of a query, None where there is none."""
        found: tuple[Any, ...] | None = self.connection.execute(query, values).fetchone()
        return found

    def write(self, query: str, *values: Any) -> int:
        """Change something; gives the id of a row that was put in."""
        return self.connection.execute(query, values).lastrowid or 0

    def write_all(self, query: str, values: Iterable[tuple[Any, ...]]) -> None:
        """The same change with many values."""
        self.connection.executemany(query, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written here is written as a whole or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def touch(self, *keys: str) -> None:
        """Note that the values of these keys have changed."""
        self.write_all("INSERT OR IGNORE INTO touched VALUES (?)", [(key,) for key in keys])

    def look(self, key: str) -> None:
        """Note that the value of this key is looked up."""
        if self.looked_at is not None:
            self.looked_at.add(key)

    @contextmanager
    def watched(self) -> Iterator[set[str]]:
        """The keys that are looked up here."""
        before, self.looked_at = self.looked_at, set()
        try:
            yield self.looked_at
        finally:
            self.looked_at = before

    def state(self, name: str) -> Any:
        """A value that was kept by `keep`, None where there is none."""
        found = self.row("SELECT value FROM state WHERE name = ?", name)
        return found[0] if found else None

    def keep(self, name: str, value: Any) -> None:
        """Keep a number, a text or bytes under a name."""
        self.write("INSERT OR REPLACE INTO state VALUES (?, ?)", name, value)

    def begin_anew(self) -> None:
        """An empty store in the place of this one."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.transaction():
            for statement in _SCHEMA.split(";\n"):
                self.connection.execute(statement)
            self.keep("code", code_digest())

    def close(self) -> None:
        """Let go of the file."""
        connection = self._connections.pop(_this.process, None)
        if connection is not None:
            connection.close()

    def _is_current(self) -> bool:
        try:
            return bool(self.path.stat().st_size) and self.state("code") == code_digest()
        except (OSError, sqlite3.Error):
            return False


def _remove(folder: str, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
