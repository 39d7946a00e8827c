"""What a pattern needs of a text, and that what the glosses leave alone cites nothing."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from builder.linking.gloss import glossed_languages
from builder.linking.gloss_rules import rules_of
from builder.linking.instruments import instruments, name_words
from builder.linking.sieve import Sieve
from builder.linking.signs import signs

PATTERNS = [
    (r"\bno?s (?=\d)", "nos 17512", "numbers 17512"),
    (r"[Rr]esolutions?|decisions?", "a Resolution", "a solution"),
    (r"(?<= ) +| +(?=[,.;])", "word ,", "a word, alone."),
    (r"(?:le|la)(?: [a-z]+){0,3} (?=Charte)", "la grande Charte", "la grande charte"),
    (r"(?>a|bc)+d", "abcad", "abca"),
    (r"x{2,}y?z", "xxz", "xx"),
]


@pytest.mark.parametrize(("pattern", "matched", "other"), PATTERNS)
def test_a_sieve_lets_through_what_matches_and_stops_what_cannot(pattern: str, matched: str, other: str) -> None:
    assert re.search(pattern, matched)
    assert Sieve(pattern).passes(matched)
    assert not Sieve(pattern).passes(other)


@pytest.mark.parametrize("pattern", [r"\d+", r"(?i)annex", "a*", "a|", "[a-z]", "(?!a)", ".", r"(?P<x>a)?\w"])
def test_a_pattern_that_needs_nothing_is_always_tried(pattern: str) -> None:
    assert Sieve(pattern).passes("")


def test_every_name_of_an_instrument_has_a_sign() -> None:
    for instrument in instruments():
        for name in (*instrument.names, *instrument.short):
            assert any(word in name for word in name_words()), name


@pytest.mark.parametrize("language", sorted(glossed_languages()))
def test_no_late_rule_of_a_gloss_makes_a_sign(language: str) -> None:
    rules = rules_of(language)
    for rule in rules.after:
        for piece, following in pairwise([*rule.pieces, None]):
            made = [piece.words, *(rules.tables[piece.table].values() if piece.table else ())]
            found = {sign for sign in signs() for words in made if sign in words}
            of_a_letter = following is not None and following.group == "letter"
            assert not found or (found == {"("} and of_a_letter), rule.pattern.pattern
