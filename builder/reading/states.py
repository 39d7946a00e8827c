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
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_WHOLE = re.compile(rf"{'|'.join(_WITH_AND)}|\([^()]*\)")  # what is never parted
_CLAUSE = re.compile(r"\b(?:submitted|introduced|on behalf|was removed)\b")
_SMALL = frozenset({"and", "of", "the", "in", "on", "for", "to", "by", "with", "from", "at", "a", "an", "or"})
# Tokens of the UNBIS Thesaurus and of voting records that stay in capitals.
_CAPITALS = frozenset(
    ["UN", "HIV", "AIDS", "HIV/AIDS", "NGOS", "DNA", "NATO", "UNESCO", "UNICEF", "UNHCR", "UNRWA", "USA", "II", "III", "IV"]
)
_FROM_FRENCH = {"D'IVOIRE": "d’Ivoire", "D’IVOIRE": "d’Ivoire"}


def split_names(prose: str) -> tuple[str, ...]:
    """The names in a printed list: 'Chile, Trinidad and Tobago and Viet Nam' -> three. A clause that is no list stays whole."""
    prose = " ".join(prose.split()).strip(" .]")
    whole: list[str] = []

    def keep(match: re.Match[str]) -> str:
        whole.append(match.group())
        return f"\x00{len(whole) - 1}\x00"

    kept = _WHOLE.sub(keep, prose)
    if _CLAUSE.search(kept):
        return (prose,)
    restored = (re.sub(r"\x00(\d+)\x00", lambda m: whole[int(m[1])], name) for name in _BETWEEN.split(kept))
    return tuple(name.removeprefix("the ").strip() for name in restored if name.strip())


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
