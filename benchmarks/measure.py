"""How long it takes to make an archive from a folder of XML, and to make it again after a change, and how much memory and room it needs.

    .venv/bin/python -m benchmarks.measure FOLDER [--sizes 200,1000,5000,all] [--compare 1000] [--keep DIR]

All files are imported once; from what they hold, archives of several sizes are built, the documents of each taken evenly from all. The
largest one is built again after nothing and after one document has changed: one that others cite much, and one that nobody cites. The
Markdown of one size is also built by MkDocs alone, and by Hugo and Zensical where they are installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.building import ARCHIVE, Measurement, measure
from benchmarks.others import compare

_DOCUMENTS = Path("content/resolutions")
_SAMPLE = 200  # pages that are compressed


@dataclass(frozen=True)
class Size:
    """An archive that was built: how many documents and pages, bytes of the site and of its index, and of an average page compressed."""

    documents: int
    pages: int
    site: int
    index: int
    page: int
    build: Measurement


def copy_some(all_of_them: Path, root: Path, number: int) -> int:
    """Make an archive of so many of the documents, taken evenly; 0 for all. How many they are."""
    subprocess.run([*ARCHIVE, "new", str(root)], check=True, stdout=subprocess.DEVNULL)
    files = sorted(path.relative_to(all_of_them) for path in (all_of_them / _DOCUMENTS).rglob("*.yaml"))
    step = len(files) / number if number and number < len(files) else 1
    chosen = [files[int(place * step)] for place in range(min(number or len(files), len(files)))]
    for path in chosen:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(all_of_them / path, root / path)
    return len(chosen)


def built(root: Path, documents: int) -> Size:
    """Build the archive from nothing, and weigh it."""
    build = measure(f"{documents:,} documents: build", [*ARCHIVE, "build"], root)
    site = root / "site"
    pages = sorted(site.rglob("*.html"))
    sample = pages[:: max(1, len(pages) // _SAMPLE)]
    page = sum(len(gzip.compress(path.read_bytes(), 6)) for path in sample) // len(sample)
    return Size(documents, len(pages), weight(site), weight(site / "pagefind"), page, build)


def weight(folder: Path) -> int:
    """The bytes of all files below the folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def least_and_most_cited(root: Path) -> tuple[Path, Path]:
    """The files of a document that nobody cites, and of the one that most others cite, in the language that has most documents."""
    documents = [json.loads(line) for line in _lines(root / "site/data/resolutions.jsonl")]
    held = [row for row in documents if row["held"]]
    language = Counter(row["language"] for row in held).most_common(1)[0][0]
    cited = {(row["target"], row["symbol"]) for row in map(json.loads, _lines(root / "site/data/citations.jsonl"))}
    times = Counter(target for target, symbol in cited if target != symbol)
    paths = sorted((times[row["symbol"]], row["path"]) for row in held if row["language"] == language)
    return tuple(root / _DOCUMENTS / language / f"{path}.yaml" for _, path in (paths[0], paths[-1]))  # type: ignore[return-value]


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from file


def change(path: Path) -> None:
    """Change a word in the middle of the document."""
    text = path.read_text(encoding="utf-8")
    place = text.index(" ", text.index("body:"))
    while not (text[place - 1].isalpha() and text[place + 1].isalpha()):
        place = text.index(" ", place + 1)
    path.write_text(f"{text[:place]} changed{text[place:]}", encoding="utf-8")


def again(root: Path) -> Iterator[Measurement]:
    """Build the archive again, after nothing and after one document has changed."""
    yield measure("nothing changed", [*ARCHIVE, "build"], root)
    for path, which in zip(least_and_most_cited(root), ("that nobody cites", "that is cited most"), strict=True):
        change(path)
        yield measure(f"one document changed {which}", [*ARCHIVE, "build"], root)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table in Markdown."""
    print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def print_sizes(sizes: Sequence[Size]) -> None:
    """What each size took, and a page of each."""
    stages = list(dict.fromkeys(stage for size in sizes for stage in size.build.stages))
    heads = ["documents", "pages", "seconds", *stages, "ms a page", "peak MB", "site MB", "index MB", "KB a page, compressed"]
    print_table(
        heads,
        (
            [
                f"{size.documents:,}",
                f"{size.pages:,}",
                f"{size.build.seconds:.1f}",
                *(f"{size.build.stages.get(stage, 0):.1f}" for stage in stages),
                f"{1000 * size.build.stages.get('pages', 0) / size.pages:.1f}",
                f"{size.build.memory / 1e6:,.0f}",
                f"{size.site / 1e6:,.0f}",
                f"{size.index / 1e6:,.0f}",
                f"{size.page / 1e3:.1f}",
            ]
            for size in sizes
        ),
    )


def print_steps(steps: Sequence[Measurement]) -> None:
    """What each step took."""
    stages = list(dict.fromkeys(stage for step in steps for stage in step.stages))
    print_table(
        ["step", "seconds", *stages, "peak MB"],
        (
            [
                step.step,
                f"{step.seconds:.1f}",
                *(f"{step.stages[s]:.1f}" if s in step.stages else "" for s in stages),
                f"{step.memory / 1e6:,.0f}",
            ]
            for step in steps
        ),
    )


def main() -> None:
    """Measure, and print the tables and what it was measured on."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="XML files, in any folders below")
    parser.add_argument("--sizes", default="200,1000,5000,all", help="how many documents, parted by commas (default: %(default)s)")
    parser.add_argument("--compare", type=int, default=1000, metavar="N", help="documents that other generators build; 0 for none")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the largest archive here and leave it")
    options = parser.parse_args()
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("This measures memory with Linux' /proc, which is not here.")
    source = options.folder.resolve(strict=True)
    numbers = sorted((0 if size == "all" else int(size) for size in options.sizes.split(",")), key=lambda number: number or sys.maxsize)
    scratch = Path(tempfile.mkdtemp(prefix="archive-benchmark-"))
    try:
        everything = scratch / "all"
        subprocess.run([*ARCHIVE, "new", str(everything)], check=True, stdout=subprocess.DEVNULL)
        steps = [measure("import", [*ARCHIVE, "import", str(source)], everything, may_fail=True)]  # some of any large folder cannot be read
        files = sum(1 for _ in source.rglob("*.xml"))
        print(f"{files:,} files of XML imported, {files / steps[0].seconds:.0f} a second")
        sizes = []
        for number in numbers:
            last = number == numbers[-1]
            root = options.keep.resolve() if last and options.keep else scratch / f"archive-{number}"
            sizes.append(built(root, copy_some(everything, root, number)))
            if last:
                steps += again(root)
                steps += [measure(step, [*ARCHIVE, step], root, may_fail=True) for step in ("check", "verify")]
            elif root.is_relative_to(scratch):
                shutil.rmtree(root)
        print_sizes(sizes)
        print_steps(steps)
        if options.compare:
            root = scratch / "compared"
            own = built(root, copy_some(everything, root, options.compare)).build
            others = list(compare(root, scratch / "others"))
            print_steps(
                [Measurement(f"{options.compare:,} documents: {own.step.partition(': ')[2]}", own.seconds, own.memory, own.stages), *others]
            )
        print(f"\nPython {platform.python_version()}, {len(os.sched_getaffinity(0))} cores, {platform.machine()}")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
