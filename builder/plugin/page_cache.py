"""Pages that were made, kept until something that they looked at changes.

    .cache/pages/en/A/RES/74/166/index.html

The store knows of each page the task it comes of, of each task the keys it looked at, and which keys have changed since. A page whose
file is not the one that was written, by size and date, is made again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from builder.pages import Task, TaskKind
from builder.plugin.making import Made
from builder.store import Store

__all__ = ["PageCache"]

_AT_ONCE = 64  # tasks in one transaction
_MANY = 50  # of pages that lost an anchor: all links are looked at instead of searching for those to each


class PageCache:
    """The pages in a folder, and what is known of them in the store. `inodes` are those of files that are as they were, by path."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.folder = folder
        self._store = store
        self._recalled: set[str] = set()
        self._made: list[str] = []
        self._lost: set[str] = set()
        self.inodes: dict[str, int] = {}

    # --- words that are made in the build itself ---

    def recall(self, name: str, make: Callable[[], str], *arguments: str | None) -> str:
        """What `make` gives: made again only where the arguments, or something it looked at, have changed."""
        name, packed = f"recall {name}", json.dumps(arguments)
        self._recalled.add(name)
        row = self._store.row("SELECT id, arguments, result FROM task WHERE name = ?", name)
        if row is not None and row[1] == packed and not self._touched(row[0]):
            return str(row[2])
        with self._store.watched() as keys:
            result = make()
        with self._store.transaction():
            self._write_task(name, packed, keys, result)
        return result

    def _touched(self, task: int) -> bool:
        return self._store.row("SELECT 1 FROM seen JOIN touched USING (key) WHERE task = ? LIMIT 1", task) is not None

    # --- pages ---

    def begin(self, environment: str) -> None:
        """Forget all pages where what they have in common, which the text describes, is not what it was."""
        if self._store.state("environment") != environment:
            shutil.rmtree(self.folder, ignore_errors=True)
            with self._store.transaction():
                self._store.write("DELETE FROM task WHERE result IS NULL")
                self._store.keep("environment", environment)

    def stale(self, tasks: Iterable[Task]) -> list[Task]:
        """Those of all tasks that are to be done; the pages of tasks that are not among them are removed."""
        known = {
            name: (number, arguments)
            for name, number, arguments in self._store.rows("SELECT name, id, arguments FROM task WHERE result IS NULL")
        }
        touched = {task for (task,) in self._store.rows("SELECT DISTINCT task FROM seen JOIN touched USING (key)")}
        touched |= {task for task, *page in self._store.rows("SELECT task, file, size, modified FROM page") if not self._is_there(*page)}
        stale = []
        for task in tasks:
            number, arguments = known.pop(task.source, (None, None))
            if arguments != _arguments(task) or number in touched:
                stale.append(task)
        with self._store.transaction():
            for number, _ in known.values():
                for source, file in list(self._store.rows("SELECT source, file FROM page WHERE task = ?", (number,))):
                    self._remove(file)
                    self._lost.add(source)
                self._store.write("DELETE FROM task WHERE id = ?", number)
        return stale

    def put(self, made: Iterable[Made]) -> Iterator[int]:
        """Keep the pages of tasks that were done; tells how many tasks were."""
        made = iter(made)
        while some := list(islice(made, _AT_ONCE)):
            with self._store.transaction():
                for each in some:
                    self._put(each)
            yield len(some)

    def _put(self, made: Made) -> None:
        before = {
            source: (file, anchors)
            for source, file, anchors in self._store.rows(
                "SELECT source, file, anchors FROM page JOIN task ON task = task.id WHERE name = ?", (made.task.source,)
            )
        }
        number = self._write_task(made.task.source, _arguments(made.task), made.keys, None)
        for page in made.pages:
            if page.source in before and not set(before.pop(page.source)[1].split()) <= set(page.anchors.split()):
                self._lost.add(page.source)
        for source, (file, _) in before.items():
            self._remove(file)
            self._lost.add(source)
        self._store.write_all(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
            [
                (p.source, number, p.file, p.size, p.modified, p.sha256, p.anchors, p.links, p.warnings or None, p.listed)
                for p in made.pages
            ],
        )
        for page in made.pages:
            self._made.append(page.source)
            self.inodes.pop(page.file, None)

    def _write_task(self, name: str, arguments: str, keys: Iterable[str], result: str | None) -> int:
        self._store.write("DELETE FROM task WHERE name = ?", name)
        number = self._store.write("INSERT INTO task (name, arguments, result) VALUES (?, ?, ?)", name, arguments, result)
        self._store.write_all("INSERT INTO seen VALUES (?, ?)", [(key, number) for key in keys])
        return number

    def finish(self) -> None:
        """From now on, what has changed until now is in the pages."""
        forgotten = [
            (name,) for (name,) in self._store.rows("SELECT name FROM task WHERE result IS NOT NULL") if name not in self._recalled
        ]
        with self._store.transaction():
            self._store.write_all("DELETE FROM task WHERE name = ?", forgotten)
            self._store.write("DELETE FROM touched")

    def _is_there(self, file: str, size: int, modified: int) -> bool:
        try:
            found = os.stat(f"{self.folder}/{file}")  # noqa: PTH116 - of every page in every build
        except OSError:
            return False
        self.inodes[file] = found.st_ino
        return found.st_size == size and found.st_mtime_ns == modified

    def _remove(self, file: str) -> None:
        path = self.folder / file
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.folder or any(folder.iterdir()):
                return
            folder.rmdir()

    # --- what the site's pages say of each other ---

    def anchors(self, source: str) -> set[str] | None:
        """The anchors of a page, None where there is no such page."""
        row = self._store.row("SELECT anchors FROM page WHERE source = ?", source)
        return set(row[0].split()) if row else None

    def check_links(self) -> None:
        """Look at the links of all pages that were made, and of those that led to something that is there no more."""
        checked = dict.fromkeys(chain(self._made, self._leading_to_lost(), self._dead()))
        wanted: dict[str, set[str]] = {}
        links = {}
        for source in checked:
            row = self._store.row("SELECT links FROM page WHERE source = ?", source)
            if row is None:
                continue
            links[source] = row[0]
            for target, anchors in json.loads(row[0]).items():
                wanted.setdefault(target, set()).update(anchors)
        missing = {}
        for target, anchors in wanted.items():
            there = self.anchors(target)
            if there is not None and (none := anchors - there):
                missing[target] = none
        with self._store.transaction():
            for source, packed in links.items():
                dead = [
                    f"{target}#{anchor}"
                    for target, anchors in json.loads(packed).items()
                    for anchor in anchors
                    if anchor in missing.get(target, ())
                ]
                self._store.write("UPDATE page SET dead = ? WHERE source = ?", json.dumps(dead) if dead else None, source)

    def _leading_to_lost(self) -> Iterator[str]:
        if len(self._lost) > _MANY:
            yield from (source for (source,) in self._store.rows("SELECT source FROM page"))
            return
        for lost in self._lost:
            yield from (source for (source,) in self._store.rows("SELECT source FROM page WHERE instr(links, ?)", (json.dumps(lost),)))

    def _dead(self) -> Iterator[str]:
        yield from (source for (source,) in self._store.rows("SELECT source FROM page WHERE dead IS NOT NULL"))

    def warnings(self) -> Iterator[str]:
        """What is wrong with the pages, each with its Markdown file, in the order of these."""
        query = "SELECT source, warnings, dead FROM page WHERE warnings IS NOT NULL OR dead IS NOT NULL ORDER BY source"
        for source, warnings, dead in self._store.rows(query):
            yield from json.loads(warnings or "[]")
            for target in json.loads(dead or "[]"):
                yield f"Doc file '{source}' contains a link '{target}', but there is no such anchor on that page."

    def of_documents(self) -> Iterator[str]:
        """The HTML file of each page of a document, held or only cited."""
        kinds = f"'$[0]') IN ('{TaskKind.DOCUMENT}', '{TaskKind.REFERENCE}')"
        query = f"SELECT file FROM page JOIN task ON task = task.id WHERE source = name AND json_extract(arguments, {kinds}"
        yield from (file for (file,) in self._store.rows(query))

    def files(self) -> Iterator[tuple[str, bool]]:
        """The HTML file of each page below the site, by path, and whether it belongs into the sitemap."""
        yield from ((file, bool(listed)) for file, listed in self._store.rows("SELECT file, listed FROM page ORDER BY file"))

    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each HTML file, by path."""
        return dict(self._store.rows("SELECT file, sha256 FROM page"))


def _arguments(task: Task) -> str:
    return json.dumps([task.kind.value, task.language, task.of, task.with_])
