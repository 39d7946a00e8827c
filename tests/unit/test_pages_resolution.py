"""The page of a document: its masthead, and its text paragraph by paragraph under the anchors of its units."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import lxml.html
import markdown
from hypothesis import Verbosity, given, settings

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking.graph import link_archive
from builder.model import (
    AdoptionMethod,
    AgendaItem,
    Annex,
    BlockKind,
    Cell,
    Draft,
    Footnote,
    Formula,
    Heading,
    Kind,
    Organ,
    Paragraph,
    Part,
    Resolution,
    Source,
    Subject,
    Table,
    Vote,
)
from builder.pages import render_pages
from builder.symbols import sort_key
from builder.text import Text, parse_text
from tests.strategies import resolutions


def resolution(symbol: str = "A/RES/74/166", **fields: object) -> Resolution:
    plain = Resolution(
        symbol, "en", Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, Source("74_166.xml", "akn", "0" * 64), title="A title", session="74"
    )
    return replace(plain, **fields)


def recital(notation: str, *items: Paragraph, label: str = "") -> Paragraph:
    return Paragraph(BlockKind.PREAMBULAR, parse_text(notation), label, items)


def operative(label: str, notation: str, *items: Paragraph) -> Paragraph:
    return Paragraph(BlockKind.OPERATIVE, parse_text(notation), label, items)


def sub(label: str, notation: str, *items: Paragraph) -> Paragraph:
    return Paragraph(BlockKind.SUBPARAGRAPH if label else BlockKind.TEXT, parse_text(notation), label, items)


def sources(*documents: Resolution) -> dict[str, str]:
    """The generated pages of an archive of these documents: file -> Markdown."""
    ordered = sorted(documents, key=lambda document: (document.language, sort_key(document.symbol)))
    archive = Archive(tuple(anchored(document) for document in ordered))
    return {page.src: page.markdown for page in render_pages(archive, link_archive(archive))}


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["attr_list", "def_list", "md_in_html", "toc"])


def converted(source: str) -> lxml.html.HtmlElement:
    body = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    return lxml.html.fragment_fromstring(_converter().reset().convert(body), create_parent="div")


def page_of(document: Resolution, *others: Resolution, at: str = "en/A/RES/74/166.md") -> lxml.html.HtmlElement:
    return converted(sources(document, *others)[at])


def words_of(element: lxml.html.HtmlElement) -> str:
    """The words a reader sees, without links to paragraphs and ways back."""
    for addition in [*element.find_class("permalink"), *element.find_class("footnote-backref")]:
        addition.drop_tree()
    return " ".join(element.text_content().split())


BODY = (
    Formula(parse_text("*The General Assembly*,")),
    recital("*Recalling* its resolution 73/180,[^1]"),
    recital("*Noting*:", sub("(a)", "One thing,"), sub("(b)", "Another,")),
    operative(
        "1.", "*Decides* [sic] to *act*:", sub("(a)", "By *this*:", sub("(i)", "First;"), sub("(ii)", "Second;")), sub("", "and by that;")
    ),
    operative("2.", "*Requests* a report.[^1]"),
)
NOTES = (Footnote("1", parse_text("See A/74/399, *annex*.")),)


def test_every_paragraph_stands_under_its_anchor_with_its_printed_number() -> None:
    page = page_of(resolution(body=BODY, footnotes=NOTES))
    shown = {element.get("id"): words_of(element) for element in page.find_class("resolution")[0].iter("p") if element.get("id")}
    assert shown == {
        "pp1": "Recalling its resolution 73/180,1",
        "pp2": "Noting:",
        "pp2-a": "(a) One thing,",
        "pp2-b": "(b) Another,",
        "op1": "1. Decides [sic] to act:",
        "op1-a": "(a) By this:",
        "op1-a-i": "(i) First;",
        "op1-a-ii": "(ii) Second;",
        "op1-text1": "and by that;",
        "op2": "2. Requests a report.1",
        "fn1": "1 See A/74/399, annex.",
    }


def test_depth_and_kind_are_classes_for_the_style_sheet() -> None:
    page = page_of(resolution(body=BODY))
    classes = {element.get("id"): element.get("class") for element in page.iter("p") if element.get("id")}
    assert classes["pp1"] == "pp"
    assert classes["op1"] == "op numbered"
    assert classes["op1-a"] == "sub numbered level1"
    assert classes["op1-a-ii"] == "sub numbered level2"
    assert classes["op1-text1"] == "text", "what wraps up a list stands where its chapeau stands"


def test_openings_are_italic_as_printed() -> None:
    page = page_of(resolution(body=BODY))
    assert [element.text for element in page.find_class("resolution")[0].iter("em")] == [
        *("The General Assembly", "Recalling", "Noting", "Decides", "act", "this", "Requests"),
    ]


def test_each_paragraph_links_to_itself_by_a_name_that_people_say() -> None:
    page = page_of(resolution(body=BODY))
    links = {link.get("href"): link.get("aria-label") for link in page.find_class("permalink")}
    assert links["#pp2-a"] == "Link to preambular paragraph 2 (a)"
    assert links["#op1-a-ii"] == "Link to operative paragraph 1 (a) (ii)"
    assert len(links) == 10


def test_a_note_leads_back_to_each_of_its_calls() -> None:
    page = page_of(resolution(body=BODY, footnotes=NOTES))
    calls = page.find_class("footnote-ref")
    assert [(call.get("id"), call.get("href"), call.get("role"), call.text, call.getparent().tag) for call in calls] == [
        ("fnref1", "#fn1", "doc-noteref", "1", "sup"),
        ("fnref1-2", "#fn1", "doc-noteref", "1", "sup"),
    ]
    note = page.get_element_by_id("fn1")
    assert [(back.get("href"), back.get("role")) for back in note.find_class("footnote-backref")] == [
        ("#fnref1", "doc-backlink"),
        ("#fnref1-2", "doc-backlink"),
    ]
    assert note.getparent().get("role") == "doc-endnotes"


def test_the_title_may_call_a_note_too_and_does_so_first() -> None:
    page = page_of(resolution(body=BODY, footnotes=NOTES, title_notes=("1",)))
    (heading,) = page.iter("h1")
    assert [call.get("id") for call in heading.find_class("footnote-ref")] == ["fnref1"]
    assert [call.get("id") for call in page.find_class("footnote-ref")] == ["fnref1", "fnref1-2", "fnref1-3"]


def test_a_marker_without_a_note_stays_a_marker() -> None:
    page = page_of(resolution(body=(operative("", "*Decides*.[^7]"),)))
    assert [(element.text, len(element)) for element in page.iter("sup")] == [("7", 0)]


def test_parts_and_annexes_are_sections_under_their_headings() -> None:
    part_a = Part("A", (Formula(Text("The General Assembly,")), operative("1.", "Decides;")), Text("First things"))
    part_b = Part("B", (operative("1.", "Requests;"),), Text("Second things"), (Annex((operative("1.", "Scale"),), Text("Annex")),))
    document = resolution("A/RES/74/166 A-B", parts=(part_a, part_b), annexes=(Annex((Heading(Text("Rules")),), Text("Annex II")),))
    page = page_of(document, at="en/A/RES/74/166A-B.md")
    sections = [(s.get("class"), s.get("aria-labelledby")) for s in page.find_class("resolution")[0].iter("section")]
    assert sorted(sections) == [("annex", "annex2"), ("annex", "b-annex"), ("part", "a"), ("part", "b")]
    headings = [(h.tag, h.get("id"), words_of(h)) for h in page.find_class("resolution")[0].iter("h2", "h3", "h4")]
    assert ("h2", "a", "A First things") in headings
    assert ("h2", "b", "B Second things") in headings
    assert ("h3", "b-annex", "Annex") in headings
    assert ("h2", "annex2", "Annex II") in headings
    assert ("h3", "annex2-h1", "Rules") in headings
    assert page.get_element_by_id("b-annex-p1").getparent().getparent().get("aria-labelledby") == "b"


def test_a_quoted_draft_is_a_quotation_with_an_address() -> None:
    draft = Draft((Formula(Text("The General Assembly,")), operative("1.", "Adopts;")))
    page = page_of(resolution(body=(operative("", "*Recommends* the following draft:"), draft, operative("", "Done."))))
    quotation = page.get_element_by_id("draft")
    assert quotation.tag == "blockquote"
    assert page.get_element_by_id("draft-op1").getparent() is quotation
    assert page.get_element_by_id("op2").getparent().get("class") == "resolution"


def test_a_link_in_a_table_stands_on_its_words_whatever_is_empty_before_it() -> None:
    empty, call = Cell(()), parse_text("[^1]")
    table = Table(
        (
            (empty, empty, Cell((Text("In resolution 73/180"),))),
            (empty, Cell((call, Text("under resolution 73/180"), Text("and more"))), Cell((Text("as in resolution 73/180"),))),
        )
    )
    page = page_of(resolution(body=(operative("1.", "Decides:"), table), footnotes=NOTES), resolution("A/RES/73/180", session="73"))
    (region,) = page.find_class("table")
    links = [link.text for link in region.iter("a") if "footnote-ref" not in (link.get("class") or "")]
    assert links == ["73/180"] * 3


def test_tables_keep_their_spans_links_and_note_calls_and_can_be_scrolled() -> None:
    def cell(notation: str, **fields: object) -> Cell:
        return replace(Cell((parse_text(notation),) if notation else ()), **fields)

    table = Table(
        (
            (cell("Section", rowspan=2, header=True), cell("*Dollars*", colspan=2, header=True)),
            (cell("2018", header=True), cell("2019", header=True)),
            (cell("Resolution 73/180[^1]"), cell("1 234"), cell("(2 061 900)")),
            (cell("[^1]"), cell("*Italic*"), cell("b")),
            (cell(""), cell(""), cell("")),
            (Cell((Text("Two"), Text("paragraphs <b>"))), cell("–"), cell("n.a. | *")),
        )
    )
    held = resolution("A/RES/73/180", session="73")
    page = page_of(resolution(body=(operative("1.", "Decides:"), table), footnotes=NOTES), held)
    (region,) = page.find_class("table")
    assert {name: region.get(name) for name in ("id", "role", "tabindex", "aria-label")} == {
        "id": "table1",
        "role": "region",
        "tabindex": "0",
        "aria-label": "Table 1",
    }
    rows = [[(c.tag, c.get("scope"), c.get("colspan"), c.get("rowspan"), words_of(c)) for c in row] for row in region.iter("tr")]
    assert rows == [
        [("th", "col", None, "2", "Section"), ("th", "colgroup", "2", None, "Dollars")],
        [("th", "col", None, None, "2018"), ("th", "col", None, None, "2019")],
        [("td", None, None, None, "Resolution 73/1801"), ("td", None, None, None, "1 234"), ("td", None, None, None, "(2 061 900)")],
        [("td", None, None, None, "1"), ("td", None, None, None, "Italic"), ("td", None, None, None, "b")],
        [("td", None, None, None, "Twoparagraphs <b>"), ("td", None, None, None, "–"), ("td", None, None, None, "n.a. | *")],
    ]
    assert [part.tag for part in region.find(".//table")] == ["thead", "tbody"]
    assert [a.get("href") for a in region.iter("a")] == ["../73/180.md", "#fn1", "#fn1"]
    assert [words_of(c) for c in region.find_class("number")] == ["1 234", "(2 061 900)", "–"]


def test_a_citation_of_what_is_held_leads_to_it_and_of_what_is_not_to_the_official_document() -> None:
    held = resolution("A/RES/73/180", session="73")
    body = (recital("Recalling resolutions 73/180 and 60/1, and [a page](https://example.org/),"),)
    (paragraph,) = page_of(resolution(body=body), held).find_class("pp")
    assert [(a.text, a.get("href")) for a in paragraph.iter("a") if a.get("class") is None] == [
        ("73/180", "../73/180.md"),
        ("60/1", "https://docs.un.org/en/A/RES/60/1"),
    ]


def test_the_masthead_tells_all_that_is_on_record() -> None:
    document = resolution(
        adopted="2019-12-18",
        issued="2020-01-27",
        meeting="50th plenary meeting",
        meeting_record="A/74/PV.50",
        adoption=AdoptionMethod.RECORDED_VOTE,
        vote=Vote(111, 15, 52, ("Albania", "Brazil"), ("Cuba",), ("Angola",)),
        agenda_items=(AgendaItem("70 (c)", "Human rights questions"),),
        proponent="[on the report of the Third Committee (A/74/399/Add.3)]",
        reports=("A/74/399/Add.3",),
        drafts=("A/C.3/74/L.26", "informal paper"),
        sponsors=("Albania", "Austria"),
        subjects=(Subject("HUMAN RIGHTS"),),
        sustainable_development_goals=(16,),
        job_number="19-22298 (E)",
        notices=(parse_text("\\* Reissued for technical reasons."),),
    )
    masthead = page_of(document).find_class("masthead")[0]
    terms = {dt.text_content(): words_of(dt.getnext()) for dt in masthead.iter("dt")}
    assert terms == {
        "Adopted": "18 December 2019, 50th plenary meeting, A/74/PV.50",
        "Recorded vote": "111 in favour, 15 against, 52 abstaining",
        "Agenda item": "70 (c) Human rights questions",
        "Draft": "A/C.3/74/L.26, informal paper",
        "In favour (111)": "Albania, Brazil",
        "Against (15)": "Cuba",
        "Abstaining (52)": "Angola",
        "Subjects": "HUMAN RIGHTS",
        "Sustainable Development Goals": "16",
        "Sponsors": "Albania, Austria",
        "Issued": "27 January 2020",
        "Job number": "19-22298 (E)",
        "Read from": "74_166.xml",
    }
    assert words_of(masthead.find_class("symbol")[0]) == "A/RES/74/166"
    assert words_of(masthead.find_class("proponent")[0]) == "[on the report of the Third Committee (A/74/399/Add.3)]"
    assert words_of(masthead.find_class("notice")[0]) == "* Reissued for technical reasons."
    (official,) = masthead.find_class("official")
    assert official.get("href") == "https://docs.un.org/en/A/RES/74/166"
    assert "unofficial rendering" in words_of(masthead.find_class("unofficial")[0])
    assert [details.find("summary").text for details in masthead.iter("details")] == [
        "How States voted",
        "More about this document, 2 sponsors",
    ]


def test_a_document_without_a_title_is_called_by_its_number() -> None:
    document = resolution(
        "S/RES/1325 (2000)", organ=Organ.SECURITY_COUNCIL, title=None, session=None, description="on women and peace and security"
    )
    page = page_of(document, at="en/S/RES/1325(2000).md")
    assert [words_of(h) for h in page.iter("h1")] == ["Security Council resolution 1325 (2000)"]
    assert words_of(page.find_class("description")[0]) == "on women and peace and security"


def test_a_draft_that_was_not_adopted_says_so() -> None:
    document = resolution(
        "S/2023/506",
        kind=Kind.DRAFT_RESOLUTION,
        organ=Organ.SECURITY_COUNCIL,
        session=None,
        adoption=AdoptionMethod.NOT_ADOPTED,
        adopted="2023-07-11",
    )
    page = page_of(document, at="en/S/2023/506.md")
    assert page.find_class("not-adopted")
    assert next(dt.text for dt in page.iter("dt")) == "Voted on"


def test_a_decision_says_where_it_is_printed_since_it_has_no_address() -> None:
    page = page_of(resolution("A/DEC/76/416", kind=Kind.DECISION, session="76"), at="en/A/DEC/76/416.md")
    assert not page.find_class("official")
    assert "official records of the General Assembly" in words_of(page.find_class("unofficial")[0])


def test_a_source_that_is_kept_is_offered() -> None:
    document = anchored(resolution())
    archive = Archive((document,), frozenset({"sources/en/A/RES/74/166.xml"}))
    pages = {page.src: page.markdown for page in render_pages(archive, link_archive(archive))}
    links = [a.get("href") for a in converted(pages["en/A/RES/74/166.md"]).iter("a") if a.text == "74_166.xml"]
    assert links == ["../../../../sources/en/A/RES/74/166.xml"]


def test_parts_adopted_at_another_meeting_say_so() -> None:
    first = Part("A", (operative("1.", "Decides;"),), meeting="52nd plenary meeting", adopted="2019-12-27")
    second = Part("B", (operative("1.", "Decides;"),), meeting="60th plenary meeting", adopted="2020-04-13")
    document = resolution("A/RES/74/166 A-B", parts=(first, second), adopted="2019-12-27", meeting="52nd plenary meeting")
    masthead = page_of(document, at="en/A/RES/74/166A-B.md").find_class("masthead")[0]
    rows = {dt.text: words_of(dt.getnext()) for dt in masthead.iter("dt")}
    assert rows["Adopted"] == "27 December 2019, 52nd plenary meeting"
    assert rows["Part B adopted"] == "13 April 2020, 60th plenary meeting"
    assert "Part A adopted" not in rows


def test_a_statement_is_not_said_to_be_adopted() -> None:
    document = resolution("S/PRST/2013/16", kind=Kind.PRESIDENTIAL_STATEMENT, session=None, meeting="7031st meeting", issued="2013-10-25")
    page = page_of(document, at="en/S/PRST/2013/16.md")
    assert {dt.text: words_of(dt.getnext()) for dt in page.find_class("masthead")[0].iter("dt")} == {
        "Meeting": "7031st meeting",
        "Issued": "25 October 2013",
        "Read from": "74_166.xml",
    }


def test_neighbours_in_the_list_are_one_step_away() -> None:
    page = page_of(resolution(), resolution("A/RES/74/165"), resolution("A/RES/74/170"), resolution("A/RES/75/1"))
    (nav,) = page.find_class("neighbours")
    assert [(a.get("class"), a.get("href")) for a in nav.iter("a")] == [("before", "165.md"), ("after", "170.md")]


# --- any document whatever -----------------------------------------------------------------------------------------------------

_BLOCKS = {"div", "header", "section", "nav", "blockquote", "details", "summary", "p", "ul", "li", "dl", "dt", "dd"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_DRAWINGS = {"figure", "figcaption", "svg", "path", "circle", "g", "line", "rect", "text", "title", "desc", "ol"}
_MARKUP = (
    _BLOCKS
    | _TABLES
    | _HEADINGS
    | _DRAWINGS
    | {"br", "a", "em", "strong", "u", "s", "i", "b", "sup", "sub", "span", "small", "button", "pre"}
)
_SCHEMES = ("#", "../", "https://docs.un.org/", "https://treaties.un.org/")


@settings(max_examples=50, deadline=None, verbosity=Verbosity.quiet)  # printing an example of this size takes minutes
@given(resolutions)
def test_any_document_shows_its_words_in_order_under_its_anchors_and_becomes_no_markup(document: Resolution) -> None:
    document = replace(document, symbol="A/RES/74/166", language="en")
    units = anchored(document).units
    page = page_of(document)
    for element in page.iterdescendants():
        assert element.tag in _MARKUP
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        if element.tag == "a":
            address = element.get("href")
            assert address.startswith(_SCHEMES) or re.fullmatch(r"[\w./-]+\.md(#[\w-]+)?", address), address
    text = page.find_class("resolution")[0]
    anchors = [element.get("id") for element in text.iterdescendants() if element.get("id")]
    assert [anchor for anchor in anchors if not anchor.startswith("fnref") and anchor != "notes"] == [u.anchor for u in units if u.anchor]
    for note in text.xpath('.//h2[@id="notes"]'):
        note.drop_tree()
    for call in [sup for sup in text.iter("sup") if "footnote-ref" in (sup.get("class"), *(a.get("class") for a in sup))]:
        call.drop_tree()
    expected = "".join(f"{unit.printed or unit.label}{unit.text.words}" for unit in units)
    assert _bare(words_of(text)) == _bare(expected)


def _bare(words: str) -> str:
    """The words without white space, without controls, which no page shows, and without the stops after labels, which units leave out."""
    return re.sub(r"[\s.\x00-\x1f\x7f]", "", words)


def test_a_document_whose_structure_is_not_known_says_so() -> None:
    lines = tuple(Paragraph(BlockKind.TEXT, Text(words)) for words in ("Minutes of a meeting", "Mr. Doe spoke."))
    page = page_of(resolution(verbatim=True, body=lines))
    (notice,) = page.find_class("verbatim")
    assert notice.text_content().startswith("The structure of this document could not be made out.")
    assert not page_of(resolution(body=lines)).find_class("verbatim")
