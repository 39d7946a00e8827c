"""What was read once is not read again: documents by the hash of their file.

The cache lies in `.cache/` beside `content/` and is never published. It holds pickles, but loads nothing except the classes of a
document, so that a cache that came with somebody's archive can run no code. A cache of other code, a damaged one, or none is the same as
an empty one.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import sys
import zlib
from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import ModuleType
from typing import Any

from builder import anchors, model, text
from builder.anchors import Anchored

__all__ = ["DocumentCache", "cache_dir", "pack", "unpack", "write_atomically"]

Key = tuple[str, str]  # the file's path and the SHA-256 of its bytes


def cache_dir(content: Path) -> Path:
    """Where what can be made again is kept."""
    return content.resolve().parent / ".cache"


def pack(document: Anchored) -> bytes:
    """The document as bytes for the cache or another process."""
    return pickle.dumps(document, protocol=pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Anchored:
    """The document of the bytes. pickle.UnpicklingError where they hold anything else."""
    document = _Unpickler(io.BytesIO(packed)).load()
    if not isinstance(document, Anchored):
        raise pickle.UnpicklingError("no document")
    return document


def write_atomically(path: Path, data: bytes) -> None:
    """Write the file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _classes(*modules: ModuleType) -> dict[tuple[str, str], type[Any]]:
    """The data classes and enums that the modules define."""
    found = (thing for module in modules for thing in vars(module).values() if isinstance(thing, type))
    return {
        (thing.__module__, thing.__qualname__): thing
        for thing in found
        if hasattr(thing, "__dataclass_fields__") or issubclass(thing, Enum)
    }


_ALLOWED = _classes(model, text, anchors)


class _Unpickler(pickle.Unpickler):
    """Knows the classes of a document and nothing else."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        try:
            return _ALLOWED[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of a document") from None


@cache
def _code() -> str:
    """The hash of everything that decides how a file is read: the package, and the Python that runs it."""
    digest = hashlib.sha256(sys.version.encode())

    def add(folder: Traversable) -> None:
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.is_dir() and entry.name != "__pycache__":
                add(entry)
            elif entry.name.endswith((".py", ".yaml", ".json")):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes())

    add(files("builder"))
    return digest.hexdigest()


class DocumentCache:
    """Packed documents by file. `get` what is there, `put` what was read, `save` what is still in use."""

    def __init__(self, content: Path) -> None:
        self._path = cache_dir(content) / "documents"
        self._kept: Mapping[Key, memoryview] = self._load()
        self._used: dict[Key, bytes | memoryview] = {}

    def get(self, key: Key) -> Anchored | None:
        """The document that was read from this file with these bytes."""
        packed = self._kept.get(key)
        if packed is None:
            return None
        try:
            document = unpack(bytes(packed))
        except (pickle.UnpicklingError, AttributeError, EOFError, IndexError, KeyError, TypeError, ValueError):
            return None  # read again from its file
        self._used[key] = packed
        return document

    def put(self, key: Key, packed: bytes) -> None:
        """Keep what was read from this file."""
        self._used[key] = packed

    def save(self) -> None:
        """Write what was got or put, if it is not what is there already."""
        if self._used.keys() == self._kept.keys():
            return
        entries = [[*key, len(packed), zlib.crc32(packed)] for key, packed in self._used.items()]
        head = json.dumps({"code": _code(), "entries": entries}).encode() + b"\n"
        try:
            write_atomically(self._path, head + b"".join(self._used.values()))
            (self._path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        except OSError:
            return  # a read-only place is no reason not to build

    def _load(self) -> dict[Key, memoryview]:
        try:
            data = self._path.read_bytes()
            end = data.index(b"\n") + 1
            head = json.loads(data[:end])
            if head["code"] != _code():
                return {}
            kept, at = {}, end
            for path, sha256, length, checksum in head["entries"]:
                packed = memoryview(data)[at : at + length]
                at += length
                if zlib.crc32(packed) == checksum:
                    kept[path, sha256] = packed
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return kept
