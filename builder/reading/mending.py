"""Slips of an extractor inside words: words cut by a space ('abdu ctees'), and spaces beside a hyphen or a stop ('well -being', 'cycle ,').

Whether two pieces are one word is weighed as a reader would: how likely is it that these two words stand side by side, how likely that it
is the one word, cut? How often each stands in the document tells most, how common it is in English the rest. 'in direct' stays, because
both are words; 'accelerat ion' is one word, because neither piece is. Each repair is recorded with what was printed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log

from builder.model import Repair
from builder.reading.english import is_listed, share
from builder.text import Mark, Text

__all__ = ["Vocabulary", "mend"]

_LETTERS = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
_TAIL = re.compile(rf"[(\[“‘\"']*(?P<piece>{_LETTERS})")  # may be the first piece of a word: nothing stands after its letters
_HEAD = re.compile(rf"(?P<piece>{_LETTERS})[,;.:!?)\]”’\"']*")  # may be the second: nothing stands before them
# A word with hyphens or an apostrophe in it, or with numbers: 'COVID-19', 'peoples’'; no symbol.
_COMPOUND = re.compile(r"\w+(?:[-’'](?:\w+|$))+")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# All slips but a cut word stand beside one of these.
_BESIDE_A_SIGN = re.compile(r"\s[-–,;.:)\]”’]|[-–(\[]\s")
# 'well -being', 'people -to-people', 'non -refoulement', 'low - or zero-emission', 'micro -, small'; not 'A - B', '5 -6', 'led and -owned'.
_HYPHEN = re.compile(r"(?<=[^\W\d_])(?<!\band)(?<!\bor)\s-(?=[^\W\d_]|,|\s(?:and|or|to)\b)")
# 'COVID -19', 'pre -2020'; not 'at -160'.
_BEFORE_NUMBER = re.compile(r"(?<!\w)([^\W\d_]{2,})\s-(\d+)\b")
# 'non- governmental', 'peer- to-peer'; not 'pre- and post-war', where the hyphen stands for a word that comes later.
_AFTER_HYPHEN = re.compile(r"(?<![\w-])((?:\w+-)*[^\W_]+-)\s(?=(\w+(?:-\w+)*))")
_SUSPENDED = frozenset(("and", "or", "to", "nor", "but", "as", "versus", "through", "than", "not", "rather"))
# 'cycle , and', 'impunity ;', '2022 :', '( jus cogens )', 'Office ’s', '1,589 ,900', 'target 5 .2'.
_STOP = re.compile(
    r"(?<=[\w)”’])\s(?=[,;.:](?:\s|$))|(?<=[(\[])\s(?=\w)|(?<=\w)\s(?=[)\]”]|’s\b)|(?<=\w’)\s(?=s\b)|(?<=\d)\s(?=,\d{3}(?!\d))|(?<=\d)\s(?=\.\d)"
)
# '3– 14 June', '3 –14', '18 – 22 March 2002'; not '5 – 7', which may be three cells of a table, nor 'France – 9 to 13 June'.
_DATE = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_RANGE = re.compile(rf"(?<=\d)\s(?=–\d)|(?<=\d–)\s(?=\d)|(?<=\d)\s(?=–\s{_DATE})|(?<=\d\s–)\s(?={_DATE})")
# '2015 – 2030', where '2015–2030' stands elsewhere.
_YEARS = re.compile(r"(?<!\w)(\d{4})\s–\s(\d{4})(?!\w)")
# '20 30 Agenda': a year that is two numbers.
_YEAR = re.compile(r"(?<![\w.,/–-])(\d{1,3})\s(\d{1,3})(?=\s([^\W\d_]+))")

_OF_THE_DOCUMENT = 0.85  # part of the evidence that the document's own words have
_SLIPS = 1e-3  # of the spaces of an extract, about so many cut a word
_UNHEARD = 1e-9  # share of a word that stands nowhere, of one with a capital, which may be a name, and of a capital alone, a label
_NAME, _INITIAL = 1e-7, 1e-4
_SHORTEST = 3000  # words of a document: in a shorter one, that a word stands once tells no more
_FAMILY = 0.3  # times that a word of which only the family stands in the document counts as standing there
# A false join is worse than a miss, so the one word must be so many times likelier than the two; where both are words, and where they are
# long enough to make a compound that some write apart ('sea bed', 'hand over'), all the more.
_NEEDED, _NEEDED_OF_WORDS, _NEEDED_OF_COMPOUNDS = log(8), log(40), log(1000)
_VOWEL = re.compile("[aeiouy]")
_SIGNS = "(“‘[\"'”’,;.:)]!?"
_SHORT = 3  # letters of the end of a word that may be another in its family: 'accelerating', 'acceleration'
_STEM = 5  # letters by which two words are taken for one family


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often each word stands in a document, in lower case, and as how many words it has."""

    counts: Counter[str]  # as printed
    ordered: tuple[str, ...]  # all in lower case, in order, so that those with one beginning are neighbours
    lowered: frozenset[str]
    settled: frozenset[str]  # words of English that stand here more than once: between two of them nothing is cut
    pairs: Counter[tuple[str, str]]  # of words side by side
    printed: frozenset[str]  # all that stands between spaces, without the signs around it
    total: int  # of all words, but not so few that one of them would tell much

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The words of these texts."""
        tokens = [token if token.isalnum() else token.strip(_SIGNS) for text in texts for token in _letters(text).split()]
        times = Counter(tokens)
        counts: Counter[str] = Counter()
        for token, count in times.items():
            if token.isalpha():
                counts[token] += count
            elif _COMPOUND.fullmatch(token):
                for word in {token, *token.split("-")}:
                    counts[word] += count
        lowered = frozenset(word.lower() for word in counts)
        settled = frozenset(word for word, count in counts.items() if count > 1 and is_listed(word))
        return cls(
            counts,
            tuple(sorted(lowered)),
            lowered,
            settled,
            Counter(pairwise(tokens)),
            frozenset(times),
            max(_SHORTEST, counts.total()),
        )

    def knows(self, word: str) -> bool:
        """Whether the word stands in the document, in whatever case."""
        return word.lower() in self.lowered

    def times(self, word: str) -> int:
        """How often the word stands in the document, as it is or in the case it has inside a sentence."""
        lower = word.lower()
        return self.counts[word] + (self.counts[lower] if word != lower else 0)

    def knows_family(self, first: str, second: str) -> bool:
        """Whether a word stands in the document that begins as the joined word does, beyond the cut: 'accelerating' for 'accelerat ion'."""
        joined = (first + second).lower()
        stem = joined[: -2 if len(second) > _SHORT else -1]
        if len(stem) < max(_STEM, len(first) + 1):
            return False
        place = bisect_left(self.ordered, stem)
        return place < len(self.ordered) and self.ordered[place].startswith(stem)

    def likelihood(self, word: str, own: int) -> float:
        """What share of its words this one has in the document, and in English; `own` times it is a piece in question, which do not count.

        One letter is no word, but 'a' and 'I'.
        """
        lower = word.lower()
        if len(lower) == 1 and lower not in ("a", "i"):
            return _INITIAL if word.isupper() else _UNHEARD
        here = max(0, self.times(word) - own) / self.total
        floor = _NAME if word[0].isupper() else _UNHEARD
        return _OF_THE_DOCUMENT * here + (1 - _OF_THE_DOCUMENT) * share(lower.replace("’", "'").removesuffix("'s")) + floor


def mend(text: Text, vocabulary: Vocabulary) -> tuple[Text, tuple[Repair, ...]]:
    """The text with its words whole, its marks on the same words, and what was mended."""
    repairs: list[Repair] = []
    if _LIGATURE.search(text.words):
        text = _with_letters(text, repairs)
    cuts: set[int] = set()
    if _BESIDE_A_SIGN.search(text.words):
        for place, reason in _beside_signs(text.words, vocabulary):
            if place not in cuts and (reason != _AROUND or not _called_at(text, place)):
                repairs.append(Repair(*_around(text.words, place), reason))
                cuts.add(place)
    for place in (*_in_words(text.words, vocabulary), *_in_years(text.words, vocabulary)):
        if not _called_at(text, place):
            before, after = _around(text.words, place)
            repairs.append(Repair(before.strip(_SIGNS), after.strip(_SIGNS), "word cut by a space"))
            cuts.add(place)
    return (_without_spaces(text, sorted(cuts)) if cuts else text), tuple(repairs)


def _letters(words: str) -> str:
    """The words with the letters that a ligature stands for: 'o\ufb03ce' -> 'office'."""
    return _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), words)


def _with_letters(text: Text, repairs: list[Repair]) -> Text:
    """The text with letters for ligatures, its marks on the same words; what was printed is added to `repairs`."""
    repairs += (Repair(word, _letters(word), "ligature") for word in text.words.split() if _LIGATURE.search(word))
    moved = list(accumulate((len(_letters(sign)) for sign in text.words), initial=0))
    return Text(_letters(text.words), tuple(Mark(m.kind, moved[m.start], moved[m.end], m.value) for m in text.marks))


_AROUND = "space beside a hyphen"


def _beside_signs(words: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """The places of spaces that do not belong beside the sign there, and why."""
    for pattern, reason in ((_HYPHEN, "space before a hyphen"), (_STOP, "space beside a sign"), (_RANGE, "space in a range")):
        for match in pattern.finditer(words):
            yield match.start(), reason
    for match in _YEARS.finditer(words):
        if "–".join(match.groups()) in vocabulary.printed:
            yield match.end(1), "space in a range"
            yield match.start(2) - 1, "space in a range"
    for match in _BEFORE_NUMBER.finditer(words):
        if match[2].startswith(("19", "20")) or vocabulary.knows("-".join(match.groups())) or not is_listed(match[1]):
            yield match.end(1), "space before a hyphen"
    for match in _AFTER_HYPHEN.finditer(words):
        if match[2].split("-")[0] not in _SUSPENDED or vocabulary.knows(match[1] + match[2]) or "-" in match[2]:
            yield match.end(1), _AROUND


def _in_words(words: str, vocabulary: Vocabulary) -> Iterator[int]:
    """The places of spaces that cut a word. Of two side by side the likelier is one: 'for th e' is 'for the'."""
    tokens = words.split(" ")
    settled = vocabulary.settled
    end, last, last_end, last_odds = -1, -2, 0, 0.0
    for at, (token, following) in enumerate(pairwise(tokens)):
        end += len(token) + 1
        if token in settled and following in settled:
            continue
        odds = _odds(tokens, at, vocabulary)
        if odds <= 0 or (at == last + 1 and odds <= last_odds):
            continue
        if 0 <= last < at - 1:
            yield last_end
        last, last_end, last_odds = at, end, odds
    if last >= 0:
        yield last_end


def _in_years(words: str, vocabulary: Vocabulary) -> Iterator[int]:
    """The places of spaces in a year that stands before the same word elsewhere: '20 30 Agenda'."""
    for match in _YEAR.finditer(words):
        year = match[1] + match[2]
        if len(year) == 4 and year[:2] in ("19", "20") and (year, match[3]) in vocabulary.pairs:
            yield match.end(1)


def _called_at(text: Text, place: int) -> bool:
    """Whether a footnote is called there; then the space is right."""
    return any(mark.start == place == mark.end for mark in text.marks)


def _odds(tokens: Sequence[str], at: int, vocabulary: Vocabulary) -> float:
    """How much likelier than it must be one word is than two, of this token and the next, as a logarithm; 0.0 where it is not."""
    tail = _TAIL.fullmatch(tokens[at])
    head = _HEAD.fullmatch(tokens[at + 1]) if tail else None
    if not tail or not head:
        return 0.0
    first, second = tail["piece"].split("-")[-1], head["piece"].split("-")[0]
    joined = first + second
    both_words = is_listed(first) and is_listed(second)
    known = vocabulary.knows(joined)
    listed = known or is_listed(joined)
    if both_words and (not listed or (vocabulary.times(first) > 1 and vocabulary.times(second) > 1)):
        return 0.0
    if not second.islower() and not (first.isupper() and second.isupper()):
        return 0.0
    letter = (first != tail["piece"] and len(first) == 1) or (second != head["piece"] and len(second) == 1)
    if letter and not vocabulary.knows(tail["piece"] + head["piece"]):
        return 0.0  # 'items a-e do', 'on e-commerce'; not 'follo w-up'
    if not known and _is_particle(tokens, at, first, second):
        return 0.0
    if listed:
        whole = vocabulary.likelihood(joined, 0)
    elif vocabulary.knows_family(first, second):
        whole = _FAMILY / vocabulary.total
    else:
        return 0.0
    times = vocabulary.pairs[tail["piece"], head["piece"]]
    own = 1 if both_words else times
    apart = log(vocabulary.likelihood(first, own)) + log(vocabulary.likelihood(second, own))
    need = _NEEDED
    if both_words:
        need = _NEEDED_OF_COMPOUNDS if min(len(first), len(second)) > _SHORT else _NEEDED_OF_WORDS
        if times > 1:
            apart = max(apart, log((times - 1) / vocabulary.total / 2))
    return log(whole) + log(_SLIPS / (len(joined) - 1)) - apart - need


def _is_particle(tokens: Sequence[str], at: int, first: str, second: str) -> bool:
    """Whether the second piece is rather a small word of a name in another language: 'Dar es Salaam'."""
    name = at + 2 < len(tokens) and tokens[at + 2][0].isupper() and first[0].isupper()
    return name and len(second) <= _SHORT and bool(_VOWEL.search(second))


def _around(words: str, at: int) -> tuple[str, str]:
    """The word before the space and the one after it, as printed and joined."""
    start, end = words.rfind(" ", 0, at) + 1, words.find(" ", at + 1)
    before, after = words[start:at], words[at + 1 : end if end > 0 else len(words)]
    return f"{before} {after}", before + after


def _without_spaces(text: Text, places: list[int]) -> Text:
    """The text without the characters at these places."""

    def moved(offset: int) -> int:
        return offset - bisect_left(places, offset)

    starts = [0, *(place + 1 for place in places)]
    words = "".join(text.words[start:end] for start, end in zip(starts, [*places, len(text.words)], strict=True))
    return Text(words, tuple(Mark(m.kind, moved(m.start), moved(m.end), m.value) for m in text.marks))
