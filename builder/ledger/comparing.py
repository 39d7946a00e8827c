"""What a build would break: published anchors that are gone, or lead to other words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.archive import Archive
from builder.fingerprints import changed_share
from builder.symbols import sort_key

__all__ = ["Break", "Broken", "find_broken", "nearest", "promised_of", "told"]

_MOST = 0.2  # of the words may change before the anchor leads to something else
_NEAR = 0.5  # of the words, at most, are others where the same paragraph may be meant


class Break(StrEnum):
    """How a promise is broken."""

    DOCUMENT = "document"  # the whole document is gone
    VANISHED = "vanished"  # an anchor is gone
    CHANGED = "changed"  # more than a fifth of its words are others
    LOST = "lost"  # an alias leads to an anchor that is gone
    TAKEN = "taken"  # an alias has the name of a paragraph that there is


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken promise. `number` is, of a document, how many anchors it had, else the share of changed words; `to` where an alias leads."""

    how: Break
    language: str
    symbol: str
    anchor: str = ""
    number: float = 0
    to: str = ""

    @property
    def place(self) -> str:
        """As it is named to confirm it: 'A/RES/74/166#op7'."""
        return f"{self.symbol}#{self.anchor}" if self.anchor else self.symbol

    def __str__(self) -> str:
        match self.how:
            case Break.DOCUMENT:
                said = f"the document is gone, with {self.number:,.0f} anchors"
            case Break.VANISHED:
                said = "is gone"
            case Break.CHANGED:
                said = f"{self.number:.0%} of its words are others"
            case Break.LOST:
                said = f"is an alias of #{self.to}, which is gone"
            case Break.TAKEN:
                said = f"is an alias of #{self.to}, and now a paragraph, too"
        return f"{self.place} ({self.language}): {said}"


def find_broken(archive: Archive) -> list[Broken]:
    """Everything that was published and would be gone or other words, by language, symbol, and place in the document.

    Only documents that differ from the ledger are looked at. Nothing is noted.
    """
    differing = archive.store.rows(
        "SELECT promised.language, promised.symbol FROM promised LEFT JOIN document"
        " ON document.symbol = promised.symbol AND document.language = promised.language WHERE document.promise IS NOT promised.promise"
    )
    renamed = archive.store.rows("SELECT DISTINCT language, symbol FROM alias")
    found: list[Broken] = []
    for language, symbol in sorted({*differing, *renamed}, key=lambda row: (row[0], sort_key(row[1]))):
        found += _compare(archive, language, symbol)
    return found


def _compare(archive: Archive, language: str, symbol: str) -> Iterator[Broken]:
    promised = promised_of(archive, symbol, language)
    row = archive.store.row("SELECT fingerprints FROM document JOIN content USING (id) WHERE symbol = ? AND language = ?", symbol, language)
    if row is None:
        if promised:
            yield Broken(Break.DOCUMENT, language, symbol, number=len(promised))
        return
    now: dict[str, str] = json.loads(row[0])
    for anchor, before in promised.items():
        if now.get(anchor) == before:
            continue
        words = archive.words(symbol, language, anchor)
        if words is None:
            yield Broken(Break.VANISHED, language, symbol, anchor)
        elif round(share := changed_share(before, words), 6) > _MOST:
            yield Broken(Break.CHANGED, language, symbol, anchor, share)
    query = "SELECT name, anchor FROM alias WHERE language = ? AND symbol = ? ORDER BY name"
    for name, anchor in archive.store.rows(query, (language, symbol)):
        if name in now:
            yield Broken(Break.TAKEN, language, symbol, name, to=anchor)
        elif anchor not in now:
            yield Broken(Break.LOST, language, symbol, name, to=anchor)


def promised_of(archive: Archive, symbol: str, language: str) -> dict[str, str]:
    """The fingerprints that the ledger has of a document, by anchor."""
    row = archive.store.row("SELECT fingerprints FROM promised WHERE language = ? AND symbol = ?", language, symbol)
    return json.loads(row[0]) if row else {}


def nearest(archive: Archive, broken: Broken) -> tuple[str, float] | None:
    """Where the words of a broken anchor stand now, and how much of them is other words; None where nothing is like them."""
    before = promised_of(archive, broken.symbol, broken.language).get(broken.anchor)
    if not before:
        return None
    places = ((anchor, archive.words(broken.symbol, broken.language, anchor)) for anchor in archive.anchors(broken.symbol, broken.language))
    shares = [(changed_share(before, words), anchor) for anchor, words in places if words and anchor != broken.anchor]
    share, anchor = min(shares, default=(1.0, ""))
    return (anchor, share) if share <= _NEAR else None


def told(archive: Archive, broken: Iterable[Broken]) -> Iterator[str]:
    """A line for each of the broken promises, with the place that its words have now."""
    for one in broken:
        near = nearest(archive, one) if one.how in (Break.VANISHED, Break.CHANGED) else None
        yield f"{one}; its words are now at #{near[0]}" if near else str(one)
