"""The reader of the early Official Records, by cases that are data: `tests/cases/early/<case>/input.txt` and its `expected.yaml`.

The words of the cases are invented; the shapes are those of the printed volumes.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.model import AdoptionMethod
from builder.reading.early.calls import find_calls
from builder.reading.early.labels import mend_labels
from builder.reading.early.vote import read_adoption
from builder.reading.result import Reading
from builder.reading.text import read_text
from builder.text import format_text

CASES = Path(__file__).parents[1] / "cases" / "early"
NAMES = sorted(folder.name for folder in CASES.iterdir())


def facts_of(reading: Reading) -> dict[str, Any]:
    """What a case says of a document: its facts, units (anchor -> kind and text with its calls), notes, repairs and findings."""
    resolution = reading.resolution
    assert resolution is not None
    vote = resolution.vote
    return {
        "symbol": resolution.symbol,
        "description": resolution.description,
        "adopted": resolution.adopted,
        "meeting": resolution.meeting,
        "adoption": str(resolution.adoption) if resolution.adoption else None,
        "adoption_note": resolution.adoption_note,
        "vote": [vote.in_favour, vote.against, vote.abstaining, list(vote.states_against), list(vote.states_abstaining)] if vote else None,
        "drafts": list(resolution.drafts),
        "units": {
            unit.anchor or "formula": f"{unit.kind}: {format_text(unit.text)}"
            for unit in anchored(resolution).units
            if unit.kind != "footnote"
        },
        "footnotes": {note.marker: note.text.words for note in resolution.footnotes},
        "repairs": {repair.printed: repair.read for repair in resolution.repairs},
        "furniture": list(resolution.furniture),
        "diagnostics": [f"{finding.code}: {finding.found}" for finding in reading.diagnostics],
    }


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    expected: dict[str, Any] = yaml.safe_load((CASES / name / "expected.yaml").read_text(encoding="utf-8"))
    file_name = expected.pop("file", "input.txt")
    assert facts_of(read_text((CASES / name / "input.txt").read_bytes(), file_name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_printed_word_is_kept(name: str) -> None:
    """In the model, in the furniture or in a repair; letters alone are counted, since lines and hyphens are put together."""
    text = (CASES / name / "input.txt").read_text(encoding="utf-8")
    assert not lost_letters(text, read_text(text.encode(), "input.txt"))


def lost_letters(text: str, reading: Reading) -> Counter[str]:
    """The letters and digits of a text that are nowhere in what was read."""
    resolution = reading.resolution
    assert resolution is not None
    kept = [*resolution.furniture, *(repair.printed for repair in resolution.repairs)]
    for unit in anchored(resolution).units:
        kept += [unit.text.words, unit.label, *unit.text.calls]
    return _letters(text) - _letters(" ".join(kept))


def _letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\W_]", "", text))


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("the complaints 16 submitted", "the complaints[^16] submitted"),
        ("the Force, 16", "the Force,[^16]"),
        ("of the Group; 16 and", "of the Group;[^16] and"),
        ("to none.16", "to none.[^16]"),
        ("of 6 May,16 submitted", "of 6 May,[^16] submitted"),
        ("of 27 October 1953 16 and 9 November", "of 27 October 1953[^16] and 9 November"),
        ("S/11052/Rev.1 16 dated", "S/11052/Rev.1[^16] dated"),
        ("of 16 March", "of 16 March"),
        ("paragraph 16 of it", "paragraph 16 of it"),
        ("paragraphs 2, 16 and 18", "paragraphs 2, 16 and 18"),
        ("resolution 16 (1946)", "resolution 16 (1946)"),
        ("in 16 days", "in 16 days"),
        ("documents S/1 and Add.16", "documents S/1 and Add.16"),
        ("from 16 to 18 March", "from 16 to 18 March"),
        ("the lamps, 17 in number", "the lamps, 17 in number"),
        ("by 9 votes to 16", "by 9 votes to 16"),
    ],
)
def test_calls(words: str, notation: str) -> None:
    assert format_text(find_calls(words, {"16"}).text) == notation


@pytest.mark.parametrize(
    ("labels", "read"),
    [
        (["1,", "2."], ["1.", ""]),
        (["l.", "2."], ["1.", ""]),
        (["1.", "(a)", "(6)", "(c)"], ["", "", "(b)", ""]),
        (["1.", "(1)", "(ii)"], ["", "(i)", ""]),
        (["1.", "2.", "8.", "4."], ["", "", "3.", ""]),
        (["1.", "3.", "4."], ["", "", ""]),
        (["I.", "II."], ["", ""]),
        (["(1)", "(2)"], ["", ""]),
    ],
)
def test_labels_are_read_by_their_sequence(labels: list[str], read: list[str]) -> None:
    assert [label.read for label in mend_labels([f"{label} Light the lamps;" for label in labels])] == read


@pytest.mark.parametrize(
    ("words", "method", "counts", "meeting"),
    [
        ("Adopted unanimously, without a vote, at the 2009th meeting.", AdoptionMethod.WITHOUT_VOTE, None, "2009th meeting"),
        ("Adopted at the 1311th meeting (private meeting).", None, None, "1311th meeting (private meeting)"),
        ("Adopted unanimously at the resumed 2396th meeting.", AdoptionMethod.UNANIMOUS, None, "resumed 2396th meeting"),
        ("Adopted at the 2385th meeting by 14 to none.", AdoptionMethod.RECORDED_VOTE, (14, 0, None), "2385th meeting"),
        (
            "Adopted at the 2500th meeting by 13 votes to 1 against (Oz), with one abstention (Erewhon).",
            AdoptionMethod.RECORDED_VOTE,
            (13, 1, 1),
            "2500th meeting",
        ),
    ],
)
def test_votes(words: str, method: AdoptionMethod | None, counts: tuple[int | None, ...] | None, meeting: str) -> None:
    adoption = read_adoption(words)
    vote = adoption.vote
    assert (adoption.method, vote and (vote.in_favour, vote.against, vote.abstaining), adoption.meeting) == (method, counts, meeting)


def test_states_are_as_many_as_votes() -> None:
    told = "Adopted at the 2067th meeting by 10 votes to none, with 2 abstentions (Germany, Federal Republic of, Oz, Erewhon)."
    assert [finding.code for finding in read_adoption(told).diagnostics] == ["record-vote-count"]
    adoption = read_adoption(told.replace("Oz, ", ""))
    assert adoption.vote is not None
    assert adoption.vote.states_abstaining == ("Germany, Federal Republic of", "Erewhon")
    assert not adoption.diagnostics


_LINES = """The Security Council,|1. Urges|(6)|A|Adopted at|the 2nd meeting|16 Ibid.|Article 1|Annex|and|\f|1/ S/1|88|"""
_PIECES = st.sampled_from(_LINES.split("|"))


@given(st.lists(_PIECES | st.text(max_size=12), max_size=30), st.sampled_from(["\n", "\n\n", "-\n"]))
def test_any_text_under_a_title_is_read_and_no_word_is_lost(pieces: list[str], between: str) -> None:
    text = f"Resolution 500 (1982)\nof 28 January 1982\n\n{between.join(pieces)}"
    reading = read_text(text.encode("utf-8", "replace"), "input.txt")
    assert reading.resolution is not None
    lost = lost_letters("".join(sign for sign in text if sign.isascii()), reading)
    assert not lost


@pytest.mark.parametrize("line", ["under-", "16 Ibid.", "16 Urges 16 and 16,", "9. Urges x;", "Adopted at", "(6) urges"])
def test_the_same_line_thousands_of_times_is_read_in_its_time(line: str) -> None:
    """Each line costs the same, however many there are: some of these took minutes when each looked through all before it."""
    text = "\n".join([line] * 3_000)
    reading = read_text(f"Resolution 500 (1982)\nof 28 January 1982\n\n{text}\n\n16 Ibid.".encode(), "input.txt")
    assert not lost_letters(text, reading)
