"""Text with marks, and the notation in which people read and correct it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.text import EMPTY, Mark, MarkKind, Text, TextBuilder, format_text, join_texts, normalise_words, parse_text

KINDS = [kind for kind in MarkKind if kind is not MarkKind.CALL]


def built(raw: str, marks: list[tuple[MarkKind, int, int, str]]) -> Text:
    """The text a reader would build: marks open and close where the raw words have them."""
    builder = TextBuilder()
    cuts = sorted({0, len(raw), *(place for _, start, end, _ in marks for place in (start, end))})
    opened: dict[int, int] = {}
    for place, after in zip(cuts, [*cuts[1:], len(raw)], strict=True):
        for number, (kind, start, end, value) in enumerate(marks):
            if end == place and number in opened:
                builder.close(opened.pop(number), kind, value)
            if start == place and kind is MarkKind.CALL:
                builder.call(value)
            elif start == place:
                opened[number] = builder.open()
        builder.add(raw[place:after])
    return builder.build()


SPANS = st.tuples(st.sampled_from(KINDS), st.integers(0, 12), st.integers(0, 12), st.sampled_from(["https://un.org/a)b", "x]", "\\"]))
CALLS = st.tuples(st.just(MarkKind.CALL), st.integers(0, 12), st.just(0), st.sampled_from(["1", "13", "*", "]"]))


@st.composite
def texts(draw: st.DrawFn) -> Text:
    raw = draw(st.text(alphabet="ab *[]<>\\^()\u00a0", min_size=1, max_size=14))
    marks = []
    for kind, one, other, value in draw(st.lists(SPANS | CALLS, max_size=6)):
        start, end = sorted((min(one, len(raw)), min(other, len(raw))))
        if kind is MarkKind.CALL:
            marks.append((kind, end, end, value))
        else:
            marks.append((kind, start, end, value if kind is MarkKind.LINK else ""))
    return built(raw, marks)


@given(texts())
@settings(max_examples=500)
def test_the_notation_gives_the_same_text_back(text: Text) -> None:
    assert parse_text(format_text(text)) == text


@given(st.text())
def test_any_string_is_a_text_and_plain_words_stay_as_they_are(raw: str) -> None:
    assert parse_text(format_text(parse_text(raw))) == parse_text(raw)
    assert parse_text(format_text(Text(normalise_words(raw)))).words == normalise_words(raw)


@given(texts())
def test_segments_are_all_words_and_all_calls_in_order(text: Text) -> None:
    segments = list(text.segments())
    assert "".join(segment.words for segment in segments) == text.words
    assert tuple(segment.marks[0].value for segment in segments if not segment.words) == text.calls


@given(texts(), st.integers(0, 14))
def test_two_slices_hold_every_word_and_every_call(text: Text, place: int) -> None:
    left, right = text.slice(0, place), text.slice(place)
    assert (left.words + right.words).replace(" ", "") == text.words.replace(" ", "")
    assert left.calls + right.calls == text.calls


@pytest.mark.parametrize(
    ("notation", "words", "marks"),
    [
        ("*Recalling* its resolution", "Recalling its resolution", [("i", "Recalling", "")]),
        ("of [73/180](https://undocs.org/en/A/RES/73/180) and", "of 73/180 and", [("a", "73/180", "https://undocs.org/en/A/RES/73/180")]),
        ("[2200](https://x/A\\(XXI\\)) A", "2200 A", [("a", "2200", "https://x/A(XXI)")]),
        ("10<sup>14</sup> m", "1014 m", [("sup", "14", "")]),
        (r"5 \* 3 \[sic\] \<b>", "5 * 3 [sic] <b>", []),
        ("a * b", "a * b", []),
        ("*a* *b*", "a b", [("i", "a b", "")]),
        ("<b>not closed", "<b>not closed", []),
    ],
)
def test_notation(notation: str, words: str, marks: list[tuple[str, str, str]]) -> None:
    text = parse_text(notation)
    assert text.words == words
    assert [(str(m.kind), text.words[m.start : m.end], m.value) for m in text.marks] == marks


def test_a_call_belongs_to_the_word_before_it() -> None:
    text = parse_text("of 2019, [^1] and *the* end[^2]")
    assert text.words == "of 2019, and the end"
    assert [(mark.start, mark.value) for mark in text.marks if mark.kind is MarkKind.CALL] == [(8, "1"), (20, "2")]


def test_white_space_and_invisible_characters_are_no_words() -> None:
    assert normalise_words("\t Secretary\u2011General\u00a0of\u200e the \u00adend ") == "Secretary-General of the end"


def test_joined_texts_keep_their_marks() -> None:
    joined = join_texts([parse_text("*a*[^1]"), parse_text("b"), parse_text("<b>c</b>")])
    assert joined == parse_text("*a*[^1] b <b>c</b>")
    assert join_texts([]) == EMPTY
    assert join_texts([Text("a"), Text("b", (Mark(MarkKind.CALL, 1, 1, "2"),))], "\t").marks == (Mark(MarkKind.CALL, 3, 3, "2"),)


def test_cells_without_words_keep_their_place_in_a_row() -> None:
    assert join_texts([EMPTY, Text("a"), EMPTY, Text("b"), EMPTY], "\t").words == "\ta\t\tb\t"
    assert join_texts([EMPTY, Text("a"), EMPTY, Text("b")]).words == "a b"
