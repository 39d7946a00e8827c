"""The contents of a document: what is listed, under which words, in which order and depth."""

from __future__ import annotations

import lxml.html
from hypothesis import given, settings

from builder.anchors import UnitKind, anchored
from builder.model import Annex, Block, BlockKind, Draft, Footnote, Formula, Heading, Kind, Organ, Paragraph, Part, Resolution, Source
from builder.pages.contents import render_contents
from builder.text import Text, parse_text
from tests.strategies import resolutions


def document(*body: Block, **fields: object) -> Resolution:
    given = {"kind": Kind.RESOLUTION, **fields}
    return Resolution(
        symbol="A/RES/74/10", language="en", organ=Organ.GENERAL_ASSEMBLY, source=Source("f", "akn", "0" * 64), body=body, **given
    )


def operative(label: str, notation: str, *items: Block) -> Paragraph:
    return Paragraph(BlockKind.OPERATIVE, parse_text(notation), label, items)


def contents(resolution: Resolution, foot: tuple[tuple[str, str], ...] = ()) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(render_contents(anchored(resolution), foot))


def entries(resolution: Resolution) -> list[tuple[int, str, str]]:
    """Each entry: how many lists it stands in, its words, where it leads."""
    links = contents(resolution).iter("a")
    return [(sum(1 for _ in a.iterancestors("ul")), a.text_content(), a.get("href")) for a in links]


FOUR = tuple(operative(f"{number}.", "*Decides*;") for number in range(1, 5))


def test_a_short_document_is_seen_at_a_glance_and_has_none() -> None:
    assert render_contents(anchored(document(*FOUR[:3]))) == ""
    assert render_contents(anchored(document(*FOUR))) != ""


def test_a_paragraph_is_listed_by_its_number_and_opening_words_with_the_emphasis_of_print() -> None:
    found = contents(
        document(
            *FOUR,
            operative("5.", "*Also requests* the Secretary-General to report to the General Assembly at its next session;"),
            operative("6.", "Without emphasis;"),
        )
    )
    fifth, sixth = list(found.iter("a"))[4:]
    assert lxml.html.tostring(fifth, with_tail=False) == b'<a href="#op5">5 <em>Also requests</em> the&#8230;</a>'
    assert lxml.html.tostring(sixth, with_tail=False) == b'<a href="#op6">6 Without emphasis;</a>'


def test_subparagraphs_and_what_wraps_them_up_are_not_listed() -> None:
    sub = Paragraph(BlockKind.SUBPARAGRAPH, Text("Oil;"), "(a)")
    after = Paragraph(BlockKind.TEXT, Text("and wicks."))
    assert [href for _, _, href in entries(document(*FOUR, operative("5.", "*Requests*:", sub, after)))] == [
        "#op1", "#op2", "#op3", "#op4", "#op5",
    ]  # fmt: skip


def test_preamble_sections_annexes_and_notes_are_listed_in_order_with_paragraphs_below_their_section() -> None:
    found = document(
        Formula(Text("The General Assembly,")),
        Paragraph(BlockKind.PREAMBULAR, parse_text("*Recalling* A,")),
        Paragraph(BlockKind.PREAMBULAR, parse_text("*Noting* B,")),
        Heading(Text("Lamps"), "I"),
        operative("1.", "*Decides* one;"),
        Heading(Text("Oil"), "II"),
        operative("2.", "*Decides* two;"),
        annexes=(Annex((Heading(Text("Statute")), Paragraph(BlockKind.TEXT, Text("Burn."), "1.")), Text("Annex")),),
        footnotes=(Footnote("1", Text("See.")),),
    )
    assert entries(found) == [
        (1, "Preamble", "#pp1"),
        (1, "I Lamps", "#s1"),
        (2, "1 Decides one;", "#op1"),
        (1, "II Oil", "#s2"),
        (2, "2 Decides two;", "#op2"),
        (1, "Annex", "#annex"),
        (2, "Statute", "#annex-h1"),
        (1, "Notes", "#notes"),
    ]


def test_parts_and_quoted_drafts_hold_their_own_paragraphs() -> None:
    parts = (
        Part("A", FOUR[:1], Text("Oil")),
        Part("B", FOUR[:1], Text("Wicks"), annexes=(Annex((Heading(Text("List")),), Text("Annex")),)),
    )
    assert entries(document(parts=parts)) == [
        (1, "Part A Oil", "#a"),
        (2, "1 Decides;", "#a-op1"),
        (1, "Part B Wicks", "#b"),
        (2, "1 Decides;", "#b-op1"),
        (2, "Annex", "#b-annex"),
        (3, "List", "#b-annex-h1"),
    ]
    draft = Draft((Paragraph(BlockKind.PREAMBULAR, Text("Noting,")), *FOUR))
    assert entries(document(operative("", "*Recommends*:"), draft))[:3] == [
        (1, "Recommends:", "#op1"), (1, "Draft", "#draft"), (2, "Preamble", "#draft-pp1"),
    ]  # fmt: skip


def test_a_statement_without_numbers_is_listed_by_the_first_words_of_its_paragraphs() -> None:
    said = [
        Paragraph(BlockKind.TEXT, Text(f"“The Security Council recalls its resolution {number} (2020) and others.”")) for number in range(4)
    ]
    assert entries(document(*said, kind=Kind.PRESIDENTIAL_STATEMENT))[1] == (1, "“The Security Council recalls…", "#p2")


def test_a_document_of_very_many_paragraphs_has_them_as_numbers_in_rows() -> None:
    body = [Heading(Text("Lamps"), "I"), *(operative(f"{number}.", "*Decides*;") for number in range(1, 101))]
    found = contents(document(*body))
    assert [a.text for a in found.find_class("row")[0].iter("a")] == [str(number) for number in range(1, 101)]


def test_what_follows_the_text_is_listed_last() -> None:
    assert [a.get("href") for a in contents(document(*FOUR), (("cited-by", "Cited by"),)).iter("a")][-1] == "#cited-by"


def test_words_of_documents_cannot_become_markup() -> None:
    found = contents(document(*FOUR, Paragraph(BlockKind.OPERATIVE, Text("<b>x</b> & *y*"), "5.")))
    assert not list(found.iter("b"))
    assert next(a.text for a in found.iter("a") if a.get("href") == "#op5") == "5 <b>x</b> & *y*"


@settings(deadline=None, max_examples=60)
@given(resolutions)
def test_any_document_has_a_well_formed_list_that_leads_to_its_units_in_order(resolution: Resolution) -> None:
    units = anchored(resolution)
    source = render_contents(units)
    if not source:
        return
    found = lxml.html.fragment_fromstring(source)
    assert all(ul.getparent().tag in ("nav", "li") for ul in found.iter("ul"))
    assert all(li.getparent().tag == "ul" and li[0].tag == "a" for li in found.iter("li"))
    order = [unit.anchor for unit in units.units if unit.kind is not UnitKind.FOOTNOTE]
    hrefs = [a.get("href")[1:] for a in found.iter("a")]
    listed = [order.index(href) for href in hrefs if href != "notes"]
    assert listed == sorted(listed)
