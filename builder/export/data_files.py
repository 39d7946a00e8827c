"""Writes the data files of a built archive, and beside them what describes them.

    data/resolutions.jsonl  paragraphs.jsonl  citations.jsonl     one JSON object a line, UTF-8
    data/schema.json                                              the fields of a line of each, as JSON Schema
    data/manifest.json                                            version of the format; lines and SHA-256 of each file

The manifest tells a program that reads the files whether they are whole, whether they changed, and whether it knows their format.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path
from typing import Any, cast

from builder.archive import Archive
from builder.export.rows import citation_rows, paragraph_rows, reference_row, resolution_row
from builder.linking import Graph, Reference
from builder.parallel import map_parallel
from builder.store import Store
from builder.symbols import sort_key

__all__ = ["DATA_FILES", "FORMAT_VERSION", "data_schema", "write_data"]

# The version of the format. A new field at the end of a line raises the second number; whatever could break a program that reads
# the files raises the first.
FORMAT_VERSION = "1.2"

DATA_FILES = ("resolutions.jsonl", "paragraphs.jsonl", "citations.jsonl")

_AT_ONCE = 256  # documents in one transaction

# Compact, because half of a short line would be blanks; letters of all scripts as they are, because people read the files, too.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_data(archive: Archive, graph: Graph, site_dir: Path) -> None:
    """Write the data files into `site_dir`/data. The same archive gives the same bytes. OSError where the folder cannot be written.

    Documents are in the order of the archive (language, then symbol as people count); in resolutions.jsonl they are followed by what is
    cited but not held, in the order of the graph (symbol). Paragraphs and citations are in the order of the documents, and in each in
    reading order. The lines of a document that has not changed are those of the last time.
    """
    folder = site_dir / "data"
    folder.mkdir(parents=True, exist_ok=True)
    _update_lines(archive, graph)
    order = _order(archive.store)
    entries = []
    for name in DATA_FILES:
        lines = _lines(archive.store, name.partition(".")[0], order)
        if name == "resolutions.jsonl":
            lines = chain(lines, (_encoded([reference_row(reference, archive)]) for reference in _references(graph)))
        entries.append({"name": name, **_write_lines(folder / name, lines)})
    (folder / "schema.json").write_bytes(_schema_bytes())
    manifest = {"version": FORMAT_VERSION, "schema": "schema.json", "files": entries}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8", newline="\n")


def _references(graph: Graph) -> Iterator[Reference]:
    """What is cited and not held, without the citations."""
    return (Reference(symbol, (), graph.reference_title(symbol)) for symbol in graph.reference_symbols())


def _order(store: Store) -> list[int]:
    """The documents in order, by their number in the store."""
    rows = store.rows("SELECT id, language, symbol FROM document WHERE symbol IS NOT NULL")
    return [number for number, _, _ in sorted(rows, key=lambda row: (row[1], sort_key(row[2])))]


def _lines(store: Store, column: str, order: Iterable[int]) -> Iterator[bytes]:
    """The lines of each document, in order."""
    for number in order:
        row = store.row(f"SELECT {column} FROM line WHERE id = ?", number)
        assert row is not None
        yield zlib.decompress(row[0])


def _write_lines(path: Path, lines: Iterable[bytes]) -> dict[str, int | str]:
    """Write the lines; how many there are, and their hash."""
    digest, number = hashlib.sha256(), 0
    with path.open("wb") as file:
        for some in lines:
            file.write(some)
            digest.update(some)
            number += some.count(b"\n")
    return {"rows": number, "sha256": digest.hexdigest()}


def _encoded(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(_encode(row) + "\n" for row in rows).encode()


# What the processes that make lines inherit.
_shared: tuple[Archive, Graph] | None = None


def _share(shared: tuple[Archive, Graph] | None) -> None:
    global _shared
    _shared = shared


def _update_lines(archive: Archive, graph: Graph) -> None:
    """Make the lines of the documents that are new or changed; of all where the first language is another one."""
    store = archive.store
    first = next(iter(archive.languages), "")
    if store.state("lines") != first:
        with store.transaction():
            store.write("DELETE FROM line")
            store.keep("lines", first)
    wanted = list(store.rows("SELECT id, symbol, language FROM document WHERE symbol IS NOT NULL AND id NOT IN (SELECT id FROM line)"))
    jobs = 0 if multiprocessing.get_start_method() == "fork" else 1
    _share((archive, graph))
    try:
        made = map_parallel(_make_lines, wanted, jobs)
        while batch := list(islice(made, _AT_ONCE)):
            with store.transaction():
                store.write_all("INSERT INTO line (id, resolutions, paragraphs, citations) VALUES (?, ?, ?, ?)", batch)
    finally:
        _share(None)


def _make_lines(wanted: tuple[int, str, str]) -> tuple[int, bytes, bytes, bytes]:
    """The lines of one document in each file, compressed; runs in a process of its own."""
    assert _shared is not None
    archive, graph = _shared
    number, symbol, language = wanted
    document = archive.document(symbol, language)
    assert document is not None
    rows = ([resolution_row(document.resolution)], paragraph_rows(document), citation_rows(document, graph, archive))
    one, two, three = (zlib.compress(_encoded(of_file), 1) for of_file in rows)
    return number, one, two, three


def _schema_bytes() -> bytes:
    return files("builder").joinpath("data/data_files.schema.json").read_bytes()


@cache
def data_schema() -> dict[str, Any]:
    """The JSON Schema of the data files; under `definitions`, the schema of a line of each, by the file's name."""
    return cast("dict[str, Any]", json.loads(_schema_bytes()))
