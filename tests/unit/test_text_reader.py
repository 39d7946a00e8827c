"""The reader of extracted text, by cases that are data: `tests/cases/text/<case>/input.txt` and what is read from it in `expected.yaml`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.anchors import anchored
from builder.model import AdoptionMethod, Resolution, Vote
from builder.reading.blocks import Printed
from builder.reading.english import frequency, is_listed, share
from builder.reading.masthead import iso_date
from builder.reading.mending import Vocabulary, mend
from builder.reading.text import read_text
from builder.reading.votes import take_adoption
from builder.text import Mark, MarkKind, Text, format_text

CASES = Path(__file__).parents[1] / "cases"
SEED = CASES / "seed"
NAMES = sorted(folder.name for folder in (CASES / "text").iterdir())


def read(text: str | bytes) -> Resolution:
    resolution = read_text(text if isinstance(text, bytes) else text.encode(), "input.txt").resolution
    assert resolution is not None
    return resolution


def units_of(resolution: Resolution) -> dict[str, str]:
    """Anchor -> text with its calls, without footnotes and formula."""
    return {unit.anchor: format_text(unit.text) for unit in anchored(resolution).units if unit.kind not in ("footnote", "formula")}


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    expected: dict[str, Any] = yaml.safe_load((CASES / "text" / name / "expected.yaml").read_text(encoding="utf-8"))
    reading = read_text((CASES / "text" / name / "input.txt").read_bytes(), "input.txt")
    resolution = reading.resolution
    assert resolution is not None
    found: dict[str, Any] = {
        "units": units_of(resolution),
        "footnotes": {note.marker: note.text.words for note in resolution.footnotes},
        "agenda_items": {item.number: item.title for item in resolution.agenda_items},
        "repairs": {repair.printed: repair.read for repair in resolution.repairs},
        "furniture": [words for words in resolution.furniture if words in expected.get("furniture", ())],
        "diagnostics": [finding.code for finding in reading.diagnostics],
    }
    if "furniture" in expected:
        assert set(found.pop("furniture")) == set(expected.pop("furniture"))
    for key, value in expected.items():
        assert found.get(key, getattr(resolution, key, None)) == value, key


def seed_facts(resolution: Resolution) -> dict[str, Any]:
    """What the golden file of the seed holds: metadata, and each unit with its words and the places of its calls."""
    units = []
    for unit in anchored(resolution).units:
        calls = [[mark.start, mark.value] for mark in unit.text.marks if mark.kind == "call"]
        units.append({"anchor": unit.anchor, "kind": str(unit.kind), "path": unit.path, "words": unit.text.words, "calls": calls})
    names = ("symbol", "title", "session", "adopted", "meeting")
    return {**{name: getattr(resolution, name) for name in names}, "units": units}


def test_seed_is_the_golden_file() -> None:
    """The golden file was compared with the UN's XML of the resolution: all is equal but the words of note 26, which this extract lacks."""
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    found = seed_facts(read((SEED / "A-RES-74-166.txt").read_bytes()))
    assert found == expected


def test_seed_counts() -> None:
    resolution = read((SEED / "A-RES-74-166.txt").read_bytes())
    kinds = [unit.kind.value for unit in anchored(resolution).units]
    counts = {kind: kinds.count(kind) for kind in ("preambular", "operative", "subparagraph", "footnote")}
    assert counts == {"preambular": 28, "operative": 24, "subparagraph": 31, "footnote": 26}


def test_seed_says_what_it_mended_and_what_is_lost() -> None:
    reading = read_text((SEED / "A-RES-74-166.txt").read_bytes(), "A-RES-74-166.txt")
    assert reading.resolution is not None
    mended = {repair.printed: repair.read for repair in reading.resolution.repairs}
    assert mended["abdu ctees"] == "abductees"
    assert mended["non -refoulement,"] == "non-refoulement,"
    assert [d.found for d in reading.diagnostics if d.code == "text-note-lost"] == ["footnote 26 is called"]


def test_a_text_without_a_symbol_and_without_structure_is_kept_line_by_line() -> None:
    reading = read_text(b"Minutes of a meeting\n\nMr. Doe spoke\nfor long.", "minutes.txt")
    assert reading.resolution is not None
    assert (reading.resolution.symbol, reading.resolution.verbatim) == ("", True)
    assert list(units_of(reading.resolution).values()) == ["Minutes of a meeting", "Mr. Doe spoke", "for long."]
    assert [(d.code, d.document) for d in reading.diagnostics] == [("text-verbatim", "minutes.txt")]


def test_paragraphs_whose_numbers_leap_have_no_structure() -> None:
    numbers = [3, 9, 2, 40, 7, 31, 5, 28, 11]
    text = "United Nations A/RES/90/7\n\n The General Assembly,\n\n" + "\n\n".join(f" {n}. Decides upon the lamp;" for n in numbers)
    resolution = read(text)
    assert resolution.verbatim
    assert [unit.text.words for unit in anchored(resolution).units][-1] == "11. Decides upon the lamp;"


