"""Titles of documents that are cited and not held, from the words of what cites them.

In order of trust: the list of named instruments; "resolution 70/1 of 25 September 2015, entitled “…”"; what is printed before the symbol in
brackets ("Report of the Committee on Information (A/74/21)", Official Records with their supplement); and the words before the call of a
footnote that cites this one document, a report ("the report of the Secretary-General on the rule of law¹") or an instrument ("the
Convention against Discrimination in Education²"). Places vote; where they do not agree there is no title, since a wrong one is worse than
none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from builder.anchors import Anchored, Unit, UnitKind
from builder.linking.citation import Citation
from builder.linking.dates import DATE_AFTER
from builder.linking.instruments import instrument_titles
from builder.symbols import symbol_from_path, symbol_path
from builder.text import MarkKind

__all__ = ["title_references"]

_REACH = 260  # characters before a call or a bracket in which its title stands
_SHARE = 0.6  # of the places that name a title, how many must name the same
_LONGEST = 200

_ENTITLED = re.compile(rf"(?: [A-Z])?(?:{DATE_AFTER})?,? entitled “([^“”]{{4,{_LONGEST}}})”")
_RECORDS = re.compile(
    r"(Official Records of the [A-Z][\w ]+?, [\w-]+(?: [\w-]+){0,3}, Supplement No\. \d+[A-Z]?)(?: and \w+)? \((?:[^()]|\([^()]*\))*$"
)
_BRACKET = re.compile(r"((?:Final report|Report|Note|Letter) (?:of|by|from) [^;()“”]{6,180}) \($")
# A report that a text names: from its noun, which "the" leads, to the call; of several the last. What parts sentences ends it.
_REPORT = re.compile(
    r"^(?:.*[^\w-])?(?:the|his|her|its|a) (?:\w+ )?((?:report|note)s? (?:of|by) (?:the |his |her )?[A-Z][^.;:“”()]*)$", re.DOTALL
)
_BREAK = re.compile(
    r", (?:and|in|which|including|as|submitted|prepared|notes?|takes?|welcom|request|also|together)\b"
    r"| and (?:takes?|notes?|welcom|request|the (?:\w+ )?(?:report|note))"
)
_PLURAL = re.compile(r"reports|notes ")
# An instrument that a text names: capitalised words and what joins them, up to the call.
_JOINS = "of|the|on|and|for|in|to|against|from|with|by|or|at|relating|concerning|all|its|as"
_NAME = re.compile(rf"(?:(?<=\s)|^)((?:[A-Z0-9][\w’–-]*,? )(?:(?:[A-Z0-9][\w’()–-]*,?|{_JOINS}) ){{0,24}}[A-Z0-9][\w’()–-]*)$")
_SORT = re.compile(
    r"\b(?:Convention|Protocol|Treaty|Covenant|Agreement|Declaration|Programme of Action|Plan of Action|Statute|Framework|Strategy"
    r"|Principles|Rules|Guidelines|Action Agenda|Consensus|Pathway|Compact|Outcome|Code of Conduct|Guiding|Accord|Amendment)\b"
)
# Words that open a sentence before the name: "Recalling the Convention", "Reaffirms the".
_OPENING = re.compile(r"^(?:[A-Z]\w+(?:ing|s|ed)(?: (?:also|further|again|that|in this regard))?|In|See|Of|To) (?:the )?|^The ")
_TWO_NAMES = re.compile(r"\band (?:the |its )?(?:Convention|Protocol|Treaty|Covenant|Agreement|Declaration|Optional Protocol|Additional)")

_Cites = Mapping[tuple[str, str], Mapping[str, tuple[Citation, ...]]]


def title_references(documents: Sequence[Anchored], citations: _Cites) -> Mapping[str, str]:
    """The titles of documents that are not held, by symbol without the letters that an address drops; those not known are left out."""
    votes: dict[str, list[Counter[str]]] = defaultdict(lambda: [Counter(), Counter(), Counter()])
    for document in documents:
        cited = citations.get((document.resolution.symbol, document.resolution.language), {})
        if document.resolution.language != "en":
            continue  # the words that lead to a title are English
        for rank, symbol, title in _named(document, cited):
            votes[_without_dropped(symbol)][rank][title] += 1
    titles = {symbol: title for symbol, counts in votes.items() if (title := _elected(counts))}
    return {**titles, **instrument_titles()}


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
                yield from _before_call(caller, unit.label, elsewhere[0].target or "")


def _beside(words: str, citation: Citation) -> Iterator[tuple[int, str, str]]:
    """A title printed with the symbol."""
    symbol = citation.target or ""
    if entitled := _ENTITLED.match(words, citation.end):
        yield 0, symbol, _tidy(entitled[1])
        return
    before = words[max(0, citation.start - _REACH) : citation.start]
    if record := _RECORDS.search(before):
        yield 1, symbol, record[1]
    elif bracket := _BRACKET.search(before):
        yield 1, symbol, _tidy(bracket[1])


def _before_call(caller: Unit, marker: str, symbol: str) -> Iterator[tuple[int, str, str]]:
    """The name that ends at the call of a footnote."""
    for mark in caller.text.marks:
        if mark.kind is not MarkKind.CALL or mark.value != marker:
            continue
        before = caller.text.words[max(0, mark.start - _REACH) : mark.start].rstrip(" ,;.")
        before = before.rpartition("; ")[2]
        adopted = symbol.startswith("UNTS/") or "/RES/" in symbol
        if title := _instrument(before) if adopted else _report(before):
            yield 2, symbol, title


def _report(before: str) -> str:
    """The report at the end of the words as a title, 'Report of the Secretary-General on the rule of law'; '' where it may be another's."""
    found = _REPORT.search(before)
    words = found[1] if found else ""
    if not 12 <= len(words) <= _LONGEST or _BREAK.search(words) or _PLURAL.match(words) or re.search(r"resolution|decision|\d/\d", words):
        return ""
    return _tidy(words[0].upper() + words[1:])


def _instrument(before: str) -> str:
    """The name of an instrument at the end of the words; '' where none is, or it may be two."""
    found = _NAME.search(before)
    name = _OPENING.sub("", found[1]) if found else ""
    name = re.sub(rf"^(?:(?:{_JOINS}) )+", "", name)
    if not name[:1].isupper() or not _SORT.search(name) or _TWO_NAMES.search(name) or len(name.split()) < 3:
        return ""
    return _tidy(name)


def _tidy(title: str) -> str:
    return title.strip(" ,;:.")


def _without_dropped(symbol: str) -> str:
    """The symbol of the reference page: letters of the old sessions' parts share one."""
    return symbol_from_path(symbol_path(symbol))
