"""What an archive holds, by the symbols under which it may be cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from builder.anchors import Anchored
from builder.symbols import symbol_from_path, symbol_path, with_letters, without_letters

__all__ = ["Holdings", "Landing"]


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a symbol is held: the document, and the anchor of the part of it that the symbol names, None for all of it."""

    document: Anchored
    part: str | None


class Holdings:
    """The documents of an archive, to be found by symbol."""

    def __init__(self, documents: Sequence[Anchored]) -> None:
        self._documents: dict[str, dict[str, Anchored]] = defaultdict(dict)
        self._places: dict[str, tuple[str, str | None]] = {}
        parts: dict[str, tuple[str, str | None]] = {}
        for document in documents:
            symbol = document.resolution.symbol
            self._documents[symbol][document.resolution.language] = document
            self._places[symbol] = symbol, None
            if not document.resolution.parts:
                continue
            bare = without_letters(symbol)
            parts.setdefault(bare, (symbol, None))
            for part in document.resolution.parts:
                anchor = part.letter.lower()
                if named := with_letters(symbol, part.letter):
                    parts[named] = symbol, anchor if document.scopes.get(anchor) == "part" else None
        self._places = parts | self._places  # a document of its own comes before a part of another
        self._paths = {symbol_path(symbol) for symbol in self._documents}

    def find(self, symbol: str, language: str) -> Landing | None:
        """Where the symbol is held: in the given language, else in the first it is held in; None where it is not."""
        place = self._places.get(symbol) or self._bare(symbol)
        if place is None:
            return None
        versions = self._documents[place[0]]
        return Landing(versions.get(language) or next(iter(versions.values())), place[1])

    def _bare(self, symbol: str) -> tuple[str, str | None] | None:
        """The document without the letter, where that is where the lettered part stands.

        So it is for parts of the old sessions, and for the first part of what had no letter until a second was adopted: the note of
        A/RES/77/263 B says "Resolution 77/263 … becomes resolution 77/263 A", and A/RES/77/263 goes on being held under its first symbol.
        """
        place = self._places.get(symbol_from_path(symbol_path(symbol)))
        if place is None and with_letters(without_letters(symbol), "A") == symbol:
            place = self._places.get(without_letters(symbol))
        return place

    def holds_path(self, path: str) -> bool:
        """Whether a held document has this path, so that no reference page can."""
        return path in self._paths
