"""Lists of States as the records print them: 'Benin, Bolivia (Plurinational State of), … and Viet Nam'."""

from __future__ import annotations

import re

__all__ = ["proper_case", "split_names"]

# Member States whose short names hold an 'and' (UN Terminology Database, UNTERM, 2024), so that it parts no list there.
_WITH_AND = (
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "Serbia and Montenegro",
    "Trinidad and Tobago",
    "Great Britain and Northern Ireland",
)
_AND = re.compile(r"\s+and\s+")
_COMMA = re.compile(r",\s*(?![^()]*\))")
_SMALL = frozenset({"and", "of", "the", "in", "on", "for", "to", "by", "with", "from", "at", "a", "an", "or"})
# Tokens of the UNBIS Thesaurus and of voting records that stay in capitals.
_CAPITALS = frozenset(
    ["UN", "HIV", "AIDS", "HIV/AIDS", "NGOS", "DNA", "NATO", "UNESCO", "UNICEF", "UNHCR", "UNRWA", "USA", "II", "III", "IV"]
)
_FROM_FRENCH = {"D'IVOIRE": "d’Ivoire", "D’IVOIRE": "d’Ivoire"}


def split_names(prose: str) -> tuple[str, ...]:
    """The names in a printed list. A clause that is no list ('submitted by the Chair …') stays whole."""
    prose = " ".join(prose.split()).strip(" .]")
    if not prose:
        return ()
    kept = prose
    for number, name in enumerate(_WITH_AND):
        kept = kept.replace(name, f"\x00{number}\x00")
    if re.search(r"\b(?:submitted|introduced|on behalf|members of)\b", kept):
        return (prose,)
    *names, last = _COMMA.split(kept)
    names += _AND.split(last.removeprefix("and "))
    restored = (re.sub(r"\x00(\d+)\x00", lambda m: _WITH_AND[int(m[1])], name).strip() for name in names)
    return tuple(name for name in restored if name)


def proper_case(capitals: str) -> str:
    """'BOLIVIA (PLURINATIONAL STATE OF)' -> 'Bolivia (Plurinational State of)'; what is not all capitals stays as it is."""
    capitals = " ".join(capitals.split())
    if not capitals.isupper():
        return capitals
    return " ".join(_proper(word, first=number == 0) for number, word in enumerate(capitals.split(" ")))


def _proper(word: str, *, first: bool) -> str:
    bare = word.strip("().,;:—-–")
    if bare in _CAPITALS or any(char.isdigit() for char in bare):
        return word
    if bare in _FROM_FRENCH:
        return word.replace(bare, _FROM_FRENCH[bare])
    if bare.lower() in _SMALL and not first and not word.startswith("("):
        return word.lower()
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m.group()[0] + m.group()[1:].lower(), word)
