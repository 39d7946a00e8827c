"""The files read by many processes, here or elsewhere, none of which can take the others' work with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic
from builder.importing.candidates import Candidate, read_candidate, use_extracts
from builder.parallel import available_cores
from builder.reading.data_extract import Extract
from builder.reading.limits import received

__all__ = ["Workers", "read_all"]

_CHUNK = 16  # files at a time: a message costs as much as reading a small one
_AHEAD = 6  # chunks for each process: while the first of them takes long, the others do not run dry
_ELSEWHERE = 64  # chunks on their way to other machines: some thousand files, 50 MB of the United Nations' XML

Extracts = Mapping[str, Extract]
_Taken = Sequence[tuple[str, bytes | Diagnostic]]  # files as they lie here, and those that are not taken


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Workers:
    """Any executor of `concurrent.futures`, on this machine or others.

    It is sent the bytes of the files, since it may not see this machine's folders. `share(value)` is what is sent in place of a large value
    that every call needs: with Dask, a reference to it.
    """

    executor: Executor
    share: Callable[[Any], Any] = _as_it_is


def read_all(files: Sequence[str], extracts: Extracts, jobs: int = 0, workers: Workers | None = None) -> Iterator[Candidate]:
    """Each file as a candidate, in the order of the files. One at which its process dies is named, and the others are read."""
    if workers is not None:
        return _read_elsewhere(files, extracts, workers)
    jobs = min(jobs or available_cores(), len(files))
    if jobs <= 1:
        use_extracts(extracts)
        return map(read_candidate, files)
    return _read_in_processes(files, extracts, jobs)


def _chunks(files: Sequence[str], size: int) -> deque[Sequence[str]]:
    return deque(files[at : at + size] for at in range(0, len(files), size))


def _died(path: str, error: BaseException) -> Candidate:
    found = str(error) or type(error).__name__
    return Candidate(path, diagnostics=(Diagnostic("import-died", found, "not read", document=path),))


# --- here -------------------------------------------------------------------------------------------------------------------------


def _read_here(files: Iterable[str]) -> list[Candidate]:
    return [read_candidate(file) for file in files]


def _read_in_processes(files: Sequence[str], extracts: Extracts, jobs: int) -> Iterator[Candidate]:
    waiting = _chunks(files, max(1, min(_CHUNK, len(files) // (4 * jobs))))
    while waiting:
        sent: deque[tuple[Sequence[str], Future[list[Candidate]]]] = deque()
        with ProcessPoolExecutor(jobs, initializer=use_extracts, initargs=(extracts,)) as pool:
            try:
                while waiting or sent:
                    while waiting and len(sent) < _AHEAD * jobs:
                        sent.append((waiting[0], pool.submit(_read_here, waiting[0])))
                        waiting.popleft()
                    read = sent[0][1].result()
                    sent.popleft()
                    yield from read
            except BrokenExecutor:
                pass  # a process died, and with it all that was sent
        for chunk, future in sent:
            yield from _one_by_one(chunk, extracts) if future.exception() else future.result()


def _one_by_one(files: Sequence[str], extracts: Extracts) -> Iterator[Candidate]:
    """The files, one of which ends the process that reads it."""
    waiting = deque(files)
    while waiting:
        with ProcessPoolExecutor(1, initializer=use_extracts, initargs=(extracts,)) as pool:
            while waiting:
                file = waiting.popleft()
                try:
                    yield pool.submit(read_candidate, file).result()
                except BrokenExecutor as error:
                    yield _died(file, error)
                    break


# --- elsewhere ----------------------------------------------------------------------------------------------------------------------


def _read_sent(files: Sequence[tuple[str, bytes]], extracts: Extracts) -> list[Candidate]:
    """What a worker does, which sees no file of the machine that asks."""
    use_extracts(extracts)
    return [read_candidate(path, data=data) for path, data in files]


def _read_elsewhere(files: Sequence[str], extracts: Extracts, workers: Workers) -> Iterator[Candidate]:
    shared = workers.share(extracts)
    waiting, sent = _chunks(files, _CHUNK), deque[tuple[_Taken, Future[list[Candidate]]]]()

    def send(chunk: _Taken) -> Future[list[Candidate]]:
        return workers.executor.submit(_read_sent, [(path, data) for path, data in chunk if isinstance(data, bytes)], shared)

    while waiting or sent:
        while waiting and len(sent) < _ELSEWHERE:
            taken: _Taken = [(path, received(Path(path))) for path in waiting.popleft()]
            sent.append((taken, send(taken)))
        chunk, future = sent.popleft()
        read = {candidate.file: candidate for candidate in _answers(chunk, future, send)}
        for path, data in chunk:
            yield Candidate(path, diagnostics=(data,)) if isinstance(data, Diagnostic) else read[path]


def _answers(
    chunk: _Taken,
    future: Future[list[Candidate]],
    send: Callable[[_Taken], Future[list[Candidate]]],
) -> Iterator[Candidate]:
    """What came back; where a worker was lost, what comes back for each file alone."""
    try:
        yield from future.result()
        return
    except Exception as error:  # whatever the executor says of a worker that died
        if len(chunk) == 1:
            yield _died(chunk[0][0], error)
            return
    for file in chunk:
        if isinstance(file[1], bytes):
            yield from _answers([file], send([file]), send)
