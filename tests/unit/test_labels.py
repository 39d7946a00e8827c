"""What printed labels can mean. Closed grammars are tried whole."""

from __future__ import annotations

import re
import string

import pytest

from builder.labels import Family, anchor_piece, are_cyrillic, is_bullet, plain_label, readings, roman_number, split_label, to_roman
from builder.text import parse_text


def meanings(label: str) -> set[tuple[str, int]]:
    return {(str(label.family), label.ordinal) for label in readings(label)}


def test_every_roman_numeral_there_and_back() -> None:
    for value in range(1, 90):
        assert roman_number(to_roman(value)) == value
        assert ("roman", value) in meanings(f"({to_roman(value).lower()})")
    assert [roman_number(word) for word in ("", "iiii", "vv", "ic", "mix", "a")] == [None] * 6


def test_every_letter_and_every_doubled_letter() -> None:
    for place, letter in enumerate(string.ascii_lowercase, 1):
        assert ("letter", place) in meanings(f"({letter})")
        assert ("letter", 26 + place) in meanings(f"({letter * 2})")
        assert ("doubled letter", place) in meanings(f"({letter * 2})")
        assert anchor_piece(f"({letter})") == letter


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("12.", {("number", 12)}),
        ("29.1.", {("number", 1)}),
        ("3 bis.", {("number", 3)}),
        ("(i)", {("letter", 9), ("roman", 1)}),
        ("(v)", {("letter", 22), ("roman", 5)}),
        ("–", {("bullet", 0)}),
        ("(б)", {("letter", 2)}),
        ("(ب)", {("letter", 2)}),
        ("(十二)", {("roman", 12)}),
        ("㈢", {("roman", 3)}),
        ("’4‘", {("roman", 4)}),
        ("ثانيا -", {("roman", 2)}),
        ("أوّلاً", {("roman", 1)}),
        ("باء", {("letter", 2)}),
        ("(أ أ)", {("letter", 27), ("doubled letter", 1)}),
        ("с)", {("letter", 17), ("letter", 3), ("roman", 100)}),
        ("?", set()),
    ],
)
def test_readings(label: str, expected: set[tuple[str, int]]) -> None:
    assert meanings(label) == expected


def test_labels_of_one_list_have_one_style() -> None:
    first, second = readings("(a)")[0], readings("(b)")[0]
    assert first.sequence == second.sequence != readings("b.")[0].sequence
    assert readings("A.")[0].sequence != readings("a.")[0].sequence
    assert readings("1.1")[0].sequence == readings("1.2")[0].sequence != readings("2.1")[0].sequence
    assert readings("(aa)")[0].family is Family.LETTER


@pytest.mark.parametrize(
    ("label", "piece"),
    [
        ("2.", "2"),
        ("(a)", "a"),
        ("3 bis", "3bis"),
        ("29.1", "29-1"),
        ("IV", "iv"),
        ("(أ)", "a"),
        ("(一)", "i"),
        ("㈡", "ii"),
        ("’2‘", "ii"),
        ("ألف", "a"),
        ("ثالثا", "iii"),
        ("с)", "c"),
        ("–", "x"),
        ("***", "x"),
        ("٥.", "5"),
        ("²", "x"),
    ],
)
def test_anchor_pieces(label: str, piece: str) -> None:
    assert anchor_piece(label) == piece
    assert re.fullmatch("[a-z0-9-]+", piece)


@pytest.mark.parametrize(
    ("typed", "label", "words"),
    [
        ("(a) The withdrawal", "(a)", "The withdrawal"),
        ("1. *Calls upon* all", "1.", "Calls upon all"),
        ("xx) Another", "xx)", "Another"),
        ("– To protect", "–", "To protect"),
        ("(一) 决定", "(一)", "决定"),
        ("A. Pension", "A.", "Pension"),
        ("(a)加强", "(a)", "加强"),
        ("㈠ 加强", "㈠", "加强"),
        ("一、导言", "一、", "导言"),
        ("三、四年", "", "三、四年"),
        ("5-يشجع الدول", "", "5-يشجع الدول"),
        ("’1‘ تعيين", "’1‘", "تعيين"),
        ("أولا - مقدمة", "أولا -", "مقدمة"),
        ("а) один", "а)", "один"),
        ("5 - 7 days", "", "5 - 7 days"),
        ("11.4 trillion", "", "11.4 trillion"),
        ("2019 was", "", "2019 was"),
        ("Mr. Smith", "", "Mr. Smith"),
        ("(see below) Text", "", "(see below) Text"),
        ("* Term of office", "", "* Term of office"),
    ],
)
def test_labels_typed_into_the_text(typed: str, label: str, words: str) -> None:
    found, rest = split_label(parse_text(typed))
    assert (found, rest.words) == (label, words)


def test_a_cyrillic_letter_is_latin_unless_its_list_is_cyrillic() -> None:
    assert not are_cyrillic(["а)", "b)", "с)"])
    assert are_cyrillic(["а)", "б)"])
    assert anchor_piece("с)") == "c"
    assert anchor_piece("с)", cyrillic=True) == "q"


def test_labels_are_shown_in_signs_that_can_be_typed() -> None:
    assert [plain_label(label) for label in ("㈠", "（a）", "(ﻫ)", "²", "(a)")] == ["(一)", "(a)", "(ه)", "²", "(a)"]


def test_bullets() -> None:
    assert all(is_bullet(bullet) for bullet in ("•", "–", "-", " — "))
    assert not any(is_bullet(label) for label in ("", "(a)", "*", "1."))
