"""What can be made again lies in `.cache/` beside `content/`, is never published, and is valid for one version of the program."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

__all__ = ["cache_dir", "code_digest", "make_cache_dir", "write_atomically"]


def cache_dir(content: Path) -> Path:
    """Where what can be made again is kept."""
    return content.resolve().parent / ".cache"


def make_cache_dir(content: Path) -> Path:
    """The same folder, which is there afterwards and which git ignores. OSError where it cannot be made."""
    folder = cache_dir(content)
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    return folder


def write_atomically(path: Path, data: bytes) -> None:
    """Write the file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


@cache
def code_digest() -> str:
    """The hash of everything that decides what is made of a file: the package, and the Python that runs it."""
    digest = hashlib.sha256(sys.version.encode())

    def add(folder: Traversable) -> None:
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.is_dir() and entry.name != "__pycache__":
                add(entry)
            elif entry.name.endswith((".py", ".yaml", ".json")):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes())

    add(files("builder"))
    return digest.hexdigest()
