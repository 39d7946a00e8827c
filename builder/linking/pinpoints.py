"""Places inside a document that a text names, with what they hang on: "paragraphs 7 (a) and 8 of resolution 1718 (2006)".

Words alone are read and nothing is guessed: a place is kept where the words say whose it is, a mention's document, the present one, or
this text "above" and "below". What hangs on nothing ("paragraph 5 of the report", "Article 41 of the Charter") is left out: a wrong place
is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.linking.dates import DATE_AFTER
from builder.linking.places import PLACE, Chain, Step, chain_at, next_noun, numbers_at

__all__ = ["Base", "Pinpoint", "Step", "find_pinpoints"]


class Base(StrEnum):
    """What a pinpoint hangs on."""

    MENTION = "mention"  # paragraph 5 of resolution 1325 (2000); 60/1, para. 138
    HERE = "here"  # paragraph 4 above, subparagraph (a) below, paragraph 2 of this annex
    PRESENT = "present"  # annex II to the present resolution


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place that is named at [start, end) in the words, one for each printed number.

    `steps` lead into the document, the outermost first ("paragraph 5 of annex II": annex 'II', paragraph '5'); in a range, `through` takes
    the place of the last step at its end. `mention` is the index of the mention it hangs on, None for the other bases.
    """

    start: int
    end: int
    steps: tuple[Step, ...]
    through: Step | None
    base: Base
    mention: int | None


_REACH = 200  # characters between a place and the mention it hangs on
# What goes on from one place to a further one of the same document: "paragraph 5 and annex II".
_FURTHER = re.compile(r"(?:,? (?:and|or|and/or|as well as)(?: to| of)?|,)(?: the)? ")
_ELLIPTIC = re.compile(rf"(?:{DATE_AFTER})?(?:,? and|,) (?=\d)")
_ABOVE = re.compile(r",? (?:above|below)(?![\w-])")
_OF = r"(?:,?[ ](?:of|to|in|from|under|within|contained[ ]in|annexed[ ]to)[ ]|[ ](?=resolution))"
_PRESENT = re.compile(rf"{_OF}(?:the[ ]present|this)[ ](?:draft[ ])?(?:resolution|decision|(?:presidential[ ])?statement)\b", re.VERBOSE)
_AROUND = re.compile(
    rf"{_OF}(?:the[ ]present|this)[ ](?:annex|appendix|attachment|enclosure|section|part|chapter|article|rule|paragraph)\b(?![ ][\dIVX(])",
    re.VERBOSE,
)
_DETERMINERS = (
    r"(?:(?:the|its|their|his|her|that|this|those|these|said|same|own|above-mentioned|aforementioned|relevant|previous|earlier|recent"
    r"|landmark)[ ])*"
)
_BODY = r"(?:Economic[ ]and[ ]Social[ ]Council|[A-Z][\w-]*(?:[ ](?:(?:of|on|for)[ ](?:the[ ])?)?[A-Z][\w-]*){0,6})(?:[’']s?)?[ ]"
_RECORDS = r"(?:the[ ])?Official[ ]Records[ ]of[ ][^;:()]{1,100}[ ]\("
# From a place to the mention it hangs on: ' of Security Council resolution ', ' of the report of the Secretary-General of 5 May 2004 ('.
_LEADS = re.compile(
    rf"""{_OF} (?P<annexed>(?:the|its)[ ][^,;:.()]{{1,80}}?[ ]annexed[ ]to[ ])? {_DETERMINERS}
    (?: (?:{_BODY})? (?:(?:draft[ ])?(?:[Rr]esolution|[Dd]ecision)s?|UNSCR|documents?|[Rr]eports?|note|letter)[ ](?:No\.[ ])?
      | (?:(?:{_BODY})? (?:[Ss]pecial[ ])?(?:[Rr]eport|letter|note|memorandum|statement|document) (?P<about>[ ][^,;:()]{{1,140}})? [ ]\()
      | {_RECORDS}
    )?""",
    re.VERBOSE,
)
_OTHER_NOUN = re.compile(r"\b(?:resolution|decision|report|annex|paragraph|section|Charter|Convention|Protocol|and its)\b")
# From a mention to the place that hangs on it: ', ', ' (', '), ', ' of 20 December 2000, '.
_TRAILS = re.compile(rf"\.?\)?(?:{DATE_AFTER})?(?:,? \(?|,)")
# The same with what the resolution is about: ' of 25 July 1980 on international years, in particular ', ' and the principles in the '.
_ABOUT = rf"(?:{DATE_AFTER})?(?:,? (?:on|entitled) [^.,;:()]{{1,160}})?"
_TRAILS_FAR = re.compile(
    rf"\)?{_ABOUT},? (?:and )?(?:in particular|particularly|notably|especially|specifically|including)(?: in)?(?: its| the)? "
    r"|\) states,? in "
)
_TRAILS_THERETO = re.compile(
    rf"{_ABOUT}(?:,? (?:and|as well as))?(?: the [^.,;:()]{{1,80}} (?:contained|set out|set forth|listed) in)? (?:the )?"
)
_THERETO = re.compile(r" there(?:to|of)\b")
# What may follow a place that hangs on the mention before it: an end, or what goes on from it. After ' of' it would be a place of that.
_CLOSES = re.compile(rf"$|[;:.)\]”’\t\n–—]|,| (?:and|or|as well as)\b| \(|{DATE_AFTER}")
_GOES_ON = re.compile(r",? (?:of|to)\b(?! \d)")
_OWN_WORDS = frozenset({"article", "rule", "principle", "goal"})  # of treaties and rules, whose names stand between
_COUNTS_RECITALS = re.compile(r"RES/|\((?:19|20)\d\d\)$")  # after a resolution 'pp. 3' is a recital, after a report a page
_SELF = ("above", "below", "present", "this")


