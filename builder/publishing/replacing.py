"""A new site takes the place of the old one in one step; until then, and if the build fails, the old one stays as it was.

The new site is built in a folder beside the old (`.site.new` beside `site`), because only on one file system can a folder take another's
place in one step. On Linux the two exchange their names (`renameat2` with RENAME_EXCHANGE, see rename(2)), so that there is no moment
without a site. Elsewhere the old one is moved aside first; a build that is killed between the two steps is mended by the next.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

__all__ = ["Publication", "PublishingError"]

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # from <fcntl.h> and <linux/fs.h>


class PublishingError(Exception):
    """The new site cannot take the place of the old; the message says why and what to do."""


class Publication:
    """A site in the making: build it in `folder`, then `publish` or `discard`.

    One at a time for a site: `waiting` is called once where another build must be waited for. A killed process holds nothing: the system
    lets go of its lock, and what it left is removed here.
    """

    def __init__(self, site: Path, waiting: Callable[[], None] | None = None) -> None:
        self.site = site.resolve()
        self.folder = self.site.with_name(f".{self.site.name}.new")
        self._old = self.site.with_name(f".{self.site.name}.old")
        self._before = self.site.with_name(f".{self.site.name}.before")
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(self.site.with_name(f".{self.site.name}.lock"))
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                if waiting:
                    waiting()
                self._lock.acquire()
        except OSError as error:
            raise PublishingError(
                f"{self.site.parent}: {error.strerror}; the site is built beside its folder and must be writable"
            ) from error
        self._mend()

    def reuse(self) -> bool:
        """Begin with the files of the site that was replaced last; whether one was kept, and nothing is in the folder yet."""
        if not self._before.exists() or (self.folder.exists() and any(self.folder.iterdir())):
            return False
        self._remove(self.folder)
        self._before.rename(self.folder)
        return True

    def publish(self, *, keep: bool = False) -> None:
        """Put the new site in the place of the old, which is kept beside it for `reuse` if asked.

        PublishingError where the system refuses; the old one is then still there.
        """
        try:
            if not self.site.exists():
                self.folder.rename(self.site)
            elif not _exchange(self.folder, self.site):
                self.site.rename(self._old)
                self.folder.rename(self.site)
        except OSError as error:
            self._mend()
            self.close()
            advice = f"{self.site} cannot be replaced ({error.strerror}). Where it is a mounted folder, set site_dir to a folder inside it"
            raise PublishingError(advice) from error
        if keep:
            self._remove(self._before)
            for replaced in (self.folder, self._old):
                if replaced.exists():
                    replaced.rename(self._before)
        self.discard()

    def discard(self) -> None:
        """Remove what is not published, and let the next build begin."""
        self._remove(self.folder)
        self._remove(self._old)
        self.close()

    def close(self) -> None:
        """Let the next build begin."""
        self._lock.release()

    def _mend(self) -> None:
        """Undo what a killed build left: the new site where it was not finished, and the missing half of a replacement."""
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        self._remove(self.folder)
        self._remove(self._old)

    @staticmethod
    def _remove(folder: Path) -> None:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders exchange their names in one step; False where the system has no way to. OSError where it refuses."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # no Linux, or an old C library
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):  # an old kernel, or a file system without it
        return False
    raise OSError(number, os.strerror(number), str(other))
