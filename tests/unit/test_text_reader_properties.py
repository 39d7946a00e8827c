"""What holds of the reader of extracted text for any text: it returns, it loses no word, and it does not mind how a page was broken."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.model import Paragraph, Table
from builder.reading.result import Reading
from builder.reading.text import read_text
from builder.text import Text, format_text, normalise_words
from tests.account import printed_in

CASES = Path(__file__).parents[1] / "cases"
HEAD = " United Nations  A/RES/90/7 \n\n 90/7. The sea as a road \n\n The General Assembly, \n\n"


def read(text: str) -> Reading:
    return read_text(text.encode("utf-8", errors="replace"), "input.txt")


def with_letters(words: str) -> str:
    """The reader writes ligatures as letters, and says so in a repair."""
    return re.sub("[\ufb00-\ufb06]", lambda sign: unicodedata.normalize("NFKC", sign.group()), words)


LINES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            " ",
            "1",
            "2",
            " 3 ",
            "*",
            "27/21",
            "__________________ ",
            "  See resolution 70/1. ",
            " 1. Decides that the lamps",
            " (a) The lamps; ",
            " (i) Lamps;",
            "2. We, the keepers,",
            "  Annex ",
            "  II ",
            "  A heading ",
            "A/RES/90/7 ",
            "The sea as a road A/RES/90/7",
            "35-12345 2/3 ",
            "3/3 35-12345 ",
            "https://undocs.org/en/A/RES/70/1",
            "41st plenary meeting ",
            "20 December 2035 ",
            " the ofﬁce an d th e li st, a lamp",
            "Recalling the abdu ctees and the abductees, well -being , as",
            "* * *",
            "• lamp",
            " 63 930 800 (2 304)",
            "Lamps and bells  1 131 – 0.5",
            "a",
            "- lamp -",
            "low- ",
            "and high",
            " The General Assembly, ",
            "\f",
            "Rule 12",
            " * Reissued for technical reasons. ",
        ]
    ),
)


@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\n\n", " \n", "\r\n"]), st.booleans())
def test_any_text_is_read_and_no_printed_word_is_lost(lines: list[str], end: str, has_masthead: bool) -> None:
    text = (HEAD if has_masthead else "United Nations A/RES/90/7\n") + end.join(lines)
    resolution = read(text).resolution
    assert resolution is not None
    printed = [
        normalise_words(line) for line in text.replace("\r", "\n").replace("\f", "\n").encode("utf-8", "replace").decode().split("\n")
    ]
    printed = [with_letters(line) for line in printed]
    kept = with_letters(printed_in(resolution))
    lost = Counter(filter(str.isalnum, "".join(printed))) - Counter(filter(str.isalnum, kept))
    assert not lost
    squashed = "".join(kept.split())
    assert [word for line in printed for word in line.split() if len(word) > 1 and word not in squashed] == []


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    reading = read_text(data, "input.txt")
    assert reading.resolution is not None or reading.diagnostics


# --- metamorphic: the same words, printed otherwise ---

VOCABULARY = ["the", "of", "and", "to", "lamp", "bells", "harbour", "night", "on", "all", "States", "with", "United", "Nations", "water"]
SENTENCES = st.lists(st.sampled_from(VOCABULARY), min_size=4, max_size=60).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> list[str]:
    """Paragraphs in the notation, with their labels: recitals, then numbered paragraphs with subparagraphs. Notes are called in order."""
    called = 0

    def sentence(opening: str, end: str) -> str:
        nonlocal called
        words = f"{opening} {draw(SENTENCES)}".split(" ")
        for at in sorted(draw(st.sets(st.integers(1, len(words) - 1), max_size=2))):
            called += 1
            words[at] += f"[^{called}]"
        return " ".join(words) + end

    recitals = [sentence("Recalling", ",") for _ in range(draw(st.integers(0, 4)))]
    count = draw(st.integers(1, 5))
    operative = []
    for number in range(1, count + 1):
        items = draw(st.integers(0, 3))
        operative.append(f"{number}. " + sentence("Decides", ":" if items else "." if number == count else ";"))
        ends = [";"] * items if number < count else [";"] * (items - 1) + ["."]
        operative.extend(f"({label}) " + sentence("To", end) for label, end in zip("abc"[:items], ends, strict=False))
    return recitals + operative


def wrapped(paragraph: str, width: int) -> list[str]:
    """The printed lines of one paragraph, still in the notation: the first is indented."""
    lines = [""]
    for word in paragraph.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word.split("[")[0]) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}"
    return lines


def extracted(line: str) -> str:
    """A printed line as an extractor writes it: each footnote marker on a line of its own, the rest of the line after it."""
    return line.replace("[^", "\n").replace("] ", "\n ").replace("]", "\n ") + " \n\n"


def notes_area(first: int, last: int) -> str:
    """The footnotes at the end of a page; the words of note n are 'A/90/n.'."""
    notes = "".join(f" \n{n}\n  A/90/{n}. \n\n" for n in range(first, last + 1))
    return f"__________________ \n\n{notes}" if notes else ""


def printed(paragraphs: list[str], width: int, break_before: int | None = None) -> str:
    """A whole text; where it has two pages, the second begins with the line `break_before`."""
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph, width)]
    pages = [lines] if break_before is None else [lines[:break_before], lines[break_before:]]
    out, called = HEAD, 0
    for number, page in enumerate(pages, 1):
        if number > 1:
            out += "https://undocs.org/en/A/90/1\n\n\nA/RES/90/7 \n\nThe sea as a road \n\n \n\n35-12345 2/9 \n\n \n\n"
        out += "".join(map(extracted, page))
        if number == len(pages):
            out += " \n\n41st plenary meeting \n\n20 December 2035 \n\n"
        calls = sum(line.count("[^") for line in page)
        out += notes_area(called + 1, called + calls)
        called += calls
    return out


def facts(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]], str | None]:
    """What must not change: units and footnotes with all words, labels and calls, and the title."""
    resolution = read(text).resolution
    assert resolution is not None
    units = [(unit.anchor, format_text(unit.text)) for unit in anchored(resolution).units if unit.kind != "footnote"]
    return units, [(note.marker, note.text.words) for note in resolution.footnotes], resolution.title


def expected_of(paragraphs: list[str]) -> list[tuple[str, str]]:
    """The units of a document as `documents` writes it."""
    units, recital, number = [("", "The General Assembly,")], 0, ""
    for paragraph in paragraphs:
        label, _, text = paragraph.partition(" ")
        if label.startswith("("):
            units.append((f"op{number}-{label.strip('()')}", text))
        elif label.endswith("."):
            number = label.strip(".")
            units.append((f"op{number}", text))
        else:
            recital += 1
            units.append((f"pp{recital}", paragraph))
    return units


@given(documents(), st.integers(60, 110))
def test_how_lines_are_wrapped_does_not_matter(paragraphs: list[str], width: int) -> None:
    assert facts(printed(paragraphs, width))[0] == expected_of(paragraphs)


@given(documents(), st.integers(60, 100), st.data())
def test_a_page_break_does_not_matter(paragraphs: list[str], width: int, data: st.DataObject) -> None:
    lines = sum(len(wrapped(paragraph, width)) for paragraph in paragraphs)
    assume(lines > 1)
    whole = printed(paragraphs, width)
    broken = printed(paragraphs, width, data.draw(st.integers(1, lines - 1)))
    assert facts(broken) == facts(whole)


@given(documents(), st.integers(60, 100), st.data())
def test_trailing_spaces_do_not_matter(paragraphs: list[str], width: int, data: st.DataObject) -> None:
    lines = printed(paragraphs, width).split("\n")
    spaced = [line + " " * data.draw(st.integers(0, 3)) if line.strip() else line for line in lines]
    assert facts("\n".join(spaced)) == facts("\n".join(lines))


SEED = (CASES / "seed" / "A-RES-74-166.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param("\n".join(line + "   " if line.strip() else line for line in SEED.split("\n")), id="trailing-spaces"),
        pytest.param(SEED.replace("\n", "\r\n"), id="crlf"),
        pytest.param("\ufeff" + SEED, id="byte-order-mark"),
        pytest.param(SEED.replace("-", "\u2011"), id="non-breaking-hyphens"),
        pytest.param(SEED.replace("Democratic People", "Democratic\u00a0People"), id="non-breaking-spaces"),
    ],
)
def test_the_seed_printed_otherwise(changed: str) -> None:
    assert facts(changed) == facts(SEED)


def test_a_text_of_one_word_is_kept() -> None:
    resolution = read("United Nations A/RES/90/7").resolution
    assert resolution is not None
    assert "United Nations" in printed_in(resolution)
    assert isinstance(resolution.body[0], Paragraph)
    assert resolution.body[0].text == Text("United Nations A/RES/90/7")


@given(st.lists(st.tuples(st.integers(1, 999_999_999), st.integers(1, 99)), min_size=3, max_size=8), st.booleans())
def test_rows_of_numbers_are_a_table_and_the_text_around_them_is_none(rows: list[tuple[int, int]], has_labels: bool) -> None:
    """The second number has no thousands, so there is one way only to part the two."""
    numbers = [(f"{first:,}".replace(",", " "), str(second)) for first, second in rows]
    lines = [f"{'Lamps of oil' if has_labels else ''} {first} {second}" for first, second in numbers]
    text = HEAD + " 1. Decides that the lamps be paid. \n\n  Lamps \n\n" + " \n\n".join(lines) + " \n\n 2. Asks for 12 500 bells. \n"
    resolution = read(text).resolution
    assert resolution is not None
    (table,) = (block for block in resolution.body if isinstance(block, Table))
    assert [tuple(cell.paragraphs[0].words for cell in row[-2:]) for row in table.rows] == numbers
    assert [block.text.words for block in resolution.body if isinstance(block, Paragraph)] == [
        "Decides that the lamps be paid.",
        "Asks for 12 500 bells.",
    ]
