"""What the builder was unsure of: findings with a code, for the keeper of the archive to read.

Parsing never raises on a document; it returns what it read and a list of diagnostics. The codes are listed, each with its meaning and
what a keeper can do, in `data/diagnostics.yaml`; a code is never used again for something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

__all__ = ["Diagnostic", "Severity", "count_codes", "meaning_of"]


class Severity(StrEnum):
    """error: the document was not read, or words are missing; warning: a person should look; note: a repair without doubt."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Diagnostic:
    """One finding: its code, where it is (document, place in it), what was found there and what was done about it."""

    code: str
    found: str = ""
    done: str = ""
    place: str = ""
    document: str = ""  # a symbol, or the file's name where the symbol is not known

    @property
    def severity(self) -> Severity:
        return Severity(meaning_of(self.code)["severity"])

    def at(self, document: str) -> Diagnostic:
        """The same finding, in this document."""
        return replace(self, document=document)

    def __str__(self) -> str:
        where = " ".join(part for part in (self.document, self.place) if part)
        tail = "; ".join(part for part in (self.found, self.done) if part)
        return f"{self.severity} {self.code} {where}: {meaning_of(self.code)['title']}" + (f": {tail}" if tail else "")


@cache
def _codes() -> dict[str, dict[str, str]]:
    text = files("builder").joinpath("data/diagnostics.yaml").read_text(encoding="utf-8")
    return {str(code): dict(entry) for code, entry in yaml.safe_load(text).items()}


def meaning_of(code: str) -> dict[str, str]:
    """The code's entry in the list: severity, title, advice. KeyError for a code that is not listed."""
    return _codes()[code]


def count_codes(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, int]]:
    """How often each code occurs, the gravest severity first, then the most frequent."""
    order = list(Severity)
    counts = Counter(d.code for d in diagnostics)
    return sorted(counts.items(), key=lambda item: (order.index(Severity(meaning_of(item[0])["severity"])), -item[1], item[0]))
