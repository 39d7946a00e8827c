"""The full-text index of each language, made by Pagefind part by part, and beside it what a search can be narrowed by.

    site/pagefind/en/                   a browser fetches only the pieces a search needs
    site/pagefind/en/documents.json     body, kind, session, date and parts of the text of each document, in columns
    site/pagefind/en/subjects.json      its subjects, in the same order: fetched when a reader asks for subjects
    site/pagefind/en/frequent.json      words that many documents have, as the index writes them

Pagefind's own filters could tell neither which part of a text holds the words nor a span of years; it gives the places of the words in each
document, and from these and the columns the browser knows both, and counts them.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from builder.archive import Archive
from builder.parallel import available_cores
from builder.search.assembling import assemble
from builder.search.parts import Part, divide, index_part

__all__ = ["INDEX_FOLDER", "write_indexes"]

INDEX_FOLDER = "pagefind"

Item = TypeVar("Item")
Result = TypeVar("Result")

# What the processes that index inherit.
_shared: Archive | None = None


def write_indexes(archive: Archive, languages: Sequence[str], folder: Path) -> Iterator[str]:
    """Index these languages, each into a folder below `folder`; gives each language when it is done. SearchError where Pagefind fails.

    Parts that are indexed already are taken as they are; they are kept beside the folder.
    """
    global _shared
    _shared = archive
    divided = {language: divide(archive, language, folder.with_name(f"{folder.name}-parts") / language) for language in languages}
    missing = [part for parts in divided.values() for part in parts if not part.folder.is_dir()]
    missing.sort(key=lambda part: len(part.symbols), reverse=True)  # what takes longest first, so that all cores end together
    try:
        for _ in _each(_index_part, missing, archive):
            pass
        yield from _each(_assemble, [(parts, folder / language) for language, parts in divided.items()], archive)
    finally:
        _shared = None


def _each(function: Callable[[Item], Result], items: Sequence[Item], archive: Archive) -> Iterator[Result]:
    """function(item) for each, in processes of their own where there are several and the system can split one."""
    if len(items) < 2 or multiprocessing.get_start_method() != "fork":
        yield from map(function, items)
        return
    archive.store.close()  # what processes inherit is no connection
    with ProcessPoolExecutor(min(len(items), available_cores()), initializer=_end_with, initargs=(os.getpid(),)) as pool:
        yield from pool.map(function, items)


def _end_with(parent: int) -> None:
    """Let this process end when the one that started it is gone, killed in the middle of a build: else it would wait for more for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _index_part(part: Part) -> None:
    assert _shared is not None
    index_part(_shared, part)


def _assemble(task: tuple[Sequence[Part], Path]) -> str:
    parts, index = task
    assemble(parts, index)
    return index.name
