"""The gloss of a text in another language: its words with what matters to a citation put into English, each with its place in print.

"Rappelant sa résolution 73/180 du 17 décembre 2018" becomes "Rappelant its resolution 73/180 of 17 December 2018", and what is found there
is found at "73/180" of the printed text. So one engine reads all languages, and what is known of a language is data: `data/glosses/` has a
file for each, `gloss_rules.py` applies them. Nothing is decided here, and nothing is lost: words that no rule knows stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.linking.draft import Draft
from builder.linking.gloss_rules import glossed_languages, rules_of
from builder.text import Mark, MarkKind, Text

__all__ = ["Gloss", "gloss", "glossed_languages"]


@dataclass(frozen=True, slots=True)
class Gloss:
    """A glossed text: `text` is what is read; `places` are where each of its characters stands in print, None where it is as printed."""

    text: Text
    places: Draft | None = None

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) of the gloss stands in the printed words."""
        return self.places.printed(start, end) if self.places is not None else (start, end)


def gloss(text: Text, language: str) -> Gloss:
    """The text in English as far as citations need it; English itself, and a language without rules, as it is printed.

    >>> found = gloss(Text("conformément au paragraphe 11 de sa résolution 2371 (2017)"), "fr")
    >>> found.text.words
    'conformément au paragraph 11 of its resolution 2371 (2017)'
    >>> found.printed(17, 29)
    (16, 29)
    """
    if language not in glossed_languages():
        return Gloss(text)
    kept = [mark for mark in text.marks if mark.kind in (MarkKind.LINK, MarkKind.CALL)]
    draft = rules_of(language).apply(text.words, whole=bool(kept))
    if draft is None:
        return Gloss(text)
    if not kept:
        return Gloss(Text(draft.words), draft)
    places = draft.glossed((mark.start, mark.end) for mark in kept)
    marks = (Mark(mark.kind, *place, mark.value) for mark, place in zip(kept, places, strict=True))
    return Gloss(Text(draft.words, tuple(sorted(marks, key=lambda mark: mark.start))), draft)
