"""How a gloss is made: the terms and rules of a language, read from `data/glosses/`, and the words they are applied to.

A file of a language has, in the order in which they are applied:

before    rules for what is longer than a term
terms     words of the language by their English: all forms that are printed
after     rules for what the terms left: articles, dates, the order of words

and then come the rules of `common.yaml`, which are about English words in an order that English does not have. A rule is a pattern and
what it becomes: `{name}` is the group of that name, `{name:table}` its translation by a table of the file, `{name>}` the group with all
that follows it in the match. In a pattern, `{name}` is one of the `patterns` of the file or of `common.yaml`.
With `again`, a rule is applied to what it made until nothing is left for it; without `always`, only to words that have a digit.

A text that has none of the signs of a citation (`signs.py`) after the first rules, nor a term that becomes one, is not gone on with. So no
rule of `after` may make a sign where none is printed, but for the brackets of a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from builder.linking.alternatives import alternatives
from builder.linking.draft import Draft, Edit, Made
from builder.linking.governors import bodies
from builder.linking.sieve import Sieve
from builder.linking.signs import signs

__all__ = ["Rules", "glossed_languages", "rules_of"]

_FOLDER = "data/glosses"
_COMMON = "common"
_DIGIT = re.compile(r"\d")
_MOST_TIMES = 12  # that a rule is applied to what it made itself


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of what a rule makes: words of its own, or a group, translated by a table, alone or with all that follows it."""

    words: str = ""
    group: str = ""
    table: str = ""
    through: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern and what it becomes; `again` where what it made may match again, `always` where there need be no number in the words."""

    pattern: re.Pattern[str]
    sieve: Sieve
    pieces: tuple[_Piece, ...]
    again: bool
    always: bool

    def apply(self, draft: Draft, tables: Mapping[str, Mapping[str, str]]) -> Draft:
        """The draft, whose words pass the sieve, with each match replaced."""
        for _ in range(_MOST_TIMES if self.again else 1):
            edits = [Edit(*match.span(), list(self._made(match, tables))) for match in self.pattern.finditer(draft.words)]
            if not edits:
                break
            draft = draft.edited(edits)
        return draft

    def _made(self, match: re.Match[str], tables: Mapping[str, Mapping[str, str]]) -> Iterator[Made]:
        for position, piece in enumerate(self.pieces):
            if not piece.group:
                yield Made(piece.words, *self._between(match, position))
                continue
            start, end = match.span(piece.group)
            if start < 0:
                continue
            words = match[piece.group]
            if piece.table:
                yield Made(tables[piece.table].get(words, words), start, end)
            else:
                yield Made(words, start, end, copied=True, through=match.end() if piece.through else 0)

    def _between(self, match: re.Match[str], position: int) -> tuple[int, int]:
        """What a piece of words stands for: what is printed between the groups beside it, else the whole of the match."""
        before = self.pieces[position - 1].group if position else ""
        after = self.pieces[position + 1].group if position + 1 < len(self.pieces) else ""
        start = match.end(before) if before and match[before] is not None else match.start()
        end = match.start(after) if after and match[after] is not None else match.end()
        return (start, end) if start <= end else (start, start)


@dataclass(frozen=True, slots=True)
class Rules:
    """All that is known of a language."""

    before: tuple[_Rule, ...]
    terms: re.Pattern[str]
    english: Mapping[str, str]
    after: tuple[_Rule, ...]
    tables: Mapping[str, Mapping[str, str]]
    telling: re.Pattern[str]

    def apply(self, words: str, *, whole: bool) -> Draft | None:
        """The words with all rules applied; None where none applies.

        What can cite nothing is not made English any further than shows that, unless the `whole` is wanted.
        """
        printed = draft = Draft(words)
        numbered = _DIGIT.search(words) is not None
        draft = self._ruled(self.before, draft, numbered=numbered)
        if not whole and not self.telling.search(draft.words):
            return None if draft is printed else draft
        draft = draft.edited([self._translated(match) for match in self.terms.finditer(draft.words)])
        draft = self._ruled(self.after, draft, numbered=numbered)
        return None if draft is printed else draft

    def _ruled(self, rules: Iterable[_Rule], draft: Draft, *, numbered: bool) -> Draft:
        for rule in rules:
            if (numbered or rule.always) and rule.sieve.passes(draft.words):
                draft = rule.apply(draft, self.tables)
        return draft

    def _translated(self, match: re.Match[str]) -> Edit:
        start, end = match.span()
        return Edit(start, end, (Made(self.english[match.group()], start, end),))


# --- the files --------------------------------------------------------------------------------------------------------------

_PIECE = re.compile(r"\{(?P<group>[a-z_]\w*)(?::(?P<table>\w+))?(?P<through>>?)\}")
_REFERENCE = re.compile(r"\{([a-z_]\w*)\}")


@cache
def glossed_languages() -> frozenset[str]:
    """The languages that have rules."""
    names = (entry.name for entry in files("builder").joinpath(_FOLDER).iterdir())
    return frozenset(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")) - {_COMMON}


@cache
def rules_of(language: str) -> Rules:
    """The rules of a language that has some, with those that all share."""
    own, common = _read(language), _read(_COMMON)
    patterns = {"body": _body_pattern()} | common["patterns"] | own.get("patterns", {})
    english = {form: term for term, forms in own["terms"].items() for form in forms}
    before, after = own.get("boundaries", ["", ""])
    terms = re.compile(f"{before}(?:{alternatives(english)}){after}") if english else re.compile(r"(?!)")
    listed = [*own.get("after", ()), *common["rules"]]
    return Rules(
        tuple(_rule(entry, patterns) for entry in own.get("before", ())),
        terms,
        english,
        tuple(_rule(entry, patterns) for entry in listed),
        common["tables"] | own.get("tables", {}),
        re.compile(alternatives([*signs(), *(form for form, term in english.items() if any(sign in term for sign in signs()))])),
    )


def _body_pattern() -> str:
    return f"(?:{alternatives([*bodies()['bodies'], *bodies()['short_names']])})"


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("builder").joinpath(f"{_FOLDER}/{name}.yaml").read_text(encoding="utf-8"))
    return data


def _rule(entry: Mapping[str, Any], patterns: Mapping[str, str]) -> _Rule:
    pieces = []
    at = 0
    made = entry["gloss"]
    for match in _PIECE.finditer(made):
        if match.start() > at:
            pieces.append(_Piece(words=made[at : match.start()]))
        pieces.append(_Piece(group=match["group"], table=match["table"] or "", through=bool(match["through"])))
        at = match.end()
    if at < len(made):
        pieces.append(_Piece(words=made[at:]))
    find = _interpolated(entry["find"], patterns)
    return _Rule(re.compile(find), Sieve(find), tuple(pieces), entry.get("again", False), entry.get("always", False))


def _interpolated(pattern: str, patterns: Mapping[str, str]) -> str:
    """The pattern with those it names put in, and those these name."""
    while _REFERENCE.search(pattern):
        pattern = _REFERENCE.sub(lambda match: patterns[match[1]], pattern)
    return pattern