def find_pinpoints(words: str, mentions: Sequence[tuple[int, int]]) -> tuple[Pinpoint, ...]:
    """The places named in words, in order, apart from each other and from the mentions, which are given as [start, end) in order.

    Each printed number is one: "paragraphs 5 and 6" are two, "paragraphs 5 to 7" is one with `through`. Of several mentions that share a
    place ("paragraph 7 of resolutions 1807 (2008) and 1857 (2008)") it hangs on the first.
    """
    if not mentions and not any(word in words for word in _SELF):
        return ()
    return tuple(_Finder(words, mentions).find())


@dataclass(frozen=True, slots=True)
class _Hang:
    """What an expression hangs on, and the step that the words on the way add ("the Declaration annexed to resolution 60/1")."""

    base: Base
    mention: int | None = None
    outer: tuple[Step, ...] = ()


class _Finder:
    """One reading of a text, from left to right: each expression is read once."""

    def __init__(self, words: str, mentions: Sequence[tuple[int, int]]) -> None:
        self.words = words
        self.starts = [start for start, _ in mentions]
        self.ends = [end for _, end in mentions]

    def find(self) -> Iterator[Pinpoint]:
        """The pinpoints in order."""
        at = 0
        while match := next_noun(self.words, at):
            mention = bisect_right(self.starts, match.start())
            if mention and match.start() < self.ends[mention - 1]:
                at = self.ends[mention - 1]
                continue
            chain = chain_at(self.words, match, self._next_mention(match.start()))
            if chain is None:
                at = match.end()
                continue
            while chain is not None:
                run, hang = self._run(chain)
                at = run[-1].end
                yield from self._hung(run, hang)
                chain = self._elliptic(run[-1], hang) if hang else None

    def _next_mention(self, place: int) -> int:
        """Where the next mention begins, or the text ends: no place reaches beyond."""
        mention = bisect_left(self.starts, place)
        return self.starts[mention] if mention < len(self.starts) else len(self.words)

    def _run(self, chain: Chain) -> tuple[list[Chain], _Hang | None]:
        """The expressions that go on from this one, to the first that says what it hangs on."""
        run, limit = [chain], self._next_mention(chain.start)
        while (hang := self._forwards(run[-1])) is None:
            glue = _FURTHER.match(self.words, run[-1].end, limit)
            match = glue and PLACE.match(self.words, glue.end(), limit)
            further = match and chain_at(self.words, match, limit)
            if not further:
                break
            run.append(further)
        return run, hang

    def _elliptic(self, chain: Chain, hang: _Hang) -> Chain | None:
        """The numbers of further paragraphs without the noun: "paragraph 9 of resolution 1945 (2010) and 4 of resolution 2035 (2012)"."""
        if chain.places[-1].steps[-1].division not in ("paragraph", "subparagraph"):
            return None
        above = _ABOVE.match(self.words, chain.end)
        end = self.ends[hang.mention] if hang.mention is not None else above.end() if above else chain.end
        glue = _ELLIPTIC.match(self.words, end)
        further = glue and numbers_at(self.words, glue.end(), self._next_mention(glue.end()))
        return further if further and self._forwards(further) else None

    def _hung(self, run: list[Chain], hang: _Hang | None) -> Iterator[Pinpoint]:
        """The places of a run, with what its last expression leads to or what stands before its first."""
        before = None
        if hang is None or len(run) > 1:
            before = self._backwards(run[:-1] if hang else run)
        if hang and before:
            # "resolution 60/1, para. 138, and paragraph 5 of resolution 66/290": only the short forms surely belong to what is before.
            if run[0].abbreviated:
                yield from _pinpoints(run[:-1], before)
            yield from _pinpoints(run[-1:], hang)
        elif found := hang or before:
            yield from _pinpoints(run, found)

    def _forwards(self, chain: Chain) -> _Hang | None:
        """What the words after an expression say that it is a place of."""
        words, end = self.words, chain.end
        if _ABOVE.match(words, end) or _AROUND.match(words, end):
            return _Hang(Base.HERE)
        if _PRESENT.match(words, end):
            return _Hang(Base.PRESENT)
        mention = bisect_left(self.starts, end)
        if mention == len(self.starts) or self.starts[mention] - end > _REACH:
            return None
        lead = _LEADS.fullmatch(words, end, self.starts[mention])
        if not lead or _OTHER_NOUN.search(lead["about"] or lead["annexed"] or ""):
            return None
        return _Hang(Base.MENTION, mention, (Step("annex", ""),) if lead["annexed"] else ())

    def _backwards(self, run: list[Chain]) -> _Hang | None:
        """The mention before a run of expressions, where they are a place of it: '60/1, annex, para. 3'."""
        words, start, end = self.words, run[0].start, run[-1].end
        mention = bisect_right(self.ends, start) - 1
        if mention < 0 or start - self.ends[mention] > _REACH:
            return None
        after = self.ends[mention]
        if words.startswith("pp.", start) and not _COUNTS_RECITALS.search(words, self.starts[mention], after):
            return None
        ends = not _GOES_ON.match(words, end)
        if _TRAILS.fullmatch(words, after, start):
            sure = ends and (run[-1].abbreviated or _CLOSES.match(words, end) is not None)
        elif run[0].divisions & _OWN_WORDS:
            sure = False
        else:
            sure = ends and _TRAILS_FAR.fullmatch(words, after, start) is not None
            sure = sure or (_THERETO.match(words, end) is not None and _TRAILS_THERETO.fullmatch(words, after, start) is not None)
        return _Hang(Base.MENTION, mention) if sure else None


def _pinpoints(run: Sequence[Chain], hang: _Hang) -> Iterator[Pinpoint]:
    for chain in run:
        for place in chain.places:
            yield Pinpoint(place.start, place.end, hang.outer + place.steps, place.through, hang.base, hang.mention)
