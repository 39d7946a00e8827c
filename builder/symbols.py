"""Symbols of United Nations documents: one spelling, one path and one official address for each.

Three strings are kept apart: the canonical symbol, as in a masthead ('A/RES/217 A (III)'); the path, the symbol without spaces
('A/RES/217(III)'), which is also the place of the document's page and file; and the official address, made only when rendering.
Which bodies there are, and how their words are spelled, is listed in `data/symbols.yaml`; the grammar is in `symbol_grammar.py`.

Source: research.un.org/en/docs/symbols; the United Nations Editorial Manual; the links in the UN's own XML.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, quote, unquote, urlsplit

from builder.model import Kind
from builder.symbol_grammar import PART, SymbolFacts, parse_symbol, series_entry, symbol_data

__all__ = [
    "SymbolFacts",
    "canonical_symbol",
    "list_path",
    "official_url",
    "series_name",
    "series_prefixes",
    "sort_key",
    "symbol_facts",
    "symbol_from_address",
    "symbol_from_path",
    "symbol_path",
    "with_letters",
    "without_letters",
]

SortKey = tuple[tuple[int, int, str], ...]

_LETTERED = ("A/RES", "A/DEC", "E/RES", "E/DEC")  # the series whose numbers have lettered parts
_PART_LETTERS = re.compile(rf"(?<=\d) {PART}(?:-{PART}| (?:and|to) {PART})?(?=/| \(|$)")


def canonical_symbol(printed: str) -> str | None:
    """The symbol as a masthead spells it, from any spelling of a full symbol; None where the words are no full symbol.

    >>> canonical_symbol("a/res/217a(iii)"), canonical_symbol("A//77/6(Sect.3)/add.1")
    ('A/RES/217 A (III)', 'A/77/6 (Sect. 3)/Add.1')

    symbol = series "/" number {"/" modification}; white space and case are free, percent signs are decoded, a reissue's asterisk, the
    "(SUPP)" of supplements and punctuation at the end are dropped. Of two symbols in one ('A/63/538-E/2009/4') the first is taken, as
    the United Nations' links do. Impossible sessions and years are refused ('A/RES/9/11': from session 1 to 30 the form is '11 (IX)').
    """
    facts = parse_symbol(printed)
    return facts.symbol if facts else None


@lru_cache(maxsize=1 << 14)
def symbol_from_address(address: str) -> str | None:
    """The canonical symbol that an address of the United Nations' document system names, else None.

    >>> symbol_from_address("https://undocs.org//en/A/RES/217 (III)")
    'A/RES/217 (III)'
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:  # a port that is no number, brackets that do not close
        return None
    if parts.scheme not in ("http", "https"):
        return None
    if parts.query and host in symbol_data()["parameter_hosts"]:
        asked = parse_qs(parts.query)
        for name in symbol_data()["symbol_parameters"]:
            if name in asked:
                return canonical_symbol(asked[name][0])
    if host not in symbol_data()["document_hosts"]:
        return None
    path = re.sub(r"^/+(?:[a-z]{2}(?:/+|$))?", "", unquote(parts.path))
    return canonical_symbol(path)


@lru_cache(maxsize=1 << 14)
def symbol_path(symbol: str) -> str:
    """The symbol's path below the language, on this site and at docs.un.org: 'A/RES/217(III)', 'A/RES/77/253B', 'A/77/6(Sect.3)/Add.1'.

    Old sessions drop the letter of a part, as the United Nations does. ValueError for what is no full symbol.
    """
    facts = parse_symbol(symbol)
    if facts is None:
        raise ValueError(f"no document symbol: {symbol!r}")
    old = facts.series in _LETTERED and facts.symbol.rsplit("/", 1)[-1].endswith(")")
    path = without_letters(facts.symbol) if old else facts.symbol
    return re.sub(rf" (?:and|to) (?={PART}(?:/|$))", "-", path).replace(" ", "")


def symbol_from_path(path: str) -> str:
    """The canonical symbol of a path: the inverse of `symbol_path` but for the letters it drops. ValueError for any other path."""
    symbol = canonical_symbol(path)
    if symbol is None:
        raise ValueError(f"no path of a document symbol: {path!r}")
    return symbol


