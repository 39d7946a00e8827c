"""Slips of an extractor inside words: words cut by a space ('abdu ctees'), and spaces before a hyphen or a stop ('well -being', 'cycle ,').

Whether two pieces are one word is decided by the vocabulary of the whole document and by a list of English words: the joined word is one of
either, and a piece is a word of neither. 'in direct' stays, because both are words. Each repair is recorded with what was printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import Repair
from builder.reading.english import frequency
from builder.text import Mark, Text

__all__ = ["Vocabulary", "mend"]

# A word: letters, with hyphens and apostrophes inside it. Not a piece of a symbol, and no letter that labels something: '(d)', 'e.'.
_WORD = re.compile(
    r"""  (?<![\w/.(’'-]) [^\W\d_] (?![\w/.)’'-])
        | (?<![\w/.’'-]) [^\W\d_]{2,} (?:[-’'][^\W\d_]+)* (?![\w/])
        | (?<!\w) [^\W\d_] (?:[-’'][^\W\d_]+)+ (?![\w/])
    """,
    re.VERBOSE,
)
_COMPOUND = re.compile(r"(?<!\w)\w++(?:-\w+)+")
_PIECE = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
# Two pieces with one space between them, neither touched by anything else that is part of a word or a label: not '(a) b', 'A/RES x'.
_CUT = re.compile(rf"(?<![\w’'/(.-])({_PIECE})\s(?=({_PIECE})(?![\w’'/).-]*[\w/]|\)))")
_THIRD = re.compile(rf"\s({_PIECE})(?![\w’'/).-]*[\w/]|\))")
# 'well -being', 'people -to-people', 'non -refoulement', 'low - or zero-emission', 'micro -, small'; not 'A - B', '5 -6'.
_HYPHEN = re.compile(r"(?<=[^\W\d_])\s-(?=[^\W\d_]|,|\s(?:and|or|to)\b)")
# 'COVID -19', 'non- governmental', mended where the whole stands elsewhere: 'pre- and post-war' is right as it is.
_AROUND_HYPHEN = re.compile(r"(?<![\w-])((?:\w+-)*\w+)(\s-|-\s)(?=(\w+(?:-\w+)*))")
# 'troop- and police-contributing' is right as it is; elsewhere nothing but a slip puts a space after a hyphen.
_SUSPENDED = re.compile(r"(?:and|or|to|nor|as|but|versus)(?!-|\w)")
# 'cycle , and', 'impunity ;', '( jus cogens )', 'Office ’s'; not '… :', which some languages print.
_STOP = re.compile(r"(?<=[\w)”’])\s(?=[,;.](?:\s|$))|(?<=[(\[])\s(?=\w)|(?<=\w)\s(?=[)\]”]|’s\b)")
# '3– 14 June', '3 –14', '18 – 22 March 2002'; not '5 – 7', which may be three cells of a table, nor 'France – 9 to 13 June'.
_DATE = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_RANGE = re.compile(rf"(?<=\d)\s(?=–\d)|(?<=\d–)\s(?=\d)|(?<=\d)\s(?=–\s{_DATE})|(?<=\d\s–)\s(?={_DATE})")

_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_SHORT = 3  # letters of a word that often stands beside others: 'a', 'in', 'the'
_LONG = 8  # letters from which a piece found nowhere else is rather the rest of a word than a rare word
_STEM = 5  # letters by which two words are taken for one family
_USED = 300_000  # times that a word is counted in English books; what is counted less often is rather a piece of one, or a name
_RATHER = 20  # times as often as the joined word a piece may be used, where both pieces are English words: 'see king', not 'cross cutting'


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often each word stands in a document."""

    counts: Counter[str]
    lowered: tuple[str, ...]  # in order, so that those with one beginning are neighbours

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The words of these texts."""
        counts: Counter[str] = Counter()
        for text in texts:
            words = _WORD.findall(text)
            known = set(words)
            counts.update(words)
            counts.update(word for word in _COMPOUND.findall(text) if not word.isalpha() and word not in known)
            counts.update(part for word in words if "-" in word for part in word.split("-") if len(part) > 1)
        return cls(counts, tuple(sorted({word.lower() for word in counts})))

    def knows(self, word: str) -> bool:
        """Whether the word stands in the document, as it is or in the case it has inside a sentence."""
        return bool(self.counts[word] or self.counts[word.lower()])

    def knows_family(self, first: str, second: str) -> bool:
        """Whether a word stands in the document that begins as the joined word does, beyond the cut: 'accelerating' for 'accelerat ion'."""
        joined = (first + second).lower()
        stem = joined[: -2 if len(second) > _SHORT else -1]
        if len(stem) < max(_STEM, len(first) + 1):
            return False
        place = bisect_left(self.lowered, stem)
        return place < len(self.lowered) and self.lowered[place].startswith(stem)

    def knows_elsewhere(self, piece: str) -> bool:
        """Whether the piece of a word stands in the document in a second place, too. Letters without a vowel are no word: 'd', 'th'."""
        if piece.islower() and not _VOWEL.search(piece):
            return False
        return self.counts[piece] > 1 or (piece != piece.lower() and bool(self.counts[piece.lower()]))


def mend(text: Text, vocabulary: Vocabulary) -> tuple[Text, tuple[Repair, ...]]:
    """The text with its words whole, its marks on the same words, and what was mended."""
    repairs: list[Repair] = []
    cuts: set[int] = set()
    for pattern, reason in ((_HYPHEN, "space before a hyphen"), (_STOP, "space beside a sign"), (_RANGE, "space in a range")):
        for match in pattern.finditer(text.words):
            printed = _around(text.words, match.start())
            repairs.append(Repair(printed, _around_joined(text.words, match.start()), reason))
            cuts.add(match.start())
    for match in _AROUND_HYPHEN.finditer(text.words):
        place = match.start(2) + match.group(2).index(" ")
        whole = f"{match.group(1)}-{match.group(3)}"
        if place in cuts or _called_at(text, place) or _SUSPENDED.match(match.group(3)):
            continue
        if vocabulary.knows(whole) or (match.group(2) == "- " and match.group(3)[0].islower()):
            repairs.append(Repair(match.group(1) + match.group(2) + match.group(3), whole, "space beside a hyphen"))
            cuts.add(place)
    joined_to = 0
    for match in _CUT.finditer(text.words):
        first, second = match.group(1), match.group(2)
        third = _THIRD.match(text.words, match.end(2))
        following = third.group(1) if third else ""
        if match.start() >= joined_to and _is_cut(first, second, following, vocabulary) and not _called_at(text, match.end(1)):
            repairs.append(Repair(f"{first} {second}", first + second, "word cut by a space"))
            cuts.add(match.end(1))
            joined_to = match.end(2)
    return (_without_spaces(text, sorted(cuts)), tuple(repairs)) if cuts else (text, ())


def _called_at(text: Text, place: int) -> bool:
    """Whether a footnote is called there; then the space is right."""
    return any(mark.start == place == mark.end for mark in text.marks)


def _is_cut(first: str, second: str, third: str, vocabulary: Vocabulary) -> bool:
    """Whether the two are pieces of one word; `third` is the piece after them, or ''."""
    if (second[0].isupper() and not first.isupper()) or second[1:2] == "-":  # 'the e-mail'
        return False
    known = vocabulary.knows_elsewhere(first), vocabulary.knows_elsewhere(second)
    left, right = first.rpartition("-")[2], second.partition("-")[0]
    words, joined = (_is_word(left), _is_word(right)), frequency(left + right)
    if all(known) and (all(words) or joined < _USED or not vocabulary.knows(first + second)):
        return False
    if all(words) or (len(left) == 1 and left.isupper() and words[1]):  # 'A/RES/52/38 O of'
        likely = joined * _RATHER >= min(frequency(left), frequency(right))
        return likely and not any(known) and vocabulary.counts[first + second] > 1 and _document_joins(first, second, known, vocabulary)
    if words[0] and third and not _is_word(third) and (frequency(right + third) or vocabulary.knows(second + third)):
        return False  # 'of f inancing'
    return joined >= (_USED if first[0].isupper() else 1) or _document_joins(first, second, known, vocabulary)  # not 'Dar es'


def _is_word(piece: str) -> bool:
    """Whether the piece is an English word in use, or an acronym. Of letters, 'a' and 'I' are."""
    return (piece.isupper() or frequency(piece) >= _USED) if len(piece) > 1 else piece in "aAI"


def _document_joins(first: str, second: str, known: tuple[bool, bool], vocabulary: Vocabulary) -> bool:
    """Whether the other words of the document say that the pieces are one word; `known` are the pieces that stand elsewhere in it."""
    if not any(known):
        return vocabulary.knows(first + second) or vocabulary.knows_family(first, second)
    piece, word = (second, first) if known[0] else (first, second)
    return vocabulary.knows(first + second) and not (len(word) <= _SHORT and _could_be_word(piece))


def _could_be_word(piece: str) -> bool:
    """Whether letters that stand nowhere else may yet be a word, beside a short one: 'a broad', 'up on', not 'a nd', 'in ternational'."""
    return bool(_VOWEL.search(piece)) and 1 < len(piece) < _LONG


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
        return offset - bisect_left(places, offset)

    starts = [0, *(place + 1 for place in places)]
    words = "".join(text.words[start:end] for start, end in zip(starts, [*places, len(text.words)], strict=True))
    return Text(words, tuple(Mark(m.kind, moved(m.start), moved(m.end), m.value) for m in text.marks))
