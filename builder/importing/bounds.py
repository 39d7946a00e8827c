"""How long one file may take and how much memory it may ask for, so that a reader that hangs or swells ends as a diagnostic.

Both bounds need a system that can set them (Linux, for the memory) and the main thread of a process, where the processes of an import do
their work. Elsewhere, on Windows or in the threads of a Dask worker, a file is bounded by its size and depth alone; Dask's workers watch
their own memory.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

__all__ = ["MEMORY", "SECONDS", "TooLongError", "bounded"]

SECONDS = 60  # the longest real file takes two
MEMORY = 2 * 2**30  # bytes, on top of what the process has: reading takes some fifty times a file's size, and a file has 16 MB at most

_STATE = Path("/proc/self/statm")


class TooLongError(BaseException):
    """The time for a file is over. No `Exception`, lest a reader that catches those goes on."""


@contextmanager
def bounded() -> Iterator[None]:
    """At most SECONDS for what is inside, then TooLongError; at most MEMORY, then Python's own MemoryError.

    C code is stopped when it returns, so that a single call of the XML parser is bounded in time by the size of the file alone.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with _limited_memory(), _limited_time():
        yield


@contextmanager
def _limited_time() -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _limited_memory() -> Iterator[None]:
    if resource is None or not _STATE.exists():
        yield
        return
    pages = int(_STATE.read_text(encoding="ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * resource.getpagesize() + MEMORY
    allowed = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([most, *allowed]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
