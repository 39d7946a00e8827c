"""Where the corpus of real documents lies, and its scorer: for the tests, and for what is measured by hand."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock

__all__ = ["NoCorpusError", "find_corpus", "find_tools", "unpack_corpus"]

CHECKOUT = Path(__file__).resolve().parents[1]
SHARED = CHECKOUT.parent / "shared"
PACKED = SHARED / "corpus"
UNPACKED = CHECKOUT / ".cache" / "corpus"


class NoCorpusError(Exception):
    """What is not here, and how it could be."""


def find_corpus() -> Path:
    """The folder of the English corpus, with `xml/`, `text/`, `pdf/`, `word/` and `pairs.csv`: RESOLUTION_CORPUS, or the packed one.

    NoCorpusError where there is neither; ValueError where the variable names something else.
    """
    if named := os.environ.get("RESOLUTION_CORPUS"):
        folder = Path(named)
        if not (folder / "xml").is_dir():
            raise ValueError(f"RESOLUTION_CORPUS is {named}, where there is no folder xml/")
        return folder
    if not (PACKED / "unpack").is_file():
        raise NoCorpusError(f"no corpus: RESOLUTION_CORPUS is not set, and {PACKED} does not exist")
    return unpack_corpus()


def find_tools() -> Path:
    """The folder with the corpus' own scorer, `score.py`. NoCorpusError where it is not."""
    tools = SHARED / "eval"
    if not (tools / "score.py").is_file():
        raise NoCorpusError(f"no scorer: {tools} does not exist")
    return tools


def unpack_corpus(*languages: str) -> Path:
    """The English corpus, or with "all" that of all languages, unpacked: a new folder whenever the packed files change, else an old one."""
    parts = sorted(PACKED.glob("*.tar.*"))
    state = "\n".join(f"{part.name} {part.stat().st_size} {part.stat().st_mtime_ns}" for part in parts)
    place = UNPACKED / "-".join([hashlib.sha256(state.encode()).hexdigest()[:12], *languages])
    UNPACKED.mkdir(parents=True, exist_ok=True)
    with FileLock(UNPACKED / "lock"):  # of the processes that run tests, the first one unpacks
        if not place.is_dir():
            # It may be stopped half way: only a complete folder gets the name.
            with tempfile.TemporaryDirectory(dir=UNPACKED) as scratch:
                unfinished = Path(scratch) / "corpus"
                subprocess.run([PACKED / "unpack", unfinished, *languages], check=True, stdout=subprocess.DEVNULL, timeout=600)
                unfinished.rename(place)
    return place
