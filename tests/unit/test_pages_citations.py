"""What a reader sees of the citation graph: who cites a paragraph, who cites a document, what it cites, what is cited and not held.

The graphs are made by hand, so that these tests say what pages do with citations, not how citations are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import lxml.html
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking.graph import Citation, Graph
from builder.linking.resolve import Outcome
from builder.model import Block, BlockKind, Footnote, Heading, Paragraph, Resolution
from builder.pages import render_pages
from builder.pages.citing import latest_first, named_places
from builder.pages.excerpts import render_excerpt
from builder.pages.names import document_name
from builder.pages.sheets import session_folder
from builder.symbols import canonical_symbol, sort_key
from builder.text import Text, parse_text
from tests.unit.test_pages_lists import converted, document, words

CITED = "A/RES/74/9"


def cite(symbol: str, anchor: str, text: str, target: str | None = CITED, *covers: str, **fields: object) -> Citation:
    """A citation of a document that is held, unless the fields say otherwise; `site` puts it where its words are."""
    first = covers[0] if covers else None
    held = Citation(symbol, "en", anchor, 0, 0, text, target, first, Outcome.HELD, "the full symbol is printed", target, "en", "", covers)
    return replace(held, **fields)  # type: ignore[arg-type]


class _Given(Graph):
    """A graph of exactly these citations."""

    def __init__(self, citations: list[Citation], held: set[str], titles: dict[str, str]) -> None:
        super().__init__()
        self.citations, self.held, self.titles = citations, held, titles

    def citations_in(self, symbol: str, language: str) -> dict[str, tuple[Citation, ...]]:
        own: dict[str, tuple[Citation, ...]] = {}
        for citation in self.citations:
            if (citation.symbol, citation.language) == (symbol, language):
                own[citation.anchor] = (*own.get(citation.anchor, ()), citation)
        return own

    def _citing(self, symbol: str) -> Iterator[Citation]:
        return (citation for citation in self.citations if symbol == (citation.document or citation.target))

    def times(self, symbol: str) -> int:
        return self.times_cited.get(symbol, 0)

    @property
    def times_cited(self) -> dict[str, int]:
        targets = {citation.document or citation.target or "" for citation in self.citations} - {""}
        return {target: number for target in targets if (number := len({citation.symbol for citation in self.cited_by(target)}))}

    def reference_symbols(self) -> list[str]:
        return sorted(self.times_cited.keys() - self.held)

    def is_reference(self, symbol: str) -> bool:
        return symbol in self.reference_symbols()

    def reference_title(self, symbol: str) -> str:
        return self.titles.get(symbol, "")


def site(documents: list[Resolution], citations: list[Citation], titles: dict[str, str] | None = None) -> dict[str, str]:
    """The pages of an archive with exactly these citations: file -> Markdown."""
    archive = Archive(tuple(anchored(found) for found in sorted(documents, key=lambda found: (found.language, sort_key(found.symbol)))))
    units = {(d.resolution.symbol, d.resolution.language, unit.anchor): unit.text.words for d in archive.documents() for unit in d.units}
    placed = []
    for citation in citations:
        start = units[citation.symbol, citation.language, citation.anchor].index(citation.text)
        placed.append(replace(citation, start=start, end=start + len(citation.text)))
    pages = list(render_pages(archive, _Given(placed, {document.symbol for document in documents}, titles or {})))
    assert len({page.src.casefold() for page in pages}) == len(pages), "no page takes the place of another"
    return {page.src: page.markdown for page in pages}


def panels(page: str) -> dict[str, lxml.html.HtmlElement]:
    """The panels of a page by the id of the element that each follows."""
    return {panel.getprevious().get("id"): panel for panel in converted(page).find_class("cited")}


LONG = (
    "Recalls "
    + "the many matters of which it was seized " * 8
    + "and paragraph 2 of its resolution 74/9, "
    + "as it was amended later on " * 8
)


# --- beside a paragraph --------------------------------------------------------------------------------------------------------------


def test_a_cited_paragraph_says_in_how_many_places_and_shows_their_words() -> None:
    pages = site(
        [
            document(CITED, "Decides;", "Requests;"),
            document("A/RES/75/1", LONG, adopted="2020-12-18"),
            document("S/RES/2504 (2020)", "See 74/9."),
        ],
        [cite("A/RES/75/1", "op1", "paragraph 2", CITED, "op2"), cite("S/RES/2504 (2020)", "op1", "74/9", CITED, "op2")],
    )
    (anchor, panel), *others = panels(pages[f"en/{CITED}.md"]).items()
    assert not others
    assert anchor == "op2"
    assert words(panel.find("summary")) == "2 Cited in 2 places"
    assert panel.find("summary/span").get("aria-hidden") == "true", "the bare number is for the eye"
    assert [(words(item.find("a")), item.find("a").get("href")) for item in panel.iter("li")] == [
        ("A/RES/75/1 OP1", "../75/1.md#op1"),
        ("S/RES/2504 (2020) OP1", "../../../S/RES/2504(2020).md#op1"),
    ]
    first = next(panel.iter("li"))
    assert words(first.find("small")) == "18 December 2020"
    assert [mark.text for mark in first.iter("mark")] == ["paragraph 2"]
    (excerpt,) = first.find_class("excerpt")
    shown = words(excerpt)
    assert re.fullmatch(r"… .* and paragraph 2 of its resolution 74/9, .* …", shown)
    assert shown.strip("… ") in LONG
    assert set(shown.strip("… ").split()) <= set(LONG.split()), "no word is cut"
    assert len(shown) < 300


def test_a_panel_stands_outside_the_paragraph_and_outside_the_search() -> None:
    pages = site([document(CITED, "Decides;"), document("A/RES/75/1", "See 74/9.")], [cite("A/RES/75/1", "op1", "74/9", CITED, "op1")])
    page = converted(pages[f"en/{CITED}.md"])
    panel = page.find_class("cited")[0]
    assert not page.get_element_by_id("op1").find_class("cited")
    assert panel.get("data-pagefind-ignore") is not None
    assert panel.get("lang") == "en", "its words are the archive's, whatever the language of the text"


def test_places_in_other_documents_come_newest_first_and_the_document_itself_apart() -> None:
    pages = site(
        [
            document(CITED, "Decides;", "In paragraph 1 above;"),
            document("A/RES/75/1", "See 74/9.", adopted="2020-12-01"),
            document("A/RES/76/1", "See 74/9.", "Again 74/9.", adopted="2021-12-01"),
            document("A/RES/77/1", "See 74/9."),
        ],
        [
            cite(CITED, "op2", "paragraph 1", CITED, "op1"),
            cite("A/RES/75/1", "op1", "74/9", CITED, "op1"),
            cite("A/RES/76/1", "op1", "74/9", CITED, "op1"),
            cite("A/RES/76/1", "op2", "74/9", CITED, "op1"),
            cite("A/RES/77/1", "op1", "74/9", CITED, "op1"),
        ],
    )
    panel = panels(pages[f"en/{CITED}.md"])["op1"]
    assert words(panel.find("summary")) == "5 Cited in 5 places"
    assert [words(item.find("a")) for item in panel.iter("li")] == [
        "A/RES/76/1 OP1", "A/RES/76/1 OP2", "A/RES/75/1 OP1", "A/RES/77/1 OP1", "OP2",
    ]  # fmt: skip
    (own,) = panel.find_class("cited-own")
    assert own.text == "In this document"
    assert own.getnext().find(".//a").get("href") == "#op2"
    (foot,) = (s for s in converted(pages[f"en/{CITED}.md"]).find_class("citator") if s.get("aria-labelledby") == "cited-by")
    assert "3 documents, in 4 places." in words(foot), "at the foot stand the others"


def test_a_paragraph_that_names_another_twice_is_one_place_with_both_marked() -> None:
    twice = document("A/RES/75/1", "See paragraph 1, and again op. 1, of 74/9.")
    pages = site(
        [document(CITED, "Decides;"), twice],
        [cite("A/RES/75/1", "op1", "paragraph 1", CITED, "op1"), cite("A/RES/75/1", "op1", "op. 1", CITED, "op1")],
    )
    panel = panels(pages[f"en/{CITED}.md"])["op1"]
    assert words(panel.find("summary")) == "1 Cited in 1 place"
    assert [mark.text for mark in panel.iter("mark")] == ["paragraph 1", "op. 1"]


def test_headings_annexes_tables_and_notes_have_panels_too() -> None:
    body: tuple[Block, ...] = (Heading(parse_text("Lamps"), "I"), Paragraph(BlockKind.OPERATIVE, parse_text("Lights[^1] them."), "1."))
    cited = document(CITED, body=body, footnotes=(Footnote("1", parse_text("A note.")),))
    pages = site(
        [cited, document("A/RES/75/1", "See 74/9.")],
        [cite("A/RES/75/1", "op1", "74/9", CITED, "s1", "fn1")],
    )
    assert set(panels(pages[f"en/{CITED}.md"])) == {"s1", "fn1"}


def test_what_is_cited_in_many_places_shows_the_newest_and_leads_to_the_rest() -> None:
    citing = [document(f"A/RES/75/{number}", "See 74/9.", adopted=f"2020-12-{number:02}") for number in range(1, 31)]
    pages = site(
        [document(CITED, "Decides to light a lamp;"), *citing],
        [cite(found.symbol, "op1", "74/9", CITED, "op1") for found in citing],
    )
    panel = panels(pages[f"en/{CITED}.md"])["op1"]
    assert [words(item.find("a")) for item in panel.iter("li")] == [f"A/RES/75/{number} OP1" for number in range(30, 18, -1)]
    rest = panel.findall(".//p/a")[-1]
    assert (rest.text, rest.get("href")) == ("All 30 places", "9/cited-by/at/op1.md")
    page = converted(pages[f"en/{CITED}/cited-by/at/op1.md"])
    assert words(page.find(".//h1")) == "Citations of A/RES/74/9, OP1"
    assert len(page.find_class("citations")[0].findall(".//li")) == 30
    assert "Decides to light a lamp" in words(page)
    assert [a.get("href") for a in page.find_class("trail")[0].iter("a")] == ["../../../9.md#op1"]


def test_a_reader_in_another_language_is_led_to_the_citing_document_in_that_language() -> None:
    both = [document(symbol, "Voir 74/9.", language=language) for symbol in (CITED, "A/RES/75/1") for language in ("en", "fr")]
    only = document("A/RES/75/2", "See 74/9.")
    citations = [
        cite("A/RES/75/1", "op1", "74/9", CITED, "op1"),
        replace(cite("A/RES/75/1", "op1", "74/9", CITED, "op1"), language="fr"),
        cite("A/RES/75/2", "op1", "74/9", CITED, "op1"),
    ]
    pages = site([*both, only], citations)
    for language, expected in {
        "en": ["../75/1.md#op1", "../75/2.md#op1"],
        "fr": ["../75/1.md#op1", "../../../../en/A/RES/75/2.md#op1"],
    }.items():
        panel = panels(pages[f"{language}/{CITED}.md"])["op1"]
        assert [item.find("a").get("href") for item in panel.iter("li")] == expected
        assert [span.get("lang") for span in panel.find_class("excerpt")] == [language, "en"]


def test_a_paragraph_that_only_another_language_has_is_cited_on_that_page_alone() -> None:
    french = document(CITED, "Décide ;", language="fr")
    citing = [document(f"A/RES/75/{number}", "See 74/9.") for number in range(1, 16)]
    citations = [cite(found.symbol, "op1", "74/9", CITED, "op2") for found in citing]
    pages = site([document(CITED, "Decides;", "Requests;"), french, *citing], citations)
    assert set(panels(pages[f"en/{CITED}.md"])) == {"op2"}
    assert not panels(pages[f"fr/{CITED}.md"])
    assert [source for source in pages if "/at/" in source] == [f"en/{CITED}/cited-by/at/op2.md"]


def test_hostile_words_of_a_citing_paragraph_stay_words() -> None:
    hostile = "<script>x</script> **a** [b](c) {{ 7 }} & &lt; `d` 74/9 </details> <!-- e"
    evil = document("A/RES/75/1", body=(Paragraph(BlockKind.OPERATIVE, Text(hostile), "1."),))
    pages = site([document(CITED, "Decides;"), evil], [cite("A/RES/75/1", "op1", "74/9", CITED, "op1")])
    panel = panels(pages[f"en/{CITED}.md"])["op1"]
    assert words(panel.find_class("excerpt")[0]) == hostile
    assert not list(panel.iter("script"))
    assert [mark.text for mark in panel.iter("mark")] == ["74/9"]


_PRINTED = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=700)


@given(_PRINTED, st.integers(0, 700), st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_an_excerpt_is_a_piece_of_the_words_around_the_citation_and_never_long(text: str, start: int, length: int) -> None:
    plain = " ".join(text.split())
    start = min(start, len(plain))
    end = min(len(plain), start + length)
    excerpt = render_excerpt(plain, [(start, end)])
    shown = words(converted(f"- x\n- <span>{excerpt}</span>").find(".//span"))
    shown = shown.removeprefix("… ") if not plain.startswith(shown[:3]) else shown
    shown = shown.removesuffix(" …") if not plain.endswith(shown[-3:]) else shown
    assert shown in plain
    assert plain[start:end].strip() in shown
    assert len(shown) <= 60 + 110 + 130 + 2 * 12


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("Recalls resolution 74/9", [(19, 23)], "Recalls resolution <mark>74/9</mark>"),
        ("a " * 200 + "74/9" + " b" * 200, [(400, 404)], f"… {'a ' * 54}<mark>74/9</mark>{' b' * 65} …"),
        ("條" * 400 + "74/9" + "約" * 400, [(400, 404)], f"… {'條' * 110}<mark>74/9</mark>{'約' * 130} …"),
        ("no citation in it", [], "no citation in it"),
        ("two overlap", [(0, 7), (4, 11)], "<mark>two ove</mark>rlap"),
    ],
)
def test_excerpts_are_cut_at_the_edges_of_words(text: str, spans: list[tuple[int, int]], shown: str) -> None:
    assert render_excerpt(text, spans) == shown


# --- who cites a document ------------------------------------------------------------------------------------------------------------


def test_the_places_that_a_citing_paragraph_names_stand_in_brackets() -> None:
    pages = site(
        [document(CITED, "One;", "Two;", "Three;"), document("A/RES/75/1", "See paragraphs 1 and 2 to 3 of 74/9.", "See 74/9.")],
        [
            cite("A/RES/75/1", "op1", "paragraphs 1", CITED, "op1"),
            cite("A/RES/75/1", "op1", "2 to 3", CITED, "op2", "op3"),
            cite("A/RES/75/1", "op1", "74/9"),
            cite("A/RES/75/1", "op2", "74/9"),
        ],
    )
    (section,) = (s for s in converted(pages[f"en/{CITED}.md"]).find_class("citator") if s.get("aria-labelledby") == "cited-by")
    assert [words(item) for item in section.iter("li")] == ["A/RES/75/1 Title of A/RES/75/1 OP1 (OP1, OP2–OP3), OP2"]
    assert "1 document, in 2 places." in words(section)


@pytest.mark.parametrize(
    ("citations", "named"),
    [
        ([("op5",)], "OP5"),
        ([("op5", "op5-a", "op5-b")], "OP5"),
        ([("op5", "op5-a", "op6", "op7")], "OP5–OP7"),
        ([("b", "b-pp1", "b-op1")], "part B"),
        ([("op5",), ("op5",), ("op6",)], "OP5, OP6"),
        ([(f"op{number}",) for number in range(1, 20)], "OP1, OP2, OP3, OP4, OP5, OP6, OP7, OP8, …"),
        ([()], ""),
    ],
)
def test_places_named_are_said_in_few_words(citations: list[tuple[str, ...]], named: str) -> None:
    assert named_places([cite("A/RES/75/1", "op1", "x", CITED, *covers) for covers in citations]) == named


def test_a_place_in_a_document_that_is_not_held_is_named_as_printed() -> None:
    assert (
        named_places([cite("A/RES/75/1", "op1", "60/1", "A/RES/60/1", document=None, pinpoint="paragraphs 5 to 7")]) == "paragraphs 5 to 7"
    )


def test_a_document_cited_by_many_shows_numbers_and_the_newest_and_lists_on_pages_of_their_own() -> None:
    many = [
        document(f"A/RES/{session}/{number}", "See 74/9.", adopted=f"20{session - 55}-12-01")
        for session in (75, 76)
        for number in range(1, 81)
    ]
    council = document("S/RES/2504 (2020)", "See 74/9.", adopted="2020-01-01")
    pages = site([document(CITED, "Decides;"), *many, council], [cite(found.symbol, "op1", "74/9") for found in [*many, council]])
    (section,) = (s for s in converted(pages[f"en/{CITED}.md"]).find_class("citator") if s.get("aria-labelledby") == "cited-by")
    assert "161 documents, in 161 places." in words(section)
    lists = section.findall(".//ul")
    assert [words(item.find("a")) for item in lists[0]] == [f"A/RES/76/{number} Title of A/RES/76/{number}" for number in range(1, 6)]
    assert [(words(item), item.find("a").get("href")) for found in lists[1:] for item in found] == [
        ("76th session 80", "9/cited-by/a-res-76.md"),
        ("75th session 80", "9/cited-by/a-res-75.md"),
        ("2020 1", "9/cited-by/s-res-2020.md"),
    ]
    page = converted(pages[f"en/{CITED}/cited-by/a-res-75.md"])
    assert words(page.find(".//h1")) == f"Citations of {CITED}: General Assembly resolutions, 75th session"
    assert [a.get("href") for a in page.find_class("trail")[0].iter("a")] == ["../../9.md#cited-by"]
    assert [words(item) for item in page.iter("li")][:2] == ["A/RES/75/1 Title of A/RES/75/1 OP1", "A/RES/75/2 Title of A/RES/75/2 OP1"]
    assert [(a.get("class"), a.get("href")) for a in page.find_class("neighbours")[0].iter("a")] == [
        ("before", "a-res-76.md"),
        ("after", "s-res-2020.md"),
    ]
    assert "\ncitations: A/RES/74/9\n" in pages[f"en/{CITED}/cited-by/a-res-75.md"]
    assert "data-pagefind-body" not in pages[f"en/{CITED}/cited-by/a-res-75.md"], "full-text search leaves it out"


def test_no_page_of_citations_is_heavy() -> None:
    title = "Strengthening of the coordination of emergency humanitarian assistance of the United Nations, " * 3
    many = [document(f"A/RES/75/{number}", "See 74/9.", title=title) for number in range(1, 400)]
    pages = site([document(CITED, "Decides;"), *many], [cite(found.symbol, "op1", "74/9", CITED, "op1") for found in many])
    sheets = {source: page for source, page in pages.items() if "/cited-by/" in source}
    first = f"en/{CITED}/cited-by/a-res-75"
    assert {f"{first}.md", f"{first}/2.md", f"{first}/3.md"} <= set(sheets)
    for source, page in sheets.items():
        assert len(page.encode()) < 65_000, source
    listed = [
        words(item.find("a")).split()[0]
        for source in sorted(sheets)
        if source.startswith(first)
        for item in converted(sheets[source]).iter("li")
    ]
    assert sorted(listed) == sorted(found.symbol for found in many), "each stands on exactly one page"
    second = converted(sheets[f"{first}/2.md"])
    assert [(a.get("class"), a.get("href")) for a in second.find_class("neighbours")[0].iter("a")] == [
        ("before", "../a-res-75.md"),
        ("after", "3.md"),
    ]


@pytest.mark.parametrize(
    "symbol", ["A/RES/70/1", "A/77/6 (Sect. 3)/Add.1", "S/RES/1325 (2000)", "CD/2229", "UNTS/1577/27531", "A/RES/217 A (III)"]
)
@pytest.mark.parametrize("place", ["cited-by", "cited-by/a-res-74", "cited-by/a-res-74/2", "cited-by/at/op5", "CITED-BY/AT/OP5/2"])
def test_no_document_can_stand_where_its_citations_do(symbol: str, place: str) -> None:
    assert canonical_symbol(f"{symbol}/{place}") is None


def test_two_lists_never_have_one_place() -> None:
    paths = ["A/RES/74", "A/RES/S-8", "A/RES/S/8", "A/RES/ES-11", "A-RES/74", "A/RES/III", "A/HRC/RES/S-21", "S/2023"]
    assert len({session_folder(path) for path in paths}) == len(paths)
    assert session_folder("A/RES/ES-11") == "cited-by/a-res-es--11"


# --- what it cites -------------------------------------------------------------------------------------------------------------------


def test_what_is_cited_stands_in_groups_with_titles_and_what_was_not_found_at_the_end_with_the_reason() -> None:
    text = "Recalls 60/1, 217 A (III), 1325 (2000), S/PRST/2013/16, A/74/399, CRC, 74/9 and resolution 5/14."
    unknown = cite("A/RES/75/1", "op1", "5/14", None, document=None, outcome=Outcome.AMBIGUOUS, reason="several bodies have such a number")

    def outside(words: str, symbol: str, pinpoint: str = "") -> Citation:
        return cite("A/RES/75/1", "op1", words, symbol, document=None, outcome=Outcome.EXTERNAL, pinpoint=pinpoint)

    pages = site(
        [document(CITED, "Decides;"), document("A/RES/75/1", text)],
        [
            outside("60/1", "A/RES/60/1", "paragraph 6"),
            outside("217 A (III)", "A/RES/217 (III)"),
            outside("1325 (2000)", "S/RES/1325 (2000)"),
            outside("S/PRST/2013/16", "S/PRST/2013/16"),
            outside("A/74/399", "A/74/399"),
            outside("CRC", "UNTS/1577/27531"),
            cite("A/RES/75/1", "op1", "74/9"),
            unknown,
        ],
        {"A/RES/60/1": "2005 World Summit Outcome", "UNTS/1577/27531": "Convention on the Rights of the Child"},
    )
    (section,) = (s for s in converted(pages["en/A/RES/75/1.md"]).find_class("citator") if s.get("aria-labelledby") == "cites")
    shown = [words(element) for element in section.iter("h3", "li")]
    assert shown == [
        "General Assembly resolutions and decisions 3",
        "A/RES/74/9 Title of A/RES/74/9 OP1",
        "A/RES/60/1 2005 World Summit Outcome OP1 (paragraph 6); official document",
        "A/RES/217 (III) OP1; official document",
        "Security Council resolutions and decisions 1",
        "S/RES/1325 (2000) OP1; official document",
        "Presidential statements 1",
        "S/PRST/2013/16 OP1; official document",
        "Reports and other documents 1",
        "A/74/399 OP1; official document",
        "Treaties 1",
        "Convention on the Rights of the Child United Nations, Treaty Series, vol. 1577, No. 27531 OP1; official document",
        "Not found 1",
        "“5/14” OP1: several bodies have such a number",
    ]
    ids = [heading.get("id") for heading in section.iter("h3")]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("cites-") for name in ids), "an explicit id, apart from all anchors"


def test_symbols_are_listed_latest_session_first_and_by_number_in_it() -> None:
    symbols = ["A/RES/74/10", "S/RES/1325 (2000)", "A/RES/75/1", "A/RES/74/9", "S/RES/2504 (2020)", "A/RES/217 A (III)", "A/RES/ES-11/1"]
    assert sorted(symbols, key=latest_first) == [
        "A/RES/75/1", "A/RES/74/9", "A/RES/74/10", "A/RES/217 A (III)", "A/RES/ES-11/1", "S/RES/2504 (2020)", "S/RES/1325 (2000)",
    ]  # fmt: skip


# --- reference pages -----------------------------------------------------------------------------------------------------------------


def test_a_reference_page_has_the_title_that_is_known_as_its_heading() -> None:
    citation = cite("A/RES/75/1", "op1", "60/1", "A/RES/60/1", document=None, outcome=Outcome.EXTERNAL, pinpoint="paragraph 6")
    page = site([document("A/RES/75/1", "Recalls 60/1.")], [citation], {"A/RES/60/1": "2005 World *Summit* Outcome"})["en/A/RES/60/1.md"]
    shown = converted(page)
    assert words(shown.find(".//h1")) == "2005 World *Summit* Outcome"
    assert [words(symbol) for symbol in shown.find_class("symbol")] == ["A/RES/60/1"]
    assert "\ntitle: 'A/RES/60/1: 2005 World *Summit* Outcome'\n" in page
    assert [words(item) for item in shown.iter("li")] == ["A/RES/75/1 Title of A/RES/75/1 OP1 (paragraph 6)"]


def test_a_treaty_without_a_known_title_is_called_by_its_place_in_the_treaty_series() -> None:
    citation = cite("A/RES/75/1", "op1", "No. 27531", "UNTS/1577/27531", document=None, outcome=Outcome.EXTERNAL)
    page = converted(site([document("A/RES/75/1", "See No. 27531.")], [citation])["en/UNTS/1577/27531.md"])
    assert words(page.find(".//h1")) == "United Nations, Treaty Series, vol. 1577, No. 27531"
    assert document_name("UNTS/1/XVI") == "United Nations, Treaty Series, vol. 1, p. xvi"


def test_a_reference_cited_by_many_has_lists_on_pages_of_their_own() -> None:
    many = [document(f"A/RES/75/{number}", "See 60/1.") for number in range(1, 160)]
    citations = [cite(found.symbol, "op1", "60/1", "A/RES/60/1", document=None, outcome=Outcome.EXTERNAL) for found in many]
    pages = site(many, citations, {"A/RES/60/1": "Outcome"})
    assert len(converted(pages["en/A/RES/60/1/cited-by/a-res-75.md"]).findall(".//li")) == 159
    back = converted(pages["en/A/RES/60/1/cited-by/a-res-75.md"]).find_class("trail")[0].find("a")
    assert (words(back), back.get("href")) == ("A/RES/60/1 Outcome", "../../1.md#cited-by")


# --- side contents -------------------------------------------------------------------------------------------------------------------


def test_side_contents_show_headings_without_the_markers_of_their_notes() -> None:
    body: tuple[Block, ...] = (Heading(parse_text("The Union’s “lamps”: *a* & b[^5]"), "I"),)
    page = site([document(CITED, body=body, footnotes=(Footnote("5", parse_text("A note.")),))], [])[f"en/{CITED}.md"]
    heading = converted(page).get_element_by_id("s1")
    assert words(heading) == "I The Union’s “lamps”: a & b5 ¶"
    reader = markdown.Markdown(extensions=["attr_list", "def_list", "md_in_html", "toc"])
    reader.convert(page.partition("\n---\n")[2])
    names = [part["name"] for token in reader.toc_tokens for part in (token, *token["children"])]  # type: ignore[attr-defined]
    assert "I The Union’s “lamps”: a &amp; b" in names
