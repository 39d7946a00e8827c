"""How fast citations are found: on the documents of a folder, on longer and longer texts, and on texts made to be slow.

    .venv/bin/python -m benchmarks.citations FOLDER [--limit SECONDS]

Everything runs in one process at a time, on one core; seconds are those of the processor, so that other work on the machine matters little.
A text made to be slow gets a process of its own, which is ended at the limit.
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.anchors import Anchored, anchored
from builder.archive import Archive
from builder.linking import link_archive
from builder.linking.cite import cite
from builder.linking.graph import Holdings, link_document
from builder.parallel import map_parallel
from builder.reading.akn import read_akn
from tests.adversarial import PHRASES, repeated

LONG = 2_000_000  # characters of one paragraph that is made to be slow
TEXT = 500_000  # characters of real text, which are then doubled twice


def seconds_of(work: Callable[[], object]) -> float:
    """Seconds of the processor that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def read(path: Path) -> Anchored | None:
    """The document of an XML file."""
    resolution = read_akn(path.read_bytes(), path.name).resolution
    return anchored(resolution) if resolution is not None and resolution.symbol else None


def words_of(documents: Sequence[Anchored]) -> list[str]:
    """The words of all units."""
    return [unit.text.words for document in documents for unit in document.units]


def link(documents: Sequence[Anchored]) -> None:
    """Link all the documents, one after the other."""
    holdings = Holdings(Archive(documents))
    for document in documents:
        link_document(document, holdings)


def speed(documents: Sequence[Anchored]) -> Iterator[str]:
    """Megabytes a second on quarter, half and all of the documents."""
    yield "| documents | MB | seconds | MB a second |"
    yield "|---|---|---|---|"
    for part in (4, 2, 1):
        some = documents[::part]
        size = sum(len(words.encode()) for words in words_of(some)) / 1e6
        seconds = seconds_of(lambda some=some: link(some))  # type: ignore[misc]
        yield f"| {len(some):,} | {size:.1f} | {seconds:.2f} | {size / seconds:.2f} |"


def scaling(documents: Sequence[Anchored]) -> Iterator[str]:
    """Seconds for one paragraph of real words, then twice and four times as long."""
    words = " ".join(words_of(documents))[:TEXT]
    yield "| characters in one paragraph | seconds | times the first |"
    yield "|---|---|---|"
    first = 0.0
    for times in (1, 2, 4):
        text = " ".join([words] * times)
        seconds = seconds_of(lambda text=text: cite(text, by="A/RES/79/1"))  # type: ignore[misc]
        first = first or seconds
        yield f"| {len(text):,} | {seconds:.2f} | {seconds / first:.2f} |"


def _cite(phrase: str, answer: multiprocessing.Queue[float]) -> None:
    text = repeated(phrase, LONG)
    answer.put(seconds_of(lambda: cite(text, by="A/RES/79/1")))


def slowest(limit: float) -> Iterator[str]:
    """Seconds for each phrase, repeated through one paragraph."""
    yield f"| {LONG:,} characters of | seconds |"
    yield "|---|---|"
    for phrase in PHRASES:
        answer: multiprocessing.Queue[float] = multiprocessing.Queue()
        process = multiprocessing.Process(target=_cite, args=(phrase, answer))
        process.start()
        process.join(limit)
        if process.is_alive():
            process.kill()
            process.join()
            yield f"| `{phrase}` | more than {limit:.0f} |"
        else:
            yield f"| `{phrase}` | {answer.get(timeout=1):.2f} |"


def main() -> None:
    """Measure, and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="XML files, in any folders below")
    parser.add_argument("--limit", type=float, default=120, metavar="SECONDS", help="for each text made to be slow; default 120")
    options = parser.parse_args()
    found = map_parallel(read, sorted(options.folder.resolve(strict=True).rglob("*.xml")))
    documents = [document for document in found if document is not None]
    if not documents:
        sys.exit(f"There are no documents in {options.folder}.")
    link_archive(documents[:1])  # patterns are compiled, lists read
    for title, lines in (
        ("Documents of the folder", speed(documents)),
        ("Longer and longer", scaling(documents)),
        ("Made to be slow", slowest(options.limit)),
    ):
        print(f"\n{title}\n")
        for line in lines:
            print(line, flush=True)
    print(f"\nPython {platform.python_version()}, one core, {platform.machine()}")


if __name__ == "__main__":
    main()
