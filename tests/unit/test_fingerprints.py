"""How much of a text has changed, by its fingerprint: as people count words, whatever the script."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.fingerprints import FINGERPRINT, changed_share, fingerprint

TEN = "Requests the Secretary-General to report on it to the Assembly"  # the hyphen parts two words


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (TEN, TEN, 0),
        (TEN, TEN.upper() + " ;", 0),
        ("the abdu ctees’ families", "the abductees families", 0),
        (TEN, "REQUESTS the Secretary General: to report, on it (to the Assembly)", 0),
        (TEN, TEN.replace("report", "speak"), 1 / 11),
        (TEN, TEN.replace("report on", "speak of"), 2 / 11),
        (TEN, TEN.replace("report on it", "speak of him"), 3 / 11),
        (TEN, f"{TEN} at its next session", 4 / 15),
        (TEN, "Decides nothing", 1),
        (TEN, "", 1),
        ("", TEN, 0),
        ("—", TEN, 0),
        ("回顾其以往各项决议", "回顾其以往各项决定", 1 / 9),
        ("وإذ يشير إلى قراره", "وإذ يشير إلى مقرره", 1 / 4),
        ("Ссылаясь на СВОИ резолюции", "ссылаясь на свои решения", 1 / 4),
    ],
)
def test_the_share_of_words_that_changed(before: str, after: str, changed: float) -> None:
    assert changed_share(fingerprint(before), after) == pytest.approx(changed)


def test_the_same_words_in_another_order_are_the_same_words() -> None:
    words = "Afghanistan, Albania and Algeria"
    assert changed_share(fingerprint(words), "Algeria, Afghanistan and Albania") == 0


@pytest.mark.parametrize("length", [60, 400, 5000])
def test_of_a_long_text_a_sample_tells(length: int) -> None:
    """A tenth of the words is never taken for a fifth, nor is a third: what lies between may fall either way."""
    chance = random.Random(length)
    vocabulary = [f"word{number}" for number in range(1000)]
    for _ in range(20):
        words = chance.choices(vocabulary, k=length)
        print_ = fingerprint(" ".join(words))
        assert len(print_) < 100
        for share, passes in ((0, True), (0.08, True), (0.4, False), (1, False)):
            changed = list(words)
            for place in chance.sample(range(length), int(length * share)):
                changed[place] = f"another{place}"
            assert (changed_share(print_, " ".join(changed)) <= 0.2) is passes


@given(st.text(), st.text())
def test_any_text_has_a_fingerprint_and_can_be_compared(before: str, after: str) -> None:
    print_ = fingerprint(before)
    assert FINGERPRINT.fullmatch(print_)
    assert changed_share(print_, before) == 0
    assert 0 <= changed_share(print_, after) <= 1


@pytest.mark.parametrize("wrong", ["abc", "abcd0~x", "abcd!", "abcd-1~x"])
def test_what_is_no_fingerprint_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no fingerprint"):
        changed_share(wrong, "words")
