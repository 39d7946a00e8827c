"""Places inside documents: how they are found in words, and where they land."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.anchors import Anchored, anchored
from builder.linking.landing import land
from builder.linking.pinpoints import Base, Pinpoint, Step, find_pinpoints
from builder.model import Annex, Block, BlockKind, Heading, Kind, Organ, Paragraph, Part, Resolution, Source
from builder.text import Text

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "pinpoints.yaml").read_text(encoding="utf-8"))


def unmarked(words: str) -> tuple[str, list[tuple[int, int]]]:
    """The words without the brackets of their mentions, and where those stand."""
    plain, spans = "", []
    for number, piece in enumerate(re.split(r"\[\[|\]\]", words)):
        if number % 2:
            spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans


def described(pinpoint: Pinpoint) -> str:
    """The pinpoint as the cases write it."""
    steps = ", ".join(f"{step.division} {step.label}".strip() for step in pinpoint.steps)
    through = f" – {pinpoint.through.label}" if pinpoint.through else ""
    on = {Base.HERE: "here", Base.PRESENT: "present"}.get(pinpoint.base) or str((pinpoint.mention or 0) + 1)
    return f"{steps}{through} @{on}"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    words, mentions = unmarked(case["words"])
    found = [(words[pinpoint.start : pinpoint.end], described(pinpoint)) for pinpoint in find_pinpoints(words, mentions)]
    assert found == list(case["places"].items())


PIECES = """paragraph|paragraphs|subparagraph|section|annex|1|2 (a)|(i)|II|I.B|,| and | to |–| of |the |resolution [[70/1]]|above|below|
the present resolution|para.|thereof|; | in """.replace("\n", "").split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_pinpoints_of_any_words_are_in_order_and_apart(pieces: list[str]) -> None:
    words, mentions = unmarked(" ".join(pieces))
    end = 0
    for pinpoint in find_pinpoints(words, mentions):
        assert end <= pinpoint.start < pinpoint.end <= len(words)
        assert all(pinpoint.end <= start or stop <= pinpoint.start for start, stop in mentions)
        assert (pinpoint.mention is not None) == (pinpoint.base is Base.MENTION)
        end = pinpoint.end


@pytest.mark.parametrize(
    ("phrase", "end", "each"),
    [
        ("paragraph 1, paragraph 2 and ", "paragraph 3 above", 2),
        ("1, 2, 3, ", "4 above", 0),  # without a noun
        ("paragraph 1 of ", "paragraph 1 above", 0),
        ("first and ", "second preambular paragraph", 0),
        ("article 3 of the statute of the tribunal, contained in ", "", 0),
        ("paragraph 1 of the report on the report of a b c ", "", 0),
        ("paragraph 7 above, ", "", 1),
    ],
)
def test_long_texts_of_one_phrase_are_read_in_one_pass(phrase: str, end: str, each: int) -> None:
    """Seconds for what takes half of one: far less than reading it again from each phrase would need."""
    times = 300_000 // len(phrase)
    words = phrase * times + end
    begun = process_time()
    found = find_pinpoints(words, [])
    assert process_time() - begun < 5
    assert times * each <= len(found) <= times * each + 1


def test_a_long_list_is_one_list() -> None:
    words = "paragraphs " + ", ".join(str(number % 900 + 1) for number in range(30_000)) + " above"
    assert len(find_pinpoints(words, [])) == 30_000


# --- where they land ----------------------------------------------------------------------------------------------------------


def operative(label: str, words: str = "Decides;", *items: Paragraph) -> Paragraph:
    return Paragraph(BlockKind.OPERATIVE, Text(words), label, items=items)


def document(*body: Block, annexes: tuple[Annex, ...] = (), parts: tuple[Part, ...] = ()) -> Anchored:
    source = Source("a.xml", "akn", "")
    made = Resolution("S/RES/2371 (2017)", "en", Kind.RESOLUTION, Organ.SECURITY_COUNCIL, source, body=body, annexes=annexes, parts=parts)
    return anchored(made)


def named(*steps: tuple[str, str], through: tuple[str, str] | None = None, base: Base = Base.MENTION) -> Pinpoint:
    return Pinpoint(
        0, 1, tuple(Step(*step) for step in steps), Step(*through) if through else None, base, 0 if base is Base.MENTION else None
    )


LETTERED = document(
    operative("1."),
    operative("2.", "Decides:", operative("(a)"), operative("(b)", "Two:", operative("(i)"), operative("(ii)"))),
    operative("3."),
    annexes=(Annex((operative("1."),), Text("Annex I")), Annex((operative("1."), operative("2.")), Text("Annex II"))),
)


@pytest.mark.parametrize(
    ("pinpoint", "anchors"),
    [
        (named(("paragraph", "2")), ("op2",)),
        (named(("paragraph", "2"), ("subparagraph", "(b)"), ("subparagraph", "(ii)")), ("op2-b-ii",)),
        (named(("paragraph", "1"), through=("paragraph", "3")), ("op1", "op2", "op3")),
        (named(("paragraph", "2"), ("subparagraph", "(a)"), through=("subparagraph", "(b)")), ("op2-a", "op2-b")),
        (named(("annex", "II")), ("annex2",)),
        (named(("annex", "II"), ("paragraph", "2")), ("annex2-p2",)),
        (named(("paragraph", "9")), ()),
        (named(("paragraph", "2"), ("subparagraph", "(c)")), ()),
        (named(("annex", "")), ()),  # it has two
        (named(("annex", "III")), ()),
    ],
)
def test_a_place_lands_where_the_document_has_it_and_nowhere_else(pinpoint: Pinpoint, anchors: tuple[str, ...]) -> None:
    assert land(LETTERED, pinpoint) == anchors


def test_sections_whose_numbers_begin_again() -> None:
    found = document(Heading(Text("Section I")), operative("1."), Heading(Text("Section II")), operative("1."), operative("2."))
    assert land(found, named(("section", "II"))) == ("s2",)
    assert land(found, named(("section", "II"), ("paragraph", "1"))) == ("s2-op1",)
    assert land(found, named(("paragraph", "1"))) == ()  # in which section?


def test_above_is_in_the_annex_in_which_it_is_said() -> None:
    unit = next(unit for unit in LETTERED.units if unit.anchor == "annex2-p2")
    assert land(LETTERED, named(("paragraph", "1"), base=Base.HERE), unit=unit) == ("annex2-p1",)


def test_a_subparagraph_above_is_beside_the_one_that_says_so() -> None:
    unit = next(unit for unit in LETTERED.units if unit.anchor == "op2-b")
    assert land(LETTERED, named(("subparagraph", "(a)"), base=Base.HERE), unit=unit) == ("op2-a",)
    lone = next(unit for unit in LETTERED.units if unit.anchor == "op3")
    assert land(LETTERED, named(("subparagraph", "(a)"), base=Base.HERE), unit=lone) == ()


def test_a_part_of_a_composite_is_looked_in_first() -> None:
    found = document(parts=(Part("A", (operative("1."),)), Part("B", (operative("1."),))))
    assert land(found, named(("paragraph", "1")), within="b") == ("b-op1",)


def test_a_paragraph_of_a_section_whose_numbers_run_on() -> None:
    found = document(Heading(Text("Section I")), operative("1."), Heading(Text("Section II")), operative("2."))
    assert land(found, named(("section", "II"), ("paragraph", "2"))) == ("op2",)
    assert land(found, named(("section", "I"), ("paragraph", "2"))) == ()


def test_recitals_are_counted() -> None:
    recitals = [Paragraph(BlockKind.PREAMBULAR, Text("Recalling,")) for _ in range(6)]
    found = document(*recitals, operative("1."))
    assert land(found, named(("preambular", "fifth"))) == land(found, named(("preambular", "5"))) == ("pp5",)
    assert land(found, named(("preambular", "second"), through=("preambular", "fourth"))) == ("pp2", "pp3", "pp4")
    assert land(found, named(("preambular", "seventh"))) == ()


def test_paragraphs_that_bear_no_numbers_are_counted() -> None:
    found = document(operative(""), operative(""))
    assert land(found, named(("operative", "2"))) == ("op2",)
    assert land(found, named(("paragraph", "3"))) == ()


def test_one_annex_needs_no_number() -> None:
    found = document(operative("1."), annexes=(Annex((operative("1."), operative("2.")), Text("Annex")),))
    assert land(found, named(("annex", ""))) == ("annex",)
    assert land(found, named(("annex", ""), ("paragraph", "1"))) == ("annex-p1",)
    assert land(found, named(("paragraph", "1"))) == ("op1",)  # the text itself comes before its annex
    assert land(found, named(("paragraph", "2"))) == ("annex-p2",)  # it is in this place only
    assert land(found, named(("annex", "II"))) == ()


def test_a_range_needs_both_its_ends_in_one_list() -> None:
    assert land(LETTERED, named(("paragraph", "2"), through=("paragraph", "9"))) == ()
    assert land(LETTERED, named(("paragraph", "3"), through=("paragraph", "1"))) == ()
    assert land(LETTERED, named(("annex", "I"), through=("annex", "II"))) == ("annex1", "annex2")


def test_the_present_resolution_is_the_part_in_which_it_is_said() -> None:
    found = document(parts=(Part("A", (operative("1."), operative("2."))), Part("B", (operative("1."),))))
    unit = next(unit for unit in found.units if unit.anchor == "b-op1")
    assert land(found, named(("paragraph", "1"), base=Base.PRESENT), unit=unit) == ("b-op1",)
    assert land(found, named(("paragraph", "2"), base=Base.PRESENT), unit=unit) == ()
