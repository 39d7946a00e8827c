"""Names of files that not every system takes, or takes for the same: archives are moved between systems, and so are sites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

__all__ = ["colliding", "is_device_name", "same_on_some_system", "unsafe_paths"]

# Whatever their case, and whatever follows a stop. Source: learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = re.compile(r"(?:AUX|CON|NUL|PRN|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(?:[.:].*)?", re.IGNORECASE | re.DOTALL)


def is_device_name(name: str) -> bool:
    """Whether Windows keeps the name of a file or folder for a device: 'aux', 'CON.yaml', 'com1'; not 'COM.1', 'console'."""
    return _DEVICE.fullmatch(name) is not None


def same_on_some_system(path: str) -> str:
    """What is equal of paths that macOS or Windows take for one: case and the composition of accents do not count there."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def colliding(paths: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The paths that are one on some system, sorted."""
    groups: dict[str, set[str]] = {}
    for path in paths:
        groups.setdefault(same_on_some_system(path), set()).add(path)
    yield from sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)


def unsafe_paths(paths: Iterable[str]) -> Iterator[str]:
    """What is wrong with paths below a folder, a sentence each."""
    paths = list(paths)
    for group in colliding(paths):
        yield f"{' and '.join(repr(path) for path in group)} are one file on systems that do not tell capital letters from small ones"
    devices = {part for part in {part for path in paths for part in path.split("/")} if is_device_name(part)}
    for path in sorted(paths) if devices else ():
        if devices.intersection(path.split("/")):
            yield f"{path!r} cannot be a file on Windows, which keeps such a name for a device"
