"""The same function on thousands of files, over all cores."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

__all__ = ["available_cores", "map_parallel"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEW = 24  # below this, starting processes takes longer than it saves


def available_cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def map_parallel(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int = 0,
    *,
    heavy: bool = False,
) -> Iterator[Result]:
    """function(item) for each item, in the order of the items, whatever the number of jobs (0: one a core).

    Function and items must be picklable. Items are `heavy` that take seconds each: two of them are worth processes of their own, and they
    are begun one by one, in order.
    """
    jobs = jobs or available_cores()
    if jobs == 1 or len(items) < (2 if heavy else _FEW):
        yield from map(function, items)
        return
    chunk = 1 if heavy else max(1, min(32, len(items) // (4 * jobs)))
    with ProcessPoolExecutor(min(jobs, len(items)), initializer=_begin) as pool:
        yield from pool.map(function, items, chunksize=chunk)


def _begin() -> None:
    """In each process first: what is made of a document is thousands of objects that are gone when it is done; seldom look for garbage.

    The process ends when the one that started it is gone, killed in the middle of a build; else it would wait for more for ever.
    """
    gc.set_threshold(200_000, 20, 100)
    parent = os.getppid()  # of a process that a server of forks started, the server, which ends with the build

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
