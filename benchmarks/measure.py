"""How long it takes to make an archive from a folder of XML, and to make it again after a change, and how much memory.

    .venv/bin/python benchmarks/measure.py FOLDER [--keep DIR]

Each step runs as its own process, as a keeper would run it, in an empty archive that is removed at the end. Memory is what the process
and its children hold together at the worst moment, looked at five times a second; pages that they share are counted once.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ARCHIVE = [str(Path(sys.executable).with_name("archive"))]


@dataclass(frozen=True)
class Measurement:
    """Seconds from start to end, and bytes at the worst moment."""

    step: str
    seconds: float
    memory: int


def children_of(process: int) -> list[int]:
    """The process and all it started, as far as they are still there."""
    found = [process]
    for parent in found:
        for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in tasks.read_text().split()]
            except OSError:
                continue
    return found


def memory_of(process: int) -> int:
    """Bytes held by the process: its own, and its share of what it shares. 0 when it has ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def measure(step: str, command: list[str], folder: Path, may_fail: bool = False) -> Measurement:
    """Run a command to its end. SystemExit with its status where it fails and that is not expected."""
    print(f"{step} …", file=sys.stderr, flush=True)
    peak, start = 0, time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(map(memory_of, children_of(process.pid))))
        time.sleep(0.2)
    seconds = time.perf_counter() - start
    if process.returncode and not may_fail:
        sys.exit(f"{step} failed with status {process.returncode}")
    return Measurement(step, seconds, peak)


def change_one(root: Path) -> None:
    """Change a word of the document that is first by name among those of the language that has most."""
    languages = [folder for folder in (root / "content" / "resolutions").iterdir() if folder.is_dir()]
    largest = max(languages, key=lambda folder: sum(1 for _ in folder.rglob("*.yaml")))
    path = min(largest.rglob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace(" the ", " the changed ", 1), encoding="utf-8")


def table(measurements: list[Measurement]) -> str:
    """The measurements as a table in Markdown."""
    lines = ["| step | seconds | peak memory (MB) |", "|---|---|---|"]
    lines += [f"| {m.step} | {m.seconds:.1f} | {m.memory / 1e6:.0f} |" for m in measurements]
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the table and what it was measured on."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="XML files, in any folders below")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the archive here and leave it")
    options = parser.parse_args()
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("This measures memory with Linux' /proc, which is not here.")
    source = options.folder.resolve(strict=True)
    scratch = Path(tempfile.mkdtemp(prefix="archive-benchmark-"))
    root = (options.keep or scratch / "archive").resolve()
    try:
        subprocess.run([*ARCHIVE, "new", str(root)], check=True, stdout=subprocess.DEVNULL)
        measurements = [
            measure("import", [*ARCHIVE, "import", str(source)], root, may_fail=True),  # some files of any large folder cannot be read
            measure("build, search index included", [*ARCHIVE, "build"], root),
        ]
        measurements.append(measure("build again, nothing changed", [*ARCHIVE, "build"], root))
        change_one(root)
        measurements += [
            measure("build again, one document changed", [*ARCHIVE, "build"], root),
            measure("check", [*ARCHIVE, "check"], root),
            measure("verify", [*ARCHIVE, "verify"], root),
        ]
        files = sum(1 for _ in source.rglob("*.xml"))
        documents = sum(1 for _ in (root / "content" / "resolutions").rglob("*.yaml"))
        size = sum(file.stat().st_size for file in (root / "site").rglob("*") if file.is_file())
        print(f"{files} files of XML, {documents} documents, {size / 1e6:.0f} MB of site\n")
        print(table(measurements))
        print(f"\nPython {platform.python_version()}, {len(os.sched_getaffinity(0))} cores, {platform.machine()}")
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
