"""The grammar of places inside a document: "paragraphs 7 (a) and 8", "section VI, paragraph 3", "subparagraph (c) of paragraph 8".

A label stands under a noun; a list shares its noun ("paragraphs 5 and 6"), a letter the number before it ("2 (a) and (b)"); a place goes on
inwards after a comma ("annex II, para. 3") or outwards with "of" ("paragraph 3 of annex II"). Whose place it is is none of this module's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product

from builder.labels import Family, readings
from builder.linking.alternatives import alternatives
from builder.linking.starts import matches

__all__ = ["PLACE", "Chain", "Place", "Step", "chain_at", "next_noun", "numbers_at"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step into a document: what is named ('paragraph', 'annex') and its label as printed ('11', '(a)', 'II', '' for none)."""

    division: str
    label: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place at [start, end): its steps, the outermost first; in a range, `through` takes the place of the last step at its end."""

    start: int
    end: int
    steps: tuple[Step, ...]
    through: Step | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The places of one expression, [start, end) in the words; `abbreviated` where its noun is, as in footnotes ('para.', 'sect.')."""

    start: int
    end: int
    places: tuple[Place, ...]
    abbreviated: bool = False

    @property
    def divisions(self) -> frozenset[str]:
        """What the steps of its places are called."""
        return frozenset(step.division for place in self.places for step in place.steps)


# Nouns without their plural; the depth tells whether a comma after one goes on into another: "section II, paragraph 3", "annex, appendix".
_DEPTHS = {
    "annex": 0,
    "attachment": 0,
    "enclosure": 0,
    "appendix": 1,
    "part": 2,
    "chapter": 3,
    "section": 4,
    "article": 5,
    "rule": 5,
    "principle": 5,
    "goal": 5,
    "footnote": 6,
    "paragraph": 6,
    "preambular": 6,
    "operative": 6,
    "subparagraph": 7,
}
_UNNUMBERED = frozenset({"annex", "attachment", "enclosure", "appendix"})  # may be one alone: "the annex to"
_SPELLINGS = {
    "preambular": r"preambular[ ]para(?:graphs?\b|s?\.)|PPs?(?=[ ]?\d)|pp\.(?=[ ]?\d)",
    "operative": r"operative[ ]para(?:graphs?\b|s?\.)|OPs?(?=[ ]?\d)|op\.(?=[ ]?\d)",
    "subparagraph": r"sub-?paragraphs?\b|subparas?\.",
    "paragraph": r"para(?:graphs?\b|s?\.)|pars?\.(?=[ ]?\d)",
    "annex": r"annex(?:es)?\b",
    "attachment": r"attachments?\b",
    "enclosure": r"enclosures?\b",
    "appendix": r"append(?:ix|ices)\b",
    "part": r"parts?\b",
    "chapter": r"chap(?:ters?\b|s?\.|\b)",
    "section": r"sect(?:ions?\b|s?\.)",
    "article": r"art(?:icles?\b|s?\.)",
    "rule": r"rules?\b",
    "principle": r"principles?\b",
    "goal": r"goals?\b",
    "footnote": r"footnotes?\b",
}


