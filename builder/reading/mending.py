"""Slips of an extractor inside words: words cut by a space ('abdu ctees'), and spaces before a hyphen or a stop ('well -being', 'cycle ,').

Whether two pieces are one word is decided by the vocabulary of the whole document alone: the joined word stands elsewhere in it, and at
least one of the pieces does not. 'in direct' stays, because both are words. Each repair is recorded with what was printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import Repair
from builder.text import Mark, Text

__all__ = ["Vocabulary", "mend"]

# A word: letters, with hyphens and apostrophes inside it. Not a piece of a symbol, and no letter that labels something: '(d)', 'e.'.
_WORD = re.compile(r"(?<![\w/.(’'-])[^\W\d_](?![\w/.)’'-])|(?<![\w/.’'-])[^\W\d_]{2,}(?:[-’'][^\W\d_]+)*(?![\w/])|(?<!\w)[^\W\d_](?:[-’'][^\W\d_]+)+(?![\w/])")
_PIECE = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
# Two pieces with one space between them, neither touched by anything else that is part of a word or a label: not '(a) b', 'A/RES x'.
_CUT = re.compile(rf"(?<![\w’'/(.-])({_PIECE})\s(?=({_PIECE})(?![\w’'/).-]*[\w/]|\)))")
# 'well -being', 'people -to-people', 'non -refoulement'; not 'pre- and post-war', 'A - B', '-5'.
_HYPHEN = re.compile(r"(?<=[^\W\d_])\s-(?=[^\W\d_])")
# 'cycle , and', 'impunity ;'; not '… :', which some languages print.
_STOP = re.compile(r"(?<=[\w)”’])\s(?=[,;.](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often each word stands in a document."""

    counts: Counter[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The words of these texts."""
        counts: Counter[str] = Counter()
        for text in texts:
            words = _WORD.findall(text)
            counts.update(words)
            counts.update(part for word in words if "-" in word for part in word.split("-") if len(part) > 1)
        return cls(counts)

    def knows(self, word: str) -> bool:
        """Whether the word stands in the document, as it is or in the case it has inside a sentence."""
        return bool(self.counts[word] or self.counts[word.lower()])

    def knows_elsewhere(self, piece: str) -> bool:
        """Whether the piece of a word stands in the document in a second place, too."""
        return self.counts[piece] > 1 or (piece != piece.lower() and bool(self.counts[piece.lower()]))


def mend(text: Text, vocabulary: Vocabulary) -> tuple[Text, tuple[Repair, ...]]:
    """The text with its words whole, its marks on the same words, and what was mended."""
    repairs: list[Repair] = []
    cuts: list[int] = []
    for pattern, reason in ((_HYPHEN, "space before a hyphen"), (_STOP, "space before a stop")):
        for match in pattern.finditer(text.words):
            printed = _around(text.words, match.start())
            repairs.append(Repair(printed, _around_joined(text.words, match.start()), reason))
            cuts.append(match.start())
    for match in _CUT.finditer(text.words):
        first, second = match.group(1), match.group(2)
        if _is_cut(first, second, vocabulary) and not any(mark.start == match.end(1) and not mark.end > mark.start for mark in text.marks):
            repairs.append(Repair(f"{first} {second}", first + second, "word cut by a space"))
            cuts.append(match.end(1))
    return (_without_spaces(text, sorted(set(cuts))), tuple(repairs)) if cuts else (text, ())


def _is_cut(first: str, second: str, vocabulary: Vocabulary) -> bool:
    if not vocabulary.knows(first + second) or (second[0].isupper() and not first.isupper()):
        return False
    return not (vocabulary.knows_elsewhere(first) and vocabulary.knows_elsewhere(second))


def _around(words: str, at: int) -> str:
    """The word before the space and the one after it, as printed."""
    start = words.rfind(" ", 0, at) + 1
    end = words.find(" ", at + 1)
    return words[start : end if end > 0 else len(words)]


def _around_joined(words: str, at: int) -> str:
    printed, start = _around(words, at), words.rfind(" ", 0, at) + 1
    return printed[: at - start] + printed[at - start + 1 :]


def _without_spaces(text: Text, places: list[int]) -> Text:
    """The text without the characters at these places."""

    def moved(offset: int) -> int:
        return offset - sum(place < offset for place in places)

    words = "".join(char for at, char in enumerate(text.words) if at not in places)
    return Text(words, tuple(Mark(m.kind, moved(m.start), moved(m.end), m.value) for m in text.marks))
