"""SHA256SUMS: every file of a site with its hash, so that whoever mirrors it can tell whether their copy is whole.

The form is that of `sha256sum` of the GNU coreutils, sorted by path: `sha256sum --check SHA256SUMS` reads it, too.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builder.parallel import available_cores
from builder.publishing.reusing import walk_files

__all__ = ["MANIFEST", "Difference", "hashes_of", "read_manifest", "verify_site", "write_manifest"]

MANIFEST = "SHA256SUMS"

_LINE = re.compile(r"(?P<escaped>\\?)(?P<sha256>[0-9a-f]{64}) [ *](?P<path>.+)")
# As sha256sum writes a name that holds a line end or a backslash, behind a backslash at the beginning of the line.
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A file of which a site differs from its manifest: 'missing', 'changed', or 'unknown' where the manifest does not name it."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.what}: {self.path}"


def write_manifest(site: Path, known: Mapping[str, str] | None = None) -> None:
    """Write the manifest of what is in the folder. `known` are hashes by path that need not be computed again."""
    known = known or {}
    paths = sorted(_files(site))
    new = [path for path in paths if path not in known]
    hashes = {**known, **dict(zip(new, hashes_of(site, new), strict=True))}
    data = "".join(_line(path, hashes[path]) for path in paths)
    (site / MANIFEST).write_bytes(os.fsencode(data))


def read_manifest(site: Path) -> dict[str, str]:
    """The hash of each file by its path. OSError where there is no manifest, ValueError where a line of it is none."""
    found = {}
    for number, line in enumerate(os.fsdecode((site / MANIFEST).read_bytes()).split("\n")[:-1], start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{MANIFEST}, line {number}: no hash and path")
        path = match["path"]
        if match["escaped"]:
            path = re.sub(r"\\([\\nr])", lambda sign: {"\\": "\\", "n": "\n", "r": "\r"}[sign[1]], path)
        found[path] = match["sha256"]
    return found


def verify_site(site: Path) -> Iterator[Difference]:
    """Where the folder differs from its manifest, by path. OSError and ValueError as `read_manifest`.

    Nothing outside the folder is read, whatever the manifest names.
    """
    listed, there = read_manifest(site), set(_files(site))
    both = sorted(listed.keys() & there)
    changed = {path for path, sha256 in zip(both, hashes_of(site, both), strict=True) if sha256 != listed[path]}
    for path in sorted(listed.keys() | there):
        if path not in there:
            yield Difference(path, "missing")
        elif path not in listed:
            yield Difference(path, "unknown")
        elif path in changed:
            yield Difference(path, "changed")


def _files(site: Path) -> Iterator[str]:
    return (path for path in walk_files(site) if path != MANIFEST)


def hashes_of(site: Path, paths: list[str]) -> Iterator[str]:
    """The SHA-256 of each file. Threads do, since hashing lets go of Python's lock."""
    with ThreadPoolExecutor(available_cores()) as pool:
        yield from pool.map(lambda path: hashlib.sha256((site / path).read_bytes()).hexdigest(), paths)


def _line(path: str, sha256: str) -> str:
    escaped = "".join(_ESCAPES.get(sign, sign) for sign in path)
    return f"{'' if escaped == path else chr(92)}{sha256}  {escaped}\n"
