"""One citation: where it is printed, what it means, and where that is held."""

from __future__ import annotations

from dataclasses import dataclass

from builder.linking.resolve import Outcome

__all__ = ["Citation"]


@dataclass(frozen=True)
class Citation:
    """A citation: where it is printed, what it means, and where that is held.

    `start` and `end` are code points in the words of the unit at `anchor`, `text` the words there. `target` is the canonical symbol meant,
    None where it is ambiguous or unresolved. `pinpoint` is the place in the target that is named with it, as printed ('paragraphs 5 to 7',
    'annex II'), '' where none is. `document` and `document_language` are the held document it lands on: the target, or the
    composite document it is a part of. `target_anchor` is the anchor in that document, `covers` all its anchors that are meant, in order,
    of which `target_anchor` is the first: those of a range, or of a composite's part.
    """

    symbol: str
    language: str
    anchor: str
    start: int
    end: int
    text: str
    target: str | None
    target_anchor: str | None
    outcome: Outcome
    reason: str
    document: str | None = None
    document_language: str | None = None
    pinpoint: str = ""
    covers: tuple[str, ...] = ()

    @property
    def cites_itself(self) -> bool:
        """Whether the document names itself."""
        return self.symbol in (self.target, self.document)
