"""A folder made to hold just what it shall hold, of which most is there already.

A site of fifteen thousand documents is a hundred thousand files and folders; to make all these names anew and to remove the old ones takes
longer than to make the pages that changed. So a site that was replaced is kept beside the new one, and the next is made of it. What
it holds of the kept pages it holds as further names of the same files: one whose file is another, or that is not wanted, goes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

__all__ = ["link_into", "walk_files"]


def link_into(
    folder: Path, files: Iterable[str], target: Path, *, clear: bool, leave: Collection[str] = (), known: Mapping[str, int] | None = None
) -> None:
    """Put these files of the folder, by path, into another; with `clear`, take out all else but what is below the folders to leave.

    `known` are the inodes of files of which they need not be asked for again.

    Each becomes a further name of the same file where the file system has that, else a copy.
    """
    from_, to = str(folder), str(target)
    known = known or {}
    missing = {file: known.get(file) or os.stat(f"{from_}/{file}").st_ino for file in files}  # noqa: PTH116 - so often that objects would be felt
    if clear and target.is_dir():
        _clear(to, "", missing, leave)
    for parent in dict.fromkeys(os.path.dirname(file) for file in missing):  # noqa: PTH120
        os.makedirs(f"{to}/{parent}", exist_ok=True)  # noqa: PTH103
    for file in missing:
        try:
            os.link(f"{from_}/{file}", f"{to}/{file}")
        except OSError:
            shutil.copy2(f"{from_}/{file}", f"{to}/{file}")


def _clear(root: str, prefix: str, missing: dict[str, int], leave: Collection[str]) -> bool:
    """Remove what is not wanted below the prefix, take what is there out of `missing`; whether nothing is left."""
    empty = True
    with os.scandir(f"{root}/{prefix}") as entries:
        found = list(entries)
    for entry in found:
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if name in leave or not _clear(root, f"{name}/", missing, leave):
                empty = False
            else:
                os.rmdir(entry.path)  # noqa: PTH106
        elif missing.get(name) == entry.inode():
            del missing[name]
            empty = False
        else:
            os.unlink(entry.path)  # noqa: PTH108
    return empty


def walk_files(folder: Path) -> Iterator[str]:
    """The path of each file below the folder, in no order."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(f"{prefix}{entry.name}/")
                else:
                    yield f"{prefix}{entry.name}"
