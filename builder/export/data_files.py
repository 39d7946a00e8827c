"""Writes the data files of a built archive, and beside them what describes them.

    data/resolutions.jsonl  paragraphs.jsonl  citations.jsonl     one JSON object a line, UTF-8
    data/schema.json                                              the fields of a line of each, as JSON Schema
    data/manifest.json                                            version of the format; lines and SHA-256 of each file

The manifest tells a program that reads the files whether they are whole, whether they changed, and whether it knows their format.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from builder.archive import Archive
from builder.export.rows import citation_rows, paragraph_rows, reference_row, resolution_row
from builder.linking import Graph

__all__ = ["DATA_FILES", "FORMAT_VERSION", "data_schema", "write_data"]

# The version of the format. A new field at the end of a line raises the second number; whatever could break a program that reads
# the files raises the first.
FORMAT_VERSION = "1.1"

DATA_FILES = ("resolutions.jsonl", "paragraphs.jsonl", "citations.jsonl")

# Compact, because half of a short line would be blanks; letters of all scripts as they are, because people read the files, too.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_data(archive: Archive, graph: Graph, site_dir: Path) -> None:
    """Write the data files into `site_dir`/data. The same archive gives the same bytes. OSError where the folder cannot be written.

    Documents are in the order of the archive (language, then symbol as people count); in resolutions.jsonl they are followed by what is
    cited but not held, in the order of the graph (symbol). Paragraphs and citations are in the order of the documents, and in each in
    reading order.
    """
    folder = site_dir / "data"
    folder.mkdir(parents=True, exist_ok=True)
    documents = archive.documents
    resolutions = [
        *(resolution_row(document.resolution) for document in documents),
        *(reference_row(reference, archive) for reference in graph.references),
    ]
    paragraphs = (row for document in documents for row in paragraph_rows(document))
    citations = (row for document in documents for row in citation_rows(document, graph, archive))
    entries = [
        {"name": name, **_write_rows(folder / name, rows)}
        for name, rows in zip(DATA_FILES, (resolutions, paragraphs, citations), strict=True)
    ]
    (folder / "schema.json").write_bytes(_schema_bytes())
    manifest = {"version": FORMAT_VERSION, "schema": "schema.json", "files": entries}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8", newline="\n")


def _write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> dict[str, int | str]:
    """Write a line for each row; how many lines there are, and their hash."""
    lines = [_encode(row) + "\n" for row in rows]
    data = "".join(lines).encode()
    path.write_bytes(data)
    return {"rows": len(lines), "sha256": hashlib.sha256(data).hexdigest()}


def _schema_bytes() -> bytes:
    return files("builder").joinpath("data/data_files.schema.json").read_bytes()


@cache
def data_schema() -> dict[str, Any]:
    """The JSON Schema of the data files; under `definitions`, the schema of a line of each, by the file's name."""
    return cast("dict[str, Any]", json.loads(_schema_bytes()))
