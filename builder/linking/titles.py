"""Titles of documents that are cited and not held, from the words of what cites them.

In order of trust: the list of named instruments; "resolution 70/1 of 25 September 2015, entitled “…”"; for a supplement of the Official
Records, the report that has its number every year; a title in quotation marks or capitals before the symbol in brackets; and the words
before the call of a footnote that cites this one document, or before its brackets: a report ("the report of the Secretary-General on the
rule of law¹") or an instrument ("the Convention against Discrimination in Education²"). Places vote; where they do not agree there is no
title, since a wrong one is worse than none. What a text calls by a short name of its own ("the Mission") names nothing outside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from builder.anchors import Anchored, Unit, UnitKind
from builder.linking.citation import Citation
from builder.linking.dates import DATE_AFTER
from builder.linking.instruments import find_instruments, instrument_titles
from builder.symbols import symbol_from_path, symbol_path
from builder.text import MarkKind

__all__ = ["elect_title", "named_in"]

_REACH = 260  # characters before a call or a bracket in which its title stands
_SHARE = 0.6  # of the places that name a title, how many must name the same
_LONGEST = 200
_RANKS = 4  # of how sure a place is: quoted with a number, printed with the symbol, named before it, Official Records as such

_ENTITLED = re.compile(rf"(?: [A-Z])?(?:{DATE_AFTER})?,? entitled “([^“”]{{4,{_LONGEST}}})”")
_RECORDS = re.compile(
    r"(Official Records of the [A-Z][\w ]+?, [\w-]+(?: [\w-]+){0,3}, Supplement No\. \d+[A-Z]?)(?: and \w+)? \((?:[^()]|\([^()]*\))*$"
)
_BRACKET = re.compile(r"((?:Final report|Report|Note|Letter) (?:of|by|from) [^;()“”]{6,180}) \($")
_QUOTED = re.compile(rf"entitled “([^“”]{{4,{_LONGEST}}})”,?$")
_SUPPLEMENT = re.compile(r"A/(?P<session>\d+)/(?P<number>\d+)(?: \((?:Part|Vol\.) [IVX]+\))?(?P<added>/Add\.\d+)?")
_ADDED_REPORTS = ("53",)  # the supplements of which one with a letter is by the same body

# A report that a text names: from its noun, which "the" leads, to the call; of several the last. What parts sentences ends it.
_REPORT = re.compile(
    r"(?:^|.*[^\w-])(?:the|his|her|its|a) (?:\w+ )?"
    r"((?:report|note) (?:of|by) (?:the )?[A-Z][^.;:“”()]*"
    r"|letter dated \d{1,2} [A-Z]\w+ \d{4} (?:from|of) the [A-Z][^.;:“”()]*"
    r"|working paper prepared by the Secretariat on [^.;:“”()]*)$",
    re.DOTALL,
)
_BREAK = re.compile(
    r", (?:and|in|which|including|as|submitted|prepared|notes?|takes?|welcom|request|also|together)\b"
    r"| and (?:also )?(?:takes?|notes?|taking|noting|welcom|request|express)"
    r"| and the (?:\w+ )?(?:reports?|notes?|letters?|comments|recommendations|conclusions)\b"
    r"| as well as | appointed\b"
)
_NUMBERED = re.compile(r"resolution|decision|\d/\d|paragraph")
# Words that mean something only where they are printed.
_DEICTIC = re.compile(
    r"\b(?:above|below|herein|there(?:of|on|in|to)|this|these|that|those|such|present|said|same|its|his|her|their"
    r"|the (?:subject|matter|item|question|issue|topic))\b"
)
# What follows a report's author: its subject, or why it was made.
_SUBJECT = re.compile(r" (?:on|regarding|concerning|setting|submitted|prepared|issued|pursuant|containing|transmitting|for|in|entitled)\b")
# A body or office by the short name that a text gives it: a noun that nothing is added to.
_SHORT_NAME = re.compile(
    r"\bthe "
    r"(?:(?:Regional|Support|Special|Working|Ad Hoc(?: Working)?|Independent|Advisory|Executive|Preparatory|Monitoring|Verification) )?"
    r"(?:Mission|Force|Operation|Office|Centre|Base|Unit|Committee|Group|Commission|Agency|Fund|Institute|Programme|Tribunal|Mechanism"
    r"|Board|Council|Conference|Team|Panel|Court|Authority|Convention|Agreement|Protocol|Decade|Year|University|Department|Institution"
    r"|Declaration|Framework|Plan|Strategy|Territory|Rapporteur|Expert|Forum|Platform|Process|Scheme|Initiative|Register|Repertory"
    r"|Relationship Agreement|Programme of A[a-z]+|Regional Service Centre|Group of Experts|Panel of Experts)"
    r"(?![\w-])(?! (?:of|on|to|against|concerning|established) )(?! for (?:the )?[A-Z])"
)
# In the Assembly's own documents; the Human Rights Council has another.
_ADVISORY = re.compile(r"\bthe Advisory Committee(?! (?:on|of|for)\b)")
_ADVISORY_IN_FULL = "the Advisory Committee on Administrative and Budgetary Questions"
_ASSEMBLY_DOCUMENT = re.compile(r"A/(?:C\.5/)?\d")

# An instrument that a text names: capitalised words and what joins them, up to the call.
_JOINS = "of|the|on|and|for|in|to|against|from|with|by|or|at|relating|concerning|all|its|as"
_NAME = re.compile(rf"(?:(?<=\s)|^)((?:[A-Z0-9][\w’–-]*,? )(?:(?:[A-Z0-9][\w’()–-]*,?|{_JOINS}) ){{0,24}}[A-Z0-9][\w’()–-]*)$")
_SORT = re.compile(
    r"\b(?:Convention|Protocol|Treaty|Covenant|Agreement|Declaration|Programme of Action|Plan of Action|Statute|Framework|Strategy"
    r"|Principles|Rules|Guidelines|Action Agenda|Consensus|Pathway|Compact|Outcome|Code of Conduct|Guiding|Accord|Amendment)\b"
)
# Words that open a sentence before the name: "Recalling the Convention", "Reaffirms the".
_OPENING = re.compile(r"^(?!United )(?:[A-Z]\w+(?:ing|s|ed)(?: (?:also|further|again|that|in this regard))?|In|See|Of|To) (?:the )?|^The ")
# More than one name, or a name in a sentence.
_TWO_NAMES = re.compile(
    r"\band (?:to )?(?:the |its )?(?:Convention|Protocol|Treaty|Covenant|Agreement|Declaration|Optional Protocol|Additional)"
    r"|,(?: and)? the |\bon \d{1,2} [A-Z]|^[^(]*\)|, in \d"
)
_DATED = re.compile(r",? of (?:\d{1,2} [A-Z][a-z]+ )?\d{4}$")
_RECORDS_OF_MEETINGS = re.compile(r"/(?:SR|PV)\.")  # what is said there has no title


def named_in(document: Anchored, citations: Mapping[str, tuple[Citation, ...]]) -> Mapping[tuple[str, int, str], int]:
    """What a document calls what it cites and is not held: in how many places a symbol, so surely (0 the surest), has a title.

    Symbols are without the letters that an address drops. The words that lead to a title are English; other languages give none.
    """
    if document.resolution.language != "en":
        return {}
    return Counter((_without_dropped(symbol), rank, title) for rank, symbol, title in _named(document, citations))


def elect_title(symbol: str, named: Iterable[tuple[int, str, int]]) -> str:
    """The title of what is not held, from (rank, title, places) in all that cites it; '' where it is not known or they do not agree."""
    if known := instrument_titles().get(symbol):
        return known
    votes = [Counter[str]() for _ in range(_RANKS)]
    for rank, title, places in named:
        votes[rank][title] += places
    return _supplement(symbol, votes) or _elected(votes)


def _elected(counts: Sequence[Counter[str]]) -> str:
    """The title that most places of the surest sort name; '' where they do not agree."""
    for places in counts:
        if not places:
            continue
        same: dict[str, Counter[str]] = defaultdict(Counter)
        for title, count in places.items():
            same[re.sub(r"\W+", " ", title).lower()][title] += count
        best = max(same.values(), key=lambda spellings: (spellings.total(), -len(min(spellings))))
        if best.total() >= _SHARE * places.total():
            return max(best, key=lambda title: (best[title], title))
    return ""


def _supplement(symbol: str, counts: Sequence[Counter[str]]) -> str:
    """The report that has the supplement's number every year; '' for what is not cited as a supplement, or whose number is no one's."""
    match = _SUPPLEMENT.fullmatch(symbol)
    if match is None or not counts[-1]:
        return ""
    entry = _supplements().get(int(match["number"]))
    if entry is None or int(match["session"]) < entry["from"] or (match["added"] and match["number"] not in _ADDED_REPORTS):
        return ""
    return str(entry["title"])


@cache
def _supplements() -> Mapping[int, dict[str, Any]]:
    text = files("builder").joinpath("data/supplements.yaml").read_text(encoding="utf-8")
    listed: dict[int, dict[str, Any]] = yaml.safe_load(text)["supplements"]
    return listed


def _named(document: Anchored, cited: Mapping[str, Sequence[Citation]]) -> Iterator[tuple[int, str, str]]:
    """What the document calls what it cites: how sure (0 the surest), the symbol, the title."""
    callers: dict[str, list[Unit]] = defaultdict(list)
    for unit in document.units:
        for marker in dict.fromkeys(unit.text.calls):
            callers[marker].append(unit)
    for unit in document.units:
        elsewhere = [citation for citation in cited.get(unit.anchor, ()) if citation.document is None and citation.target is not None]
        for citation in elsewhere:
            yield from _beside(unit.text.words, citation)
        if unit.kind is UnitKind.FOOTNOTE and elsewhere and len({citation.target for citation in cited[unit.anchor]}) == 1:
            for caller in callers[unit.label]:
                yield from _before_call(caller, unit, elsewhere[0].target or "")


def _beside(words: str, citation: Citation) -> Iterator[tuple[int, str, str]]:
    """A title printed with the symbol."""
    symbol = citation.target or ""
    if entitled := _ENTITLED.match(words, citation.end):
        # After the symbol of a document it may be a misprint for the resolution of that number.
        yield 0 if "/RES/" in symbol or "/DEC/" in symbol else 1, symbol, _tidy(entitled[1])
        return
    before = words[max(0, citation.start - _REACH) : citation.start]
    if record := _RECORDS.search(before):
        yield _RANKS - 1, symbol, record[1]
    elif (bracket := _BRACKET.search(before)) and (title := _outside(bracket[1], symbol)):
        yield 1, symbol, title
    elif (
        before.endswith(" (")
        and "/RES/" not in symbol
        and words[citation.end : citation.end + 1] == ")"
        and (title := _report(before[:-2], symbol))
    ):
        yield 2, symbol, title


def _before_call(caller: Unit, note: Unit, symbol: str) -> Iterator[tuple[int, str, str]]:
    """The name that ends at the call of a footnote."""
    after = 0  # what stands before the call before is that note's
    for mark in caller.text.marks:
        if mark.kind is not MarkKind.CALL:
            continue
        before = caller.text.words[max(after, mark.start - _REACH) : mark.start].rstrip(" ,;.")
        after = mark.start
        if mark.value != note.label:
            continue
        before = before.rpartition("; ")[2]
        if symbol.startswith("UNTS/") or "/RES/" in symbol:
            title = _instrument(before, symbol)
        else:
            # What is in an annex is not what the document is.
            title = "" if "annex" in note.text.words or _RECORDS_OF_MEETINGS.search(symbol) else _report(before, symbol)
        if title:
            yield 2, symbol, title


def _report(before: str, symbol: str) -> str:
    """The report at the end of the words as a title, 'Report of the Secretary-General on the rule of law'; '' where it may be another's."""
    if quoted := _QUOTED.search(before):
        return _tidy(quoted[1]) if re.search(r"\b(?:report|note|paper|study)\b[^“”]*$", before[: quoted.start()]) else ""
    found = _REPORT.match(before)
    return _outside(found[1], symbol) if found and not _BREAK.search(found[1]) else ""


