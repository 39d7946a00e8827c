"""Commands as a keeper would run them, each in a process of its own: how long they take, by stage, and how much memory they hold.

Memory is what the process and its children hold together at the worst moment, looked at five times a second; pages that they share are
counted once.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["ARCHIVE", "Measurement", "measure"]

ARCHIVE = [str(Path(sys.executable).with_name("archive"))]

# What a build says of its stages: "Seconds: reading 1.2, pages 3.0".
_STAGES = re.compile(r"Seconds: (?P<stages>.+)")
_STAGE = re.compile(r"(?P<name>[a-z ]+) (?P<seconds>[\d.]+)")


@dataclass(frozen=True)
class Measurement:
    """Seconds from start to end and by stage, and bytes at the worst moment."""

    step: str
    seconds: float
    memory: int
    stages: Mapping[str, float] = field(default_factory=dict)


def measure(step: str, command: Sequence[str], folder: Path, *, may_fail: bool = False) -> Measurement:
    """Run a command to its end. SystemExit with what it said where it fails and that is not expected."""
    print(f"{step} …", file=sys.stderr, flush=True)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        peak, start = 0, time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        while process.poll() is None:
            peak = max(peak, sum(map(_memory_of, _children_of(process.pid))))
            time.sleep(0.2 if time.perf_counter() - start > 5 else 0.02)
        seconds = time.perf_counter() - start
        said.seek(0)
        words = said.read()
    if process.returncode and not may_fail:
        sys.exit(f"{step} failed with status {process.returncode}:\n{words[-2000:]}")
    found = _STAGES.search(words)
    stages = {match["name"].strip(): float(match["seconds"]) for match in _STAGE.finditer(found["stages"])} if found else {}
    return Measurement(step, seconds, peak, stages)


def _children_of(process: int) -> list[int]:
    """The process and all it started, as far as they are still there."""
    found = [process]
    for parent in found:
        for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in tasks.read_text().split()]
            except OSError:
                continue
    return found


def _memory_of(process: int) -> int:
    """Bytes held by the process: its own, and its share of what it shares. 0 when it has ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
