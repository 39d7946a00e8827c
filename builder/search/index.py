"""The full-text index of each language, made by Pagefind, and beside it what a search can be narrowed by.

    site/pagefind/en/                   a browser fetches only the pieces a search needs
    site/pagefind/en/documents.json     body, kind, session, date and parts of the text of each document, in columns
    site/pagefind/en/subjects.json      its subjects, in the same order: fetched when a reader asks for subjects
    site/pagefind/en/frequent.json      words that many documents have, as the index writes them

Pagefind's own filters could tell neither which part of a text holds the words nor a span of years; it gives the places of the words in each
document, and from these and the columns the browser knows both, and counts them.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from builder.archive import Archive
from builder.parallel import available_cores
from builder.search.pieces import cut_pieces, frequent_words
from builder.search.texts import Indexed, write_texts

__all__ = ["INDEX_FOLDER", "SearchError", "write_index"]

INDEX_FOLDER = "pagefind"

# Parts of Pagefind that show results in its own way; the search page shows them in ours.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")

# The files of an index are gzip files that begin with these bytes.
_PREFIX = b"pagefind_dcd"


class SearchError(Exception):
    """Pagefind is missing or failed; the message says what it said."""


# What the processes that index a language inherit.
_shared: tuple[Archive, Path] | None = None


def write_indexes(archive: Archive, languages: Sequence[str], folder: Path) -> Iterator[str]:
    """Index these languages, each into a folder below `folder`, two at a time; gives each language when it is done.

    Two, since Pagefind takes up to 2 GB, and uses one core for most of its time. SearchError where it fails.
    """
    global _shared
    if multiprocessing.get_start_method() != "fork":
        for language in languages:
            write_index(archive, language, folder / language)
            yield language
        return
    archive.store.close()  # what processes inherit is no connection
    _shared = archive, folder
    try:
        with ProcessPoolExecutor(min(2, available_cores())) as pool:
            yield from pool.map(_write_one, languages)
    finally:
        _shared = None


def _write_one(language: str) -> str:
    assert _shared is not None
    archive, folder = _shared
    write_index(archive, language, folder / language)
    return language


def write_index(archive: Archive, language: str, index: Path) -> None:
    """Index the documents of a language into the folder, which is emptied first. SearchError where Pagefind fails."""
    shutil.rmtree(index, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="resolution-archive-") as texts:
        documents = write_texts(archive, language, Path(texts))
        _run_pagefind(Path(texts), language, index)
    cut_pieces(index)
    for pattern in _UNUSED:
        for file in index.glob(pattern):
            file.unlink()
    _write(index / "documents.json", _columns(index, documents))
    _write(index / "frequent.json", frequent_words(index))
    _write(index / "subjects.json", _coded([document.subjects for document in documents]))


def _write(file: Path, data: Any) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _run_pagefind(texts: Path, language: str, target: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(texts), "--glob", f"{language}/**/*.html", "--output-path", str(target)]
    result = subprocess.run([*command, "--silent"], capture_output=True, text=True, check=False)
    if result.returncode:
        said = (result.stderr or result.stdout).strip().splitlines()
        raise SearchError(f"Pagefind could not index the {language} documents: {said[-1] if said else f'exit status {result.returncode}'}")


def _columns(index: Path, documents: Sequence[Indexed]) -> dict[str, Any]:
    """What is known of each document: a list for each thing, all in the same order, with values as places in lists of names.

    `parts` are pairs on one line: the place of a word, and the part that begins with it.
    """
    fragments = dict(_fragments(index))
    columns: dict[str, Any] = {"ids": [], "dates": [document.date for document in documents], "parts": []}
    for document in documents:
        identifier, places = fragments[document.url]
        columns["ids"].append(identifier)
        columns["parts"].append([number for anchor, part in document.parts for number in (places[anchor], int(part))])
    for name in ("organ", "kind", "session"):
        columns[name] = _coded([(getattr(document, name),) for document in documents])
    return columns


def _coded(values: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    """The names in use, sorted, and for each document the places of its own in that list."""
    names = sorted({name for own in values for name in own if name})
    place = {name: number for number, name in enumerate(names)}
    return {"names": names, "of": [[place[name] for name in own if name] for own in values]}


def _fragments(index: Path) -> Iterable[tuple[str, tuple[str, dict[str, int]]]]:
    """Of each document in the index: its address, its name in the index, and the places of its anchors, counted in words."""
    for file in (index / "fragment").glob("*.pf_fragment"):
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(_PREFIX))
        yield fragment["url"].strip("/") + "/", (file.stem, {anchor["id"]: anchor["location"] for anchor in fragment["anchors"]})