def _outside(words: str, symbol: str) -> str:
    """A report's description as a title that says outside its text what it says in it; '' where it cannot."""
    if not 12 <= len(words) <= _LONGEST:
        return ""
    if _ASSEMBLY_DOCUMENT.match(symbol):
        words = _ADVISORY.sub(_ADVISORY_IN_FULL, words)
    if _NUMBERED.search(words) or _DEICTIC.search(words) or _SHORT_NAME.search(words):
        # Whose report it is may still be said, if not on what.
        subject = _SUBJECT.search(words)
        words = words[: subject.start()] if subject else ""
        if _NUMBERED.search(words) or _DEICTIC.search(words) or _SHORT_NAME.search(words):
            return ""
    return _tidy(words[:1].upper() + words[1:])


def _instrument(before: str, symbol: str) -> str:
    """The name of an instrument at the end of the words; '' where none is, it may be two, or it is known to be under another symbol."""
    found = _NAME.search(before)
    name = _OPENING.sub("", found[1]) if found else ""
    name = re.sub(rf"^(?:(?:{_JOINS}) )+", "", name)
    name = _DATED.sub("", name)
    if not name[:1].isupper() or not _SORT.search(name) or _TWO_NAMES.search(name) or _SHORT_NAME.search(name) or len(name.split()) < 3:
        return ""
    if any(_without_dropped(known.symbol) != _without_dropped(symbol) for known in find_instruments(name, ())):
        return ""
    return _tidy(name)


def _tidy(title: str) -> str:
    return title.strip(" ,;:.")


def _without_dropped(symbol: str) -> str:
    """The symbol of the reference page: letters of the old sessions' parts share one."""
    return symbol_from_path(symbol_path(symbol))