def _ordinals() -> dict[str, int]:
    units = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
    teens = [f"{stem}teenth" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
    names = [*units, "tenth", "eleventh", "twelfth", *teens]
    for tens, tenth in (("twenty", "twentieth"), ("thirty", "thirtieth")):
        names += [tenth, *(f"{tens}-{unit}" for unit in units)]
    return {name: place for place, name in enumerate(names, start=1)}


ORDINALS = _ordinals()  # 'fifth' -> 5
_ORDINAL = rf"\b(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|\d{{1,2}}(?:st|nd|rd|th))\b"
_BETWEEN_ORDINALS = r"(?:,?[ ](?:and|or|to)|,)[ ](?:the[ ])?"
# 'paragraphs', 'para.', 'Annex'; 'the fifth and sixth preambular paragraphs'. Not 'counterpart', 'sub-section'.
PLACE = re.compile(
    rf"""(?<![\w/’'-]) (?:
      (?P<ordinals>{_ORDINAL}(?:{_BETWEEN_ORDINALS}{_ORDINAL}){{0,5}})[ ](?P<counted>preambular|operative)[ ]paragraphs?\b(?![ ]\d)
    | {"|".join(f"(?P<{name}>{spelling})" for name, spelling in _SPELLINGS.items())} )""",
    re.IGNORECASE | re.VERBOSE,
)


def _beginnings() -> str:
    """The first letters of all nouns and ordinals, small and capital."""
    names = {name[:3] for name in (*_SPELLINGS, *ORDINALS)} | {"PP", "pp", "OP", "op"}
    return alternatives("".join(signs) for name in names for signs in product(*((sign, sign.upper()) for sign in name)))


_BEFORE = re.compile(rf"[^A-Za-z/’'-](?=\d|{_beginnings()})")
_END = r"(?![\w/%’]|[.,]\d|-[^\W\d])"
_LETTERS = r"\((?:[a-z]{1,5}|\d{1,2})\)"
# '7', '7 (a)', '8(b)(ii)', '3 bis', '29.1', or the letters alone, which go on from the label before: '(b)', '(ii)'.
_NUMBERED = re.compile(
    rf"(?=[\d(])(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}(?:[ ](?:bis|ter|quater)\b)?)?(?P<letters>(?:[ ]?{_LETTERS}){{0,4}}){_END}"
)
_LETTERED = re.compile(rf"(?P<letters>(?:{_LETTERS}|[a-z]\b\)?)(?:[ ]?{_LETTERS}){{0,3}}){_END}")
# 'II', 'A', '3', 'I.B', '1-A', 'III A'. 'I' before a small letter begins no sentence here, since a noun stands before it.
_TITLED = re.compile(
    r"(?P<first>[IVXLC]{1,7}|([A-Z])\2?|\d{1,3}(?:-[A-Z])?|\([a-z]{1,2}\)|(?:one|two|three|four|five)\b)"
    r"(?P<inner>(?:\.(?:[A-Z]|[IVX]{1,5}|\d{1,3}))+|(?<=[IVX])[ ][A-H](?![\w’.-]))?(?:[ ](?:bis|ter)\b)?" + _END
)
_LETTER = re.compile(_LETTERS)
_NEXT = re.compile(r"(?:,? and |,? or | and/or |, ?)(?=[\w(])")
_TO = re.compile(r"(?: to | through | ?[–—-] ?)(?=[\w(])")
_AFTER_NOUN = re.compile(r" ?(?:No\. )?")
_INWARD = re.compile(r",? ")
_OUTWARD = re.compile(r",? (?:of|to|in) (?:the )?")
# A named text that an annex holds: ", of the statute of the Joint Inspection Unit, contained in the annex to".
_NAMED = re.compile(
    r",? of the (?:(?!paragraph|section|report|resolution)[^,;:.()]){1,100},? "
    r"(?:as )?(?:set out|set forth|contained|reproduced) in (?:the )?"
)
_NUMBERED_NOUNS = frozenset({"paragraph", "preambular", "operative", "footnote"})
_DEEPEST = 4  # steps with nouns in one chain


def next_noun(words: str, at: int) -> re.Match[str] | None:
    """The first match of `PLACE` from at on."""
    return next(matches(PLACE, _BEFORE, words, at), None)


def chain_at(words: str, match: re.Match[str], limit: int) -> Chain | None:
    """The chain that begins with this match of `PLACE` and ends before limit; None where the noun has no label and needs one."""
    chain = _group(words, match, limit)
    for _ in range(_DEEPEST):
        if chain is None:
            return None
        longer = _inwards(words, chain, limit) or _outwards(words, chain, limit)
        if longer is None:
            return chain
        chain = longer
    return chain


def numbers_at(words: str, at: int, limit: int) -> Chain | None:
    """The paragraphs whose numbers stand here without the noun, said before: 'paragraph 9 of resolution 1945 (2010) and **4** of …'."""
    places = _listed(words, at, at, limit, "paragraph")
    return Chain(at, places[-1].end, places) if places and places[0].steps[0].division == "paragraph" else None


def _inwards(words: str, chain: Chain, limit: int) -> Chain | None:
    """The chain with what stands inside its last place: "section II, paragraphs 3 and 4"."""
    glue = _INWARD.match(words, chain.end, limit)
    noun = glue and PLACE.match(words, glue.end(), limit)
    if not noun or chain.places[-1].through or _depth(noun) <= max(_DEPTHS[division] for division in chain.divisions):
        return None
    inner = _group(words, noun, limit)
    if inner is None or (inner.divisions <= _UNNUMBERED and not inner.places[0].steps[0].label and glue and glue[0] == " "):
        return None
    *before, last = chain.places
    first, *others = (replace(place, steps=last.steps + place.steps) for place in inner.places)
    return Chain(chain.start, inner.end, (*before, replace(first, start=last.start), *others), chain.abbreviated)


def _outwards(words: str, chain: Chain, limit: int) -> Chain | None:
    """The chain with what stands around all its places: "subparagraphs (a) and (b) of paragraph 3"."""
    glue = _OUTWARD.match(words, chain.end, limit)
    noun = glue and PLACE.match(words, glue.end(), limit)
    if not noun:
        glue = _NAMED.match(words, chain.end, limit)
        noun = glue and PLACE.match(words, glue.end(), limit)
        if not noun or _division(noun) not in _UNNUMBERED:
            return None
    outer = _group(words, noun, limit)
    if outer is None or len(outer.places) > 1 or outer.places[0].through or outer.divisions & chain.divisions:
        return None
    inner = [replace(place, steps=outer.places[0].steps + place.steps) for place in chain.places]
    if glue and glue.re is not _NAMED:
        inner[-1] = replace(inner[-1], end=outer.end)
    return Chain(chain.start, outer.end, tuple(inner), chain.abbreviated)


def _division(match: re.Match[str]) -> str:
    return (match["counted"] or "").lower() or str(match.lastgroup)


def _depth(match: re.Match[str]) -> int:
    return _DEPTHS[_division(match)]


# --- one noun and its labels ------------------------------------------------------------------------------------------------


def _group(words: str, match: re.Match[str], limit: int) -> Chain | None:
    """The noun and its list of labels."""
    division = _division(match)
    if match["ordinals"]:
        return _counted(match, division)
    at = _AFTER_NOUN.match(words, match.end(), limit)
    places = _listed(words, match.start(), at.end() if at else match.end(), limit, division)
    if not places and division in _UNNUMBERED:
        places = (Place(match.start(), match.end(), (Step(division, ""),)),)
    return Chain(match.start(), places[-1].end, places, match.group().endswith(".")) if places else None


def _listed(words: str, start: int, at: int, limit: int, division: str) -> tuple[Place, ...]:
    """The places whose labels are listed from at; the first begins at start, with its noun."""
    places: list[Place] = []
    place = _labelled(words, start, at, limit, division, ())
    while place is not None:
        places.append(place)
        following = _NEXT.match(words, place.end, limit)
        place = _labelled(words, following.end(), following.end(), limit, division, _end_of(place)) if following else None
    return tuple(places)


def _counted(match: re.Match[str], division: str) -> Chain:
    """'the fifth and sixth preambular paragraphs': the ordinals are the labels."""
    found = list(re.finditer(_ORDINAL, match["ordinals"], re.IGNORECASE))
    places: list[Place] = []
    offset, at = match.start("ordinals"), 0
    for position, ordinal in enumerate(found):
        step = Step(division, ordinal.group())
        end = match.end() if position == len(found) - 1 else offset + ordinal.end()
        if places and match["ordinals"][at : ordinal.start()].strip(" ,").startswith("to") and not places[-1].through:
            places[-1] = replace(places[-1], end=end, through=step)
        else:
            places.append(Place(offset + ordinal.start(), end, (step,)))
        at = ordinal.end()
    return Chain(match.start(), match.end(), tuple(places))


def _end_of(place: Place) -> tuple[Step, ...]:
    return (*place.steps[:-1], place.through) if place.through else place.steps


def _labelled(words: str, start: int, at: int, limit: int, division: str, before: tuple[Step, ...]) -> Place | None:
    """The place whose label is printed at a place, a range to its end; `before` are the steps of the place before it in the list."""
    pieces, end = _label(words, at, limit, division)
    if not pieces:
        return None
    steps = _following(before, pieces, comma=words[at - 2 : at] == ", ")
    to = _TO.match(words, end, limit)
    further, last = _label(words, to.end(), limit, division) if to else ([], end)
    if not further:
        return Place(start, end, steps)
    through = _following(steps, further)
    if len(through) != len(steps) or through[:-1] != steps[:-1]:
        return None  # from one paragraph's letter into another paragraph: no place of one name
    return Place(start, last, steps, through[-1])


def _label(words: str, at: int, limit: int, division: str) -> tuple[list[Step], int]:
    """The steps of one printed label, '7 (a)' or 'I.B', and its end; none where no label stands there."""
    pattern = _NUMBERED if division in _NUMBERED_NOUNS else _LETTERED if division == "subparagraph" else _TITLED
    match = pattern.match(words, at, limit)
    if not match or match.end() == at:
        return [], at
    if pattern is _TITLED:
        inner = re.findall(r"\w+", match["inner"] or "")
        return [Step(division, label) for label in (match.group()[: len(match.group()) - len(match["inner"] or "")], *inner)], match.end()
    if pattern is _LETTERED:
        return [Step(division, label) for label in _LETTER.findall(match["letters"]) or [match["letters"]]], match.end()
    number = [Step(division, match["number"])] if match["number"] else []
    return number + [Step("subparagraph", letters) for letters in _LETTER.findall(match["letters"])], match.end()


def _following(before: tuple[Step, ...], pieces: list[Step], *, comma: bool = False) -> tuple[Step, ...]:
    """The full steps of a label that may go on from the one before it: '(b)' after '2 (a)', '(ii)' after '3 (b) (i)'."""
    if not before:
        return tuple(pieces)
    label = pieces[0].label
    found: list[tuple[int, int]] = []
    for level, step in enumerate(before):
        old = {meaning.sequence: meaning.ordinal for meaning in readings(step.label)}
        for meaning in readings(label):
            if meaning.sequence not in old:
                continue
            up = meaning.ordinal - old[meaning.sequence]
            if meaning.family is Family.LETTER and up != 1 and (len(label) != len(step.label) or (comma and label == "(i)")):
                continue  # a Roman numeral under a letter: '5 (a), (i)', '5 (e), (ii)'
            found.append((up if up > 0 else 1000 - up, -level))
    if found:
        return (*before[: -min(found)[1]], *pieces)
    return (*before, *pieces) if label.startswith("(") else tuple(pieces)
