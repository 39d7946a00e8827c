"""An archive of real documents: some six hundred of the corpus, chosen by rule, and those that tests and questions ask for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from builder.symbols import symbol_from_path
from tests.browser.queries import queries
from tests.corpus.documents import files_by_symbol

SHARE = 7  # one document in so many

# What tests name.
WANTED = (
    "A/RES/74/166",
    "A/RES/77/253",
    "S/RES/1325 (2000)",
    "S/RES/2371 (2017)",
    "S/RES/2397 (2017)",
)


def chosen_files(corpus: Path) -> list[Path]:
    """The files: all that have a symbol of WANTED, and of the others those whose symbol's hash says so, on every machine the same."""
    files = files_by_symbol(corpus)
    wanted = {_key(symbol) for symbol in WANTED}
    if missing := wanted - files.keys():
        raise LookupError(f"the corpus has no {', '.join(sorted(missing))}")
    wanted |= {_key(symbol) for symbol in _asked_for()}  # some of these are not held by anybody
    return [path for symbol, paths in files.items() if symbol in wanted or _falls_in(symbol) for path in paths]


def _asked_for() -> Iterator[str]:
    """The documents that the questions of the search's list are about."""
    for query in queries():
        for right in query.right:
            if right.startswith("en/"):
                yield symbol_from_path(right.removeprefix("en/").partition("#")[0].strip("/"))


def _key(symbol: str) -> str:
    return "".join(symbol.split()).upper()


def _falls_in(symbol: str) -> bool:
    return int(hashlib.sha256(symbol.encode()).hexdigest(), 16) % SHARE == 0
