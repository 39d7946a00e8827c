"""What an archive holds, by the symbols under which it may be cited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from builder.anchors import Anchored
from builder.archive import Archive
from builder.model import Resolution
from builder.symbols import symbol_from_path, symbol_path, with_letters, without_letters

__all__ = ["Holdings", "Landing"]

_KNOWN = 1 << 14  # symbols of which it is remembered where they are held
_RECENT = 1 << 8  # documents that were landed in last, kept at hand


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a symbol is held: what is known of the document, and the anchor of the part of it that the symbol names, None for all of it."""

    resolution: Resolution
    part: str | None


class Holdings:
    """The documents of an archive, to be found by symbol."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._place = lru_cache(maxsize=_KNOWN)(self._find_place)
        self._home = lru_cache(maxsize=_KNOWN)(lambda symbol: self._place(symbol) or self._bare(symbol))
        self._reference = lru_cache(maxsize=_KNOWN)(self._find_reference)
        self._document = lru_cache(maxsize=_RECENT)(archive.document)

    def find(self, symbol: str, language: str) -> Landing | None:
        """Where the symbol is held: in the given language, else in English, else in the first it is held in; None where it is not."""
        place = self._home(symbol)
        if place is None:
            return None
        for candidate in dict.fromkeys((language, *self._archive.languages)):
            if (resolution := self._archive.get(place[0], candidate)) is not None:
                part = place[1]
                # In one language a document may be in parts that in another it is not.
                return Landing(resolution, part if part and part in self._archive.anchors(place[0], candidate) else None)
        return None

    def document(self, landing: Landing) -> Anchored:
        """The whole document of a landing."""
        document = self._document(landing.resolution.symbol, landing.resolution.language)
        assert document is not None
        return document

    def _find_place(self, symbol: str) -> tuple[str, str | None] | None:
        """The held document that bears the symbol, else the composite that it is a part of, with the part's anchor."""
        if self._archive.held(symbol):
            return symbol, None
        row = self._archive.store.row(
            "SELECT document, anchor FROM part WHERE symbol = ? ORDER BY anchor IS NULL, document, anchor LIMIT 1", symbol
        )
        return (row[0], row[1]) if row else None

    def _bare(self, symbol: str) -> tuple[str, str | None] | None:
        """The document without the letter, where that is where the lettered part stands.

        So it is for parts of the old sessions, and for the first part of what had no letter until a second was adopted: the note of
        A/RES/77/263 B says "Resolution 77/263 … becomes resolution 77/263 A", and A/RES/77/263 goes on being held under its first symbol.
        """
        place = self._place(symbol_from_path(symbol_path(symbol)))
        if place is None and with_letters(without_letters(symbol), "A") == symbol:
            place = self._place(without_letters(symbol))
        return place

    def reference(self, symbol: str) -> str | None:
        """The symbol of the reference page of what is not held; None where a held document has the path of the page."""
        return self._reference(symbol)

    def _find_reference(self, symbol: str) -> str | None:
        path = symbol_path(symbol)
        files = [f"{language}/{path}.yaml" for language in self._archive.languages]
        query = f"SELECT 1 FROM document WHERE file IN ({', '.join('?' * len(files))}) AND symbol IS NOT NULL"
        return None if self._archive.store.row(query, *files) else symbol_from_path(path)
