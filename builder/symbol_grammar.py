"""The grammar of document symbols: reads any spelling of a full symbol into its facts.

`symbols.py` is the public face. The lists it needs (bodies, spellings, words in brackets) are in `data/symbols.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import yaml

from builder.labels import roman_number
from builder.model import Kind, Organ

__all__ = ["PART", "SymbolFacts", "grammar_rules", "parse_symbol", "series_entry", "symbol_data"]

# The letter of a part of a composite resolution: after Z, the Assembly goes on with AA (53/77 AA).
PART = r"(?:AA|BB|CC|DD|[A-Z])"
_LETTERS = rf"{PART}(?:(?:-|AND|TO){PART})?"
_SERIES_OF_RULES = re.compile(r"(?:A/(?:RES|DEC|HRC/(?:RES|DEC|PRST))|S/(?:RES|PRST)|E/(?:RES|DEC))(?:/|$)")
# The forms of what an organ adopts, in capitals without spaces. A number in another form is a slip or a part of a symbol.
_ADOPTED = re.compile(
    rf"""
    (?: (?P<series> A/(?:RES|DEC) ) / (?:
            (?P<session> (?:E?S-)?\d{{1,3}} ) / (?P<number>\d{{1,4}}) (?P<letters>{_LETTERS})?   # A/RES/74/250A-B, A/RES/ES-11/1
          | (?P<old>\d{{1,4}}) (?P<old_letters>{_LETTERS})? \( (?P<roman>(?:E?S-)?[IVXL]+) \) )  # A/RES/217A(III), A/RES/3201(S-VI)
    | (?P<council_series> S/RES ) / (?P<council>\d{{1,4}}) (?:\( (?P<council_year>\d{{4}}) \))?  # S/RES/1325(2000), S/RES/1325
    | (?P<statement_series> S/PRST ) / (?P<statement_year>\d{{4}}) / (?P<statement>\d{{1,3}})    # S/PRST/2013/16
    | (?P<ecosoc_series> E/(?:RES|DEC) ) / (?:
            (?P<ecosoc_year>\d{{4}}) / (?P<ecosoc>\d{{1,3}}) (?P<ecosoc_letters>{_LETTERS})?     # E/RES/2021/2B
          | (?P<ecosoc_old>\d{{1,4}}) (?P<ecosoc_old_letters>{_LETTERS})? \( (?P<ecosoc_roman>(?:ORG-\d+|(?:S-)?[IVXL]+)) \) )
    | (?P<rights_series> A/HRC/(?:RES|DEC|PRST) ) / (?P<rights_session>(?:S-)?\d{{1,3}}) / (?P<rights>\d{{1,4}})
    ) (?=/|$)
    """,
    re.VERBOSE | re.ASCII,
)
# A component of any other symbol: '2015', 'SR.1-28', 'C.3', 'ES-10', 'CONF.VIII', 'PRO.28', 'WGEID'. Not 'H1N1', not '16.4'.
_COMPONENT = re.compile(
    r"(?P<words>[A-Z]+(?:\.[A-Z]+)*)(?P<value>\.\d+(?:-\d+)?|-\d+)?(?P<brackets>(?:\([^()]*\))*)"
    r"|(?P<number>\d+)(?P<number_brackets>(?:\([^()]*\))*)",
    re.ASCII,
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_VALUE = re.compile(r"(?:\d+[A-Z]?|[IVXL]+|[A-Z])(?:AND(?:\d+[A-Z]?|[IVXL]+|[A-Z]))?", re.ASCII)
_KINDS = {"RES": Kind.RESOLUTION, "DEC": Kind.DECISION, "PRST": Kind.PRESIDENTIAL_STATEMENT}
_FIRST_YEAR, _LAST_YEAR = 1946, 2099  # the first session of every organ was in 1946
_ECOSOC_YEARS_FROM = 1978
_LAST_ROMAN_SESSION = {"A/RES": 30, "E/RES": 63}  # then 31/1 in the Assembly, 1978/1 in the Economic and Social Council
_LAST_OLD_RESOLUTION = 3541  # of the Assembly, which had more
_LAST_OLD_SPECIAL = {"S-": 7, "ES-": 5}  # special sessions 1 to 7 and emergency ones 1 to 5 wrote Roman numerals


@dataclass(frozen=True, slots=True)
class SymbolFacts:
    """What a symbol says of its document.

    `series` is the symbol up to the session, year or number ('A/RES', 'A/C.3', 'FCCC/CP'); `session` the session in Arabic numerals
    ('74', 'ES-11'; 'A/RES/217 A (III)' is of session '3'; the Economic and Social Council's is its year); `year` is None where the
    symbol bears none; `number` is the rest ('166', '250 A-B', '6 (Sect. 3)/Add.1'). `kind` is None for what is neither a resolution nor a
    decision nor a presidential statement.
    """

    symbol: str
    organ: Organ
    series: str
    session: str | None
    year: int | None
    number: str
    kind: Kind | None


_LONGEST = 80  # letters: each part becomes the name of a folder or a file, and the longest real symbol has half of that
_DEVICE = re.compile(r"(?:^|/)(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:[./(]|$)")  # no file on Windows can have such a name


@lru_cache(maxsize=1 << 16)
def parse_symbol(printed: str) -> SymbolFacts | None:
    """The facts of any spelling of a full symbol, None for other words; what is forgiven is said at `symbols.canonical_symbol`."""
    compact = re.sub(r"\s+", "", unquote(printed) if "%" in printed else printed).upper()
    compact = re.sub(r"[\u2010-\u2015\u2212]", "-", compact).replace("[", "").replace("]", "")
    compact = re.sub(r"/{2,}", "/", compact).strip("/.,;:*").removesuffix("(SUPP)")
    if compact.count("(") == compact.count(")") + 1 and "(" in compact[compact.rfind("/") + 1 :]:
        compact += ")"  # the UN's links lose it at an end
    if len(compact) > _LONGEST or _DEVICE.search(compact):
        return None
    first = _first_of_two().match(compact)
    compact = first[1] if first else compact
    if _SERIES_OF_RULES.match(compact):
        return _adopted(compact)
    return _other(compact)


def _adopted(compact: str) -> SymbolFacts | None:
    """The facts of a resolution, decision or presidential statement."""
    match = _ADOPTED.match(compact)
    tail = _modifications(compact[match.end() :]) if match else None
    if match is None or tail is None:
        return None
    got = {name: value for name, value in match.groupdict().items() if value is not None}
    series = next(value for name, value in got.items() if name.endswith("series"))
    year: int | None = None
    if "roman" in got or "ecosoc_roman" in got:
        bracket = got.get("roman") or got["ecosoc_roman"]
        number = got.get("old") or got["ecosoc_old"]
        session = _arabic_session(bracket) if series.endswith("DEC") or _of_session(int(number), bracket, series) else None
        number += _letters(got.get("old_letters") or got.get("ecosoc_old_letters"), series)
        written = f"{number} ({bracket})"
    elif "council" in got:
        session, year, number = None, _council_year(int(got["council"]), got.get("council_year")), got["council"]
        written = f"{number} ({year})"
    elif "statement" in got:
        session, year, number = None, int(got["statement_year"]), got["statement"]
        written = f"{year}/{number}"
    elif "ecosoc" in got:
        session, year = got["ecosoc_year"], int(got["ecosoc_year"])
        number = got["ecosoc"] + _letters(got.get("ecosoc_letters"), series)
        written = f"{year}/{number}"
        if year < _ECOSOC_YEARS_FROM:
            return None
    else:
        session = got.get("session") or got["rights_session"]
        number = (got.get("number") or got["rights"]) + _letters(got.get("letters"), series)
        written = f"{session}/{number}"
        if "session" in got and not _possible_session(session):
            return None
    if (year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR) or (year is None and session is None):
        return None
    organ = Organ(series_entry(series)["organ"])
    return SymbolFacts(f"{series}/{written}{tail}", organ, series, session, year, number + tail, _KINDS[series.rsplit("/", 1)[1]])


def _council_year(number: int, printed: str | None) -> int | None:
    """The year of this resolution of the Security Council; None where another is printed. Of the open last year, what is printed."""
    first: dict[int, int] = symbol_data()["first_council_resolutions"]
    year = max((year for year, start in first.items() if start <= number), default=None)
    if year == max(first) and printed and int(printed) >= year:
        return int(printed)
    return year if printed is None or int(printed) == year else None


def _possible_session(session: str) -> bool:
    """Whether the Assembly numbered this session's resolutions as 'session/number'."""
    special = re.match(r"E?S-", session)
    number = int(session[special.end() if special else 0 :])
    return number > (_LAST_OLD_SPECIAL[special[0]] if special else _LAST_ROMAN_SESSION["A/RES"])


def _of_session(number: int, bracket: str, series: str) -> bool:
    """Whether a resolution of this number can be of the session: a special one by the list, another by its neighbours'."""
    if "-" in bracket:
        special: list[int] | None = symbol_data()["special_sessions"].get(bracket)
        return bracket.startswith("ORG-") if special is None else series == "A/RES" and special[0] <= number <= special[1]
    session = roman_number(bracket)
    if session is None or session > _LAST_ROMAN_SESSION[series]:
        return False
    known: dict[int, list[int]] = symbol_data()["sessions"][series]
    after = max((last for place, (_, last) in known.items() if place < session), default=0)
    before = min((first for place, (first, _) in known.items() if place > session), default=_LAST_OLD_RESOLUTION + 1)
    return after < number < before


def _arabic_session(bracket: str) -> str | None:
    """'III' -> '3', 'S-VI' -> 'S-6', 'ORG-75' -> 'ORG-75'; None for an impossible one."""
    if bracket.startswith("ORG-"):
        return bracket
    special = re.match(r"E?S-", bracket)
    number = roman_number(bracket[special.end() if special else 0 :])
    return None if number is None else f"{special[0] if special else ''}{number}"


def _letters(letters: str | None, series: str) -> str:
    """' A-B' for the parts of a composite resolution, ' A and B' for those of a decision, as each is printed."""
    if not letters:
        return ""
    parts = re.split(r"-|AND|TO", letters)
    if len(parts) == 1 or not series.endswith("DEC"):
        return f" {'-'.join(parts)}"
    return f" {parts[0]} and {parts[1]}" if ord(parts[1][0]) - ord(parts[0][0]) == 1 else f" {parts[0]} to {parts[1]}"


def _other(compact: str) -> SymbolFacts | None:
    """The facts of any other symbol."""
    components = compact.split("/")
    entry = components[0].split(".")[0]
    if len(components) < 2 or entry not in symbol_data()["series"] or not re.search(r"\d", compact):
        return None
    written: list[str] = []
    for component in components:
        word = _component(component)
        if word is None:
            return None
        written.append(word)
    if "." in components[-1] and re.split(r"[.(]", components[-1])[-2] in symbol_data()["bodies"]:
        return None
    # Up to the first component that begins with a figure or is the number of a special session.
    head = next((i for i, word in enumerate(written) if i and re.match(r"\d|E?S-\d", word)), len(written) - 1)
    series, rest = "/".join(written[:head]), written[head:]
    organ = Organ(series_entry(series)["organ"])
    session: str | None = None
    year: int | None = None
    if len(rest) > 1 and series != "UNTS" and not rest[1].startswith(("Add.", "Corr.", "Rev.", "Amend.")):
        if re.fullmatch(r"\d{4}", rest[0]) and _FIRST_YEAR <= int(rest[0]) <= _LAST_YEAR:
            year = int(rest[0])
            session = rest[0] if organ is Organ.ECOSOC else None
            rest = rest[1:]
        elif re.fullmatch(r"(?:E?S-)?\d{1,3}", rest[0]):
            session, rest = rest[0], rest[1:]
    kind = next((_KINDS[word] for word in written if word in _KINDS), None)
    return SymbolFacts("/".join(written), organ, series, session, year, "/".join(rest), kind)


def _modifications(tail: str) -> str | None:
    """'/ADD.1/CORR.2' as printed; None for what no symbol ends in."""
    written = [_component(component) for component in tail.split("/")[1:]]
    if tail and not tail.startswith("/"):
        return None
    if any(word is None or not re.match(r"(?:Add|Corr|Rev|Amend)\.\d|Summary$|Corrigendum$", word) for word in written):
        return None
    return "".join(f"/{word}" for word in written)


def _component(component: str) -> str | None:
    """A component as printed: 'ADD.1' -> 'Add.1', '6(SECT.3)' -> '6 (Sect. 3)', 'COP(14)' -> 'COP(14)'; None for what is none."""
    match = _COMPONENT.fullmatch(component)
    if not match:
        return None
    # Numerals in brackets belong to a body's name, 'COP(14)'; a number takes words only, '6 (Sect. 3)'.
    names_body = bool(match["words"]) and not match["value"]
    inners = _BRACKET.findall(match["brackets"] or match["number_brackets"] or "")
    brackets = [inner if names_body and _is_numeral(inner) else _bracket(inner) for inner in inners]
    if None in brackets:
        return None
    spellings = symbol_data()["spellings"]
    if match["number"]:
        word, gap = match["number"], " "
    else:
        value = match["value"] or ""
        words = [spellings.get(word, word) for word in match["words"].split(".")]
        if value.startswith("."):
            words[-1] = spellings.get(f"{match['words'].split('.')[-1]}.", words[-1])
        word, gap = ".".join(words) + value, " " if value else ""
    return word + "".join(f"{gap}({bracket})" for bracket in brackets)


def _is_numeral(inner: str) -> bool:
    return inner.isascii() and (inner.isdigit() or roman_number(inner) is not None)


def _bracket(inner: str) -> str | None:
    """Words in brackets as printed: 'SECT.3' -> 'Sect. 3', 'PARTSIANDII' -> 'Parts I and II'; None for others."""
    listed: dict[str, str] = symbol_data()["brackets"]
    for name in sorted(listed, key=len, reverse=True):
        if not inner.startswith(name):
            continue
        value, form = inner[len(name) :], listed[name]
        if "{}" not in form and not value:
            return form
        if "{}" in form and _VALUE.fullmatch(value):
            return form.format(value.replace("AND", " and "))
    return None


def grammar_rules() -> dict[str, Any]:
    """The patterns and limits of this grammar for a reader that is not Python: patterns as JavaScript writes them, without white space."""
    patterns = {"adopted": _ADOPTED, "component": _COMPONENT, "value": _VALUE, "rules": _SERIES_OF_RULES, "first_of_two": _first_of_two()}
    return {
        "patterns": {name: _compact(pattern).replace("(?P<", "(?<") for name, pattern in patterns.items()},
        "part": PART,
        "years": [_FIRST_YEAR, _LAST_YEAR],
        "ecosoc_years_from": _ECOSOC_YEARS_FROM,
        "last_roman_session": _LAST_ROMAN_SESSION,
        "last_old_resolution": _LAST_OLD_RESOLUTION,
        "last_old_special": _LAST_OLD_SPECIAL,
    }


def _compact(pattern: re.Pattern[str]) -> str:
    """The pattern without the white space and comments of a verbose one."""
    return re.sub(r"\s+#[^\n]*|\s+", "", pattern.pattern) if pattern.flags & re.VERBOSE else pattern.pattern


@cache
def symbol_data() -> dict[str, Any]:
    """What data/symbols.yaml holds: the series of symbols, their forms and eras."""
    text = files("builder").joinpath("data/symbols.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def series_entry(series: str) -> dict[str, str]:
    """The entry of the longest listed series that this one begins with."""
    components = series.split("/")
    components[0] = components[0].split(".")[0]
    names = ["/".join(components[:length]) for length in range(len(components), 0, -1)]
    entry: dict[str, str] = next(symbol_data()["series"][name] for name in names if name in symbol_data()["series"])
    return entry


@cache
def _first_of_two() -> re.Pattern[str]:
    """Finds the first of two symbols joined by a dash: 'A/63/538-E/2009/4', never 'A/RES/ES-11/1'."""
    bodies = "|".join(name for name in symbol_data()["series"] if "/" not in name)
    return re.compile(rf"([^/]+/.*?[0-9)])-(?:{bodies})/")
