"""Fuzz a reader: feed it damaged and hostile files until the time is over, and keep one small example of each thing that falls out.

    python -m tests.fuzz akn --minutes 60 --seed 1 --out DIR

Readers: akn, text, yaml, extract (the records beside the XML), linking (words of a document). The files it starts from are those of the
corpus that RESOLUTION_CORPUS names, and invented ones. Each finding is one file in DIR, as small as could be made in a few seconds, with
a line in DIR/READER.txt.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.reading.akn import read_akn
from builder.reading.yaml_file import format_yaml
from tests.fuzz.mutation import mutate
from tests.fuzz.properties import EXAMINE, BrokenPromiseError
from tests.samples import akn_bytes

_SECONDS = 10  # of computing, for one input: real files of two megabytes take two
_MEMORY = 3 * 2**30  # address space of the process
_PAGES_EACH = 5  # pages are made of every so many inputs: they take ten times as long as reading
_MINIMISING = 15  # seconds
_REAL = 400  # files of the corpus
_LARGEST = 120_000  # bytes of a file to begin with: small files are tried more often


class TooLongError(BaseException):
    """An input took longer than it may. No Exception, lest a reader catches it."""


def main() -> int:
    """Fuzz; the exit status says whether anything fell out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("reader", choices=sorted(EXAMINE))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"))
    options = parser.parse_args()
    _bound_memory()
    options.out.mkdir(parents=True, exist_ok=True)
    seeds = list(_seeds(options.reader))
    print(f"{options.reader}: {len(seeds)} files to begin with, seed {options.seed}", flush=True)
    found = fuzz(options.reader, seeds, options.seed, options.minutes * 60, options.out)
    return 1 if found else 0


def fuzz(reader: str, seeds: Sequence[bytes], seed: int, seconds: float, out: Path) -> Counter[str]:
    """What fell out, and how often."""
    found: Counter[str] = Counter()
    began = said = time.monotonic()
    tried = 0
    while time.monotonic() - began < seconds:
        data = mutate(random.Random(f"{seed} {tried}"), seeds, reader)
        pages = tried % _PAGES_EACH == 0
        tried += 1
        if failure := failure_of(reader, data, pages=pages):
            found[failure[0]] += 1
            if found[failure[0]] == 1:
                _keep(reader, minimised(reader, data, failure[0], pages=pages), failure, out)
        if time.monotonic() - said > 60:
            said = time.monotonic()
            print(_state(reader, tried, began, found), flush=True)
    print(_state(reader, tried, began, found), flush=True)
    for kind, count in found.most_common():
        print(f"{count:6} {kind}")
    return found


def _state(reader: str, tried: int, began: float, found: Counter[str]) -> str:
    """How far it is: a busy machine gives a reader less than the minutes it was asked for."""
    times = f"{time.monotonic() - began:.0f} s, {time.process_time():.0f} s of computing"
    return f"{reader}: {tried} inputs in {times}: {len(found)} kinds of failure, {sum(found.values())} failures"


def failure_of(reader: str, data: bytes, *, pages: bool) -> tuple[str, str] | None:
    """What kind of failure the input shows, and the whole of it; None where everything holds."""
    try:
        with _limited_time():
            EXAMINE[reader](data, pages=pages)
    except BrokenPromiseError as error:
        return str(error.args[0]), str(error.args[1])[:500]
    except TooLongError as error:
        return f"more than {_SECONDS} s in {_place(error)}", ""
    except Exception as error:
        return f"{type(error).__name__} at {_place(error)}", f"{error}"[:500]
    return None


def _place(error: BaseException) -> str:
    """The innermost line of the builder that was at work."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/builder/" in frame.filename] or frames
    return f"{'/'.join(Path(own[-1].filename).parts[-3:])}:{own[-1].lineno} in {own[-1].name}"


def minimised(reader: str, data: bytes, kind: str, *, pages: bool) -> bytes:
    """The input without whatever can be left out of it while it fails in the same way."""
    ends = time.monotonic() + _MINIMISING
    size = len(data) // 2
    while size:
        start = 0
        while start < len(data) and time.monotonic() < ends:
            shorter = data[:start] + data[start + size :]
            failure = failure_of(reader, shorter, pages=pages)
            if failure and failure[0] == kind:
                data = shorter
            else:
                start += size
        size = size // 2 if time.monotonic() < ends else 0
    return data


def _keep(reader: str, data: bytes, failure: tuple[str, str], out: Path) -> None:
    name = f"{reader}-{hashlib.sha256(failure[0].encode()).hexdigest()[:10]}.bin"
    (out / name).write_bytes(data)
    line = f"{name} ({len(data)} bytes): {failure[0]}: {failure[1]}"
    with (out / f"{reader}.txt").open("a", encoding="utf-8") as file:
        file.write(line.replace("\n", " ") + "\n")
    print(line[:400], flush=True)


@contextmanager
def _limited_time() -> Iterator[None]:
    def stop(_number: int, _frame: object) -> None:
        raise TooLongError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _bound_memory() -> None:
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


# --- what it starts from ----------------------------------------------------------------------------------------------------------


def _seeds(reader: str) -> Iterator[bytes]:
    corpus = os.environ.get("RESOLUTION_CORPUS")
    rng = random.Random("which files")
    if reader == "text":
        yield from (path.read_bytes() for path in sorted((Path(__file__).parents[1] / "cases").rglob("*.txt")))
        yield from _some(rng, Path(corpus) / "text", "*.txt") if corpus else ()
    elif reader == "extract":
        yield b'{"symbol": "A/RES/74/1", "adoption_date": "18 December 2019", "MS_in_favour": ["CHAD"], "MS_in_favour_count": "1"}\n'
        for data in _some(rng, Path(corpus) / "xml", "*/data_extract/*.json", largest=10**9) if corpus else ():
            lines = data.splitlines(keepends=True)
            yield from (b"".join(lines[start : start + 5]) for start in range(0, min(len(lines), 100), 5))
    else:
        files = [akn_bytes("A/RES/74/1"), *(_some(rng, Path(corpus) / "xml", "*.xml") if corpus else ())]
        for data in files:
            resolution = read_akn(data, "seed.xml").resolution
            if reader == "akn":
                yield data
            elif resolution is not None and reader == "yaml":
                yield format_yaml(resolution).encode()
            elif resolution is not None:
                yield "\n".join(line.strip() for line in format_yaml(resolution).splitlines()).encode()


def _some(rng: random.Random, folder: Path, pattern: str, largest: int = _LARGEST) -> Iterator[bytes]:
    paths = [path for path in sorted(folder.rglob(pattern)) if path.stat().st_size <= largest]
    yield from (path.read_bytes() for path in rng.sample(paths, min(_REAL, len(paths))))


if __name__ == "__main__":
    sys.exit(main())
