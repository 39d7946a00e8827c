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
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.archive import Archive
from builder.parallel import map_parallel
from builder.search.assembling import assemble
from builder.search.parts import Part, divide, index_part

__all__ = ["INDEX_FOLDER", "write_indexes"]

INDEX_FOLDER = "pagefind"

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
    jobs = 0 if multiprocessing.get_start_method() == "fork" else 1  # only where processes inherit what this one holds
    try:
        archive.store.close()  # what they inherit is no connection
        for _ in map_parallel(_index_part, missing, jobs, heavy=True):
            pass
        archive.store.close()
        yield from map_parallel(_assemble, [(parts, folder / language) for language, parts in divided.items()], jobs, heavy=True)
    finally:
        _shared = None


def _index_part(part: Part) -> None:
    assert _shared is not None
    index_part(_shared, part)


def _assemble(task: tuple[Sequence[Part], Path]) -> str:
    parts, index = task
    assemble(parts, index)
    return index.name