@lru_cache(maxsize=1 << 14)
def without_letters(symbol: str) -> str:
    """The symbol without the letters of its parts: 'A/RES/217 (III)' for 'A/RES/217 A (III)', 'A/RES/74/250' for 'A/RES/74/250 A-B'."""
    if symbol_facts(symbol).series not in _LETTERED:
        return symbol
    return _PART_LETTERS.sub("", symbol, count=1)


def with_letters(symbol: str, letters: str) -> str | None:
    """The symbol of a part or of parts: 'A/RES/217 A (III)' for 'A/RES/217 (III)' and 'A'; None where it can have none."""
    bare = without_letters(symbol)
    if not letters or symbol_facts(symbol).series not in _LETTERED:
        return None if letters else bare
    number = re.match(r"[^ ]+", bare)
    return canonical_symbol(f"{number[0]} {letters}{bare[number.end() :]}") if number else None


def official_url(symbol: str, language: str) -> str | None:
    """Where the United Nations shows the document, percent-encoded; None where it has no address (decisions).

    >>> official_url("A/RES/77/253 B", "en")
    'https://docs.un.org/en/A/RES/77/253B'

    In a language the United Nations does not publish in, the English document's. For a treaty, the volume of the *Treaty Series*.
    Symbols that `own_addresses` lists (the Charter, 'UNTS/1/XVI') have another.
    """
    facts = parse_symbol(symbol)
    if facts is None:
        return None
    data = symbol_data()
    shown = language if language in data["official_languages"] else "en"
    if own := data["own_addresses"].get(facts.symbol):
        return str(own).format(language=shown)
    if facts.kind is Kind.DECISION:
        return None
    if facts.series == "UNTS":
        return str(data["treaty_address"]).format(volume=facts.symbol.split("/")[1])
    return str(data["official_address"]).format(language=shown, path=quote(symbol_path(symbol), safe="/()"))


def symbol_facts(symbol: str) -> SymbolFacts:
    """What the symbol says of its document. ValueError for what is no full symbol."""
    facts = parse_symbol(symbol)
    if facts is None:
        raise ValueError(f"no document symbol: {symbol!r}")
    return facts


@lru_cache(maxsize=1 << 16)
def sort_key(symbol: str) -> SortKey:
    """A key that sorts symbols by series, then session or year, then number, as people count: 74/9 before 74/10, 3 (I) before 31/1."""
    facts = symbol_facts(symbol)
    session = re.fullmatch(r"([A-Z]*)-?(\d+)", facts.session or "")
    order = (("", "S", "ES", "ORG").index(session[1]), int(session[2]), "") if session else (0, facts.year or 0, "")
    if facts.series == "S/RES":
        order = (0, 0, "")  # one sequence since 1946
    return ((0, 0, facts.series), order, *_natural(facts.number))


_OLD_SESSION = re.compile(r"/\d+\((?P<session>(?:E?S-)?[IVXL]+)\)$")


@lru_cache(maxsize=1 << 16)
def list_path(symbol: str) -> str:
    """The path of the list that a document stands in: that of its symbol without the number.

    Security Council resolutions run in one sequence and are listed by year, Assembly resolutions of the old numbering by session.

    >>> list_path("A/RES/74/166"), list_path("S/RES/1325 (2000)"), list_path("A/RES/217 A (III)")
    ('A/RES/74', 'S/RES/2000', 'A/RES/III')
    """
    facts, path = symbol_facts(symbol), symbol_path(symbol)
    if facts.series == "S/RES":
        return f"{facts.series}/{facts.year}"
    if old := _OLD_SESSION.search(path):
        return f"{facts.series}/{old['session']}"
    return path.rpartition("/")[0]


def series_name(symbol: str) -> str:
    """Who issues the series: 'Conference on Disarmament' for 'CD/2229'. ValueError for what is no full symbol."""
    return str(series_entry(symbol_facts(symbol).series)["name"])


def series_prefixes() -> tuple[str, ...]:
    """What a symbol may begin with, for whoever looks for symbols in text: ('A', 'S', 'E', …)."""
    return tuple(prefix for prefix in symbol_data()["series"] if "/" not in prefix)


def _natural(text: str) -> SortKey:
    """The text cut into numbers and words, so that 9 sorts before 10."""
    return tuple((0, int(number), "") if number else (1, 0, word) for number, word in re.findall(r"(\d+)|(\D+)", text))
