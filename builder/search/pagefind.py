"""Pagefind itself: where its program is, how it is run, and how the files of its indexes are read and written."""

from __future__ import annotations

import gzip
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

import cbor2

__all__ = ["SearchError", "pack_cbor", "pagefind_version", "read_cbor", "read_packed", "run_pagefind"]

# The files of an index are gzip files that begin with these bytes; but for fragments, which are JSON, all hold CBOR.
_PREFIX = b"pagefind_dcd"


class SearchError(Exception):
    """Pagefind is missing or failed; the message says what it said."""


def pagefind_version() -> str:
    """The version that is installed; '' where none is."""
    try:
        return metadata.version("pagefind")
    except metadata.PackageNotFoundError:
        return ""


def run_pagefind(texts: Path, target: Path, what: str) -> None:
    """Index the texts in a folder into another. SearchError where it fails, which names `what` was to be indexed."""
    try:
        # The program itself: the one in Python around it takes longer to start than this one to index twenty documents.
        command = [_program(), "--site", str(texts), "--output-path", str(target), "--silent"]
        result = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except (ImportError, OSError) as error:
        raise SearchError(f"Pagefind could not index {what}: {error}") from error
    if result.returncode:
        said = (result.stderr or result.stdout).strip().splitlines()
        raise SearchError(f"Pagefind could not index {what}: {said[-1] if said else f'exit status {result.returncode}'}")


def _program() -> str:
    from pagefind.service import get_executable  # only those who index need it

    found = get_executable()
    if found is None:
        raise FileNotFoundError("its program is not installed")
    return str(found)


def read_packed(file: Path) -> bytes:
    """What a file of an index holds."""
    return gzip.decompress(file.read_bytes()).removeprefix(_PREFIX)


def read_cbor(file: Path) -> Any:
    """What a file of an index holds, unless it is a fragment."""
    return cbor2.loads(read_packed(file))


def pack_cbor(encoded: bytes, level: int) -> bytes:
    """The bytes of a file that holds this."""
    return gzip.compress(_PREFIX + encoded, compresslevel=level, mtime=0)