def test_a_file_without_words_says_so() -> None:
    reading = read_text(b" \n \n", "empty.txt")
    assert reading.resolution is None
    assert [d.code for d in reading.diagnostics] == ["text-empty"]


def test_bytes_that_are_not_utf8_are_read_and_reported() -> None:
    reading = read_text("United Nations A/RES/90/7\nThe General Assembly,\n Café.".encode("cp1252"), "old.txt")
    assert reading.resolution is not None
    assert units_of(reading.resolution)["op1"] == "Café."
    assert [d.code for d in reading.diagnostics] == ["text-encoding"]


@pytest.mark.parametrize(
    ("printed", "date"),
    [("18 December 2019", "2019-12-18"), ("on 1 May 2035, in the morning", "2035-05-01"), ("31 Foo 2019", None), ("", None)],
)
def test_iso_date(printed: str, date: str | None) -> None:
    assert iso_date(printed) == date


def test_texts_have_no_italics() -> None:
    resolution = read((SEED / "A-RES-74-166.txt").read_bytes())
    assert all(mark.kind == "call" for unit in anchored(resolution).units for mark in unit.text.marks)
    assert isinstance(resolution.footnotes[0].text, Text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("adopted on 18 December 2019", "2019-12-18"),
        ("by 0 December 2035", None),
        ("31 February 2001", None),
        ("1 May 0000", None),
        ("", None),
    ],
)
def test_a_date_that_no_calendar_has_is_none(words: str, expected: str | None) -> None:
    assert iso_date(words) == expected


def test_a_paragraph_of_a_hundred_thousand_slips_is_mended_in_its_time() -> None:
    """Each slip costs the same, however many there are: this took a quarter of an hour when each looked through all others."""
    slips = Text(" ".join(f"well -being{number}" for number in range(100_000)))
    mended, repairs = mend(slips, Vocabulary.of([slips.words]))
    assert len(repairs) == 100_000
    assert " -" not in mended.words


def test_a_text_of_a_hundred_thousand_cut_words_is_mended_in_its_time() -> None:
    cut = Text(" ".join(f"th e lamp{chr(97 + number % 26)}s, accelerat ion" for number in range(33_000)))
    mended, repairs = mend(cut, Vocabulary.of([cut.words]))
    assert len(repairs) == 66_000
    assert "th e" not in mended.words


def test_marks_stay_on_their_words_where_letters_are_mended() -> None:
    text = Text("The ofﬁce o f lamps", (Mark(MarkKind.ITALIC, 4, 9), Mark(MarkKind.CALL, 19, 19, "1")))
    mended, repairs = mend(text, Vocabulary.of([text.words]))
    assert format_text(mended) == "The *office* of lamps[^1]"
    assert {repair.printed: repair.reason for repair in repairs} == {"ofﬁce": "ligature", "o f": "word cut by a space"}


def test_a_space_at_a_call_is_no_slip() -> None:
    text = Text("as in th e", (Mark(MarkKind.CALL, 8, 8, "1"),))
    assert mend(text, Vocabulary.of([text.words])) == (text, ())


def test_the_list_of_words_has_words_and_no_pieces() -> None:
    assert all(map(is_listed, ("acceleration", "organisation", "labour", "Saint", "a")))
    assert not any(map(is_listed, ("accelerat", "ment", "th", "e", "")))
    assert frequency("the") > frequency("seeking") > frequency("king’s") == 0
    assert share("of") > 0.01


VOTED = "Adopted at the 41st plenary meeting, by a recorded vote of 3 to none, with 1 abstention, as follows:"
LISTS = ("In favour: Albania, Bosnia and Herzegovina and Chile", "Against: None", "Abstaining: Fiji")
VOTE = Vote(3, 0, 1, ("Albania", "Bosnia and Herzegovina", "Chile"), (), ("Fiji",))


@pytest.mark.parametrize(
    ("after", "notes", "expected", "left"),
    [
        ((VOTED, *LISTS, "Annex"), (), (AdoptionMethod.RECORDED_VOTE, VOTE), 1),
        (
            (f"[{VOTED}", "In favour:", LISTS[0][11:], "Against:", "None", "Abstaining:", "Fiji]", "In favour: lamps"),
            (),
            ("recorded vote", VOTE),
            1,
        ),
        ((*LISTS, "Annex"), (VOTED,), (AdoptionMethod.RECORDED_VOTE, VOTE), 1),
        (("[Adopted without a vote.]",), (), (AdoptionMethod.WITHOUT_VOTE, None), 0),
        (("Annex", *LISTS), (), None, 4),
        (("Adopted lamps shall burn.",), ("Adopted without a vote at a conference.",), None, 1),
        ((), (), None, 0),
    ],
)
def test_the_adoption_that_a_text_tells(
    after: tuple[str, ...], notes: tuple[str, ...], expected: tuple[str, Vote] | None, left: int
) -> None:
    adoption, rest, said = take_adoption([Printed(Text(words)) for words in after], notes)
    assert (adoption and (adoption.method, adoption.vote)) == expected
    assert len(rest) == left
    assert [*said, *(paragraph.text.words for paragraph in rest)] == list(after)
