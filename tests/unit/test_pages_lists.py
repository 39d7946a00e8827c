"""Everything around the documents: indexes, subjects, reference pages, who cites whom, and how places are called."""

from __future__ import annotations

import posixpath
import re
from functools import cache

import lxml.html
import markdown
import pytest

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking.graph import link_archive
from builder.model import AdoptionMethod, Block, BlockKind, Kind, Organ, Paragraph, Resolution, Source, Subject
from builder.pages import render_pages
from builder.pages.names import adoption_line, place_name, session_name
from builder.pages.subjects import subject_page
from builder.symbols import sort_key
from builder.text import parse_text

_SERIES = {"A/RES": Organ.GENERAL_ASSEMBLY, "A/DEC": Organ.GENERAL_ASSEMBLY, "S/": Organ.SECURITY_COUNCIL, "E/": Organ.ECOSOC}
_KINDS = {"DEC": Kind.DECISION, "PRST": Kind.PRESIDENTIAL_STATEMENT, "RES": Kind.RESOLUTION}


def document(symbol: str, *paragraphs: str, **fields: object) -> Resolution:
    organ = next((organ for start, organ in _SERIES.items() if symbol.startswith(start)), Organ.HUMAN_RIGHTS_COUNCIL)
    kind = next((kind for part, kind in _KINDS.items() if f"/{part}/" in symbol), Kind.DRAFT_RESOLUTION)
    body: tuple[Block, ...] = tuple(
        Paragraph(BlockKind.OPERATIVE, parse_text(words), f"{number}.") for number, words in enumerate(paragraphs, start=1)
    )
    given = {"language": "en", "title": f"Title of {symbol}", "body": body, **fields}
    return Resolution(symbol=symbol, kind=kind, organ=organ, source=Source("f.xml", "akn", "0" * 64), **given)


def pages_of(*documents: Resolution) -> dict[str, str]:
    ordered = sorted(documents, key=lambda found: (found.language, sort_key(found.symbol)))
    archive = Archive(tuple(anchored(found) for found in ordered))
    rendered = list(render_pages(archive, link_archive(archive)))
    assert len({page.src for page in rendered}) == len(rendered), "each file comes once"
    return {page.src: page.markdown for page in rendered}


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["attr_list", "def_list", "md_in_html", "toc"])


def converted(source: str) -> lxml.html.HtmlElement:
    body = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    return lxml.html.fragment_fromstring(_converter().reset().convert(body), create_parent="div")


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def listed(source: str) -> list[tuple[str, str]]:
    """The entries of a page's lists: words and the address of the first link."""
    return [(words(item), item.find(".//a").get("href")) for item in converted(source).iter("li")]


# --- indexes -------------------------------------------------------------------------------------------------------------------

HOLDINGS = (
    document("A/RES/74/9", adopted="2019-12-02", adoption=AdoptionMethod.WITHOUT_VOTE),
    document("A/RES/74/10", adopted="2019-12-03"),
    document("A/RES/75/1"),
    document("A/RES/ES-11/1"),
    document("A/RES/217 A (III)"),
    document("A/DEC/76/416"),
    document("S/RES/1325 (2000)", title=None, description="on women and peace and security"),
    document("S/PRST/2013/16"),
    document("S/2023/506"),
    document("A/HRC/RES/55/15"),
    document("E/RES/2021/20"),
)


def test_indexes_stand_at_the_path_that_the_symbols_in_them_begin_with() -> None:
    indexes = {source for source in pages_of(*HOLDINGS) if source.endswith("index.md")}
    assert indexes == {
        f"en/{path}index.md"
        for path in [
            *("", "A/", "A/RES/", "A/RES/74/", "A/RES/75/", "A/RES/ES-11/", "A/RES/III/", "A/DEC/", "A/DEC/76/", "A/HRC/", "A/HRC/RES/"),
            *("A/HRC/RES/55/", "S/", "S/RES/", "S/RES/2000/", "S/PRST/", "S/PRST/2013/", "S/2023/", "E/", "E/RES/", "E/RES/2021/"),
        ]
    }


def test_a_session_lists_its_documents_as_people_count_with_how_each_was_adopted() -> None:
    page = pages_of(*HOLDINGS)["en/A/RES/74/index.md"]
    assert words(converted(page).find(".//h1")) == "General Assembly resolutions, 74th session"
    assert listed(page) == [
        ("A/RES/74/9 Title of A/RES/74/9 2 December 2019, without a vote", "9.md"),
        ("A/RES/74/10 Title of A/RES/74/10 3 December 2019", "10.md"),
    ]


def test_the_security_council_is_listed_by_year_under_the_description() -> None:
    assert listed(pages_of(*HOLDINGS)["en/S/RES/2000/index.md"]) == [
        ("S/RES/1325 (2000) on women and peace and security", "../1325(2000).md")
    ]


def test_regular_sessions_come_first_and_the_latest_of_them_before_the_others() -> None:
    assert [name for name, _ in listed(pages_of(*HOLDINGS)["en/A/RES/index.md"])] == [
        "75th session 1",
        "74th session 2",
        "3rd session 1",
        "11th emergency special session 1",
    ]


def test_drafts_that_were_not_adopted_are_never_listed_as_resolutions() -> None:
    pages = pages_of(*HOLDINGS)
    lists_of_resolutions = [source for source in pages if "/RES/" in source and source.endswith("index.md")]
    assert not [source for source in lists_of_resolutions if "S/2023/506" in pages[source]]
    (heading,) = converted(pages["en/S/2023/index.md"]).iter("h1")
    assert words(heading) == "Security Council draft resolutions not adopted, 2023"
    council = converted(pages["en/S/index.md"])
    assert [words(heading) for heading in council.iter("h3")] == [
        "Resolutions 1",
        "Presidential statements 1",
        "Draft resolutions not adopted 1",
    ]


def test_each_language_has_its_own_indexes() -> None:
    pages = pages_of(document("A/RES/74/9"), document("A/RES/74/9", language="fr"))
    assert {"en/A/RES/74/index.md", "fr/A/RES/74/index.md"} <= set(pages)
    also = [a for a in converted(pages["fr/A/RES/74/9.md"]).iter("a") if a.text == "English" and not a.get("href").startswith("?")]
    assert [a.get("href") for a in also] == ["../../../../en/A/RES/74/9.md"]


def test_links_in_generated_pages_lead_to_pages_that_exist() -> None:
    pages = pages_of(
        *HOLDINGS, document("A/RES/74/11", "Recalls resolutions 60/1, 74/9 and decision 74/537.", subjects=(Subject("WOMEN"),))
    )
    for source, page in pages.items():
        for element in converted(page).iter("a"):
            target, _, anchor = element.get("href").partition("#")
            if "://" in target:
                continue
            if any(parent.tag == "figure" for parent in element.iterancestors()):  # written as a browser reads it
                place = posixpath.normpath(posixpath.join(source.removesuffix("index.md").removesuffix(".md"), target))
                file = f"{place}.md" if f"{place}.md" in pages else f"{place}/index.md"
            else:
                file = posixpath.normpath(posixpath.join(posixpath.dirname(source), target)) if target else source
            assert file in pages, (source, target)
            if anchor:
                assert converted(pages[file]).get_element_by_id(anchor, None) is not None, (source, target, anchor)


# --- subjects ------------------------------------------------------------------------------------------------------------------


def test_subjects_gather_documents_and_are_listed_by_letter() -> None:
    pages = pages_of(
        document("A/RES/74/9", subjects=(Subject("Women"), Subject("Peace"))), document("A/RES/74/10", subjects=(Subject("WOMEN"),))
    )
    assert [target for _, target in listed(pages["en/subjects/women.md"])] == ["../A/RES/74/9.md", "../A/RES/74/10.md"]
    index = pages["en/subjects/index.md"]
    assert [words(heading) for heading in converted(index).iter("h2")] == ["P", "W"]
    assert listed(index) == [("Peace 1", "peace.md"), ("Women 2", "women.md")]


@pytest.mark.parametrize(
    ("term", "page"),
    [
        ("HUMAN RIGHTS--DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA", "en/subjects/human-rights-democratic-people-s-republic-of-korea.md"),
        ("../../etc/passwd", "en/subjects/etc-passwd.md"),
        ("الأمن", "en/subjects/الأمن.md"),
    ],
)
def test_a_subject_page_is_named_by_its_words(term: str, page: str) -> None:
    assert subject_page(term, "en") == page


@pytest.mark.parametrize("term", ["Index", "readme", "...", "", "x" * 300])
def test_a_subject_never_takes_the_name_of_another_page_nor_one_too_long(term: str) -> None:
    name = subject_page(term, "en").removeprefix("en/subjects/").removesuffix(".md")
    assert name not in ("", "index", "readme")
    assert len(name) < 100


# --- who cites whom ------------------------------------------------------------------------------------------------------------


def test_a_document_tells_who_cites_it_and_where() -> None:
    cited = document("A/RES/74/9")
    citing = document("A/RES/75/1", "Recalls resolution 74/9;", "Decides;", "Reaffirms resolutions 74/9 and 74/9;")
    (section,) = (s for s in converted(pages_of(cited, citing)["en/A/RES/74/9.md"]).find_class("citator"))
    assert section.get("aria-labelledby") == "cited-by"
    assert "1 document, in 2 places." in words(section)
    assert [(a.text_content(), a.get("href")) for a in section.iter("a")] == [
        ("A/RES/75/1 Title of A/RES/75/1", "../75/1.md"),
        ("OP1", "../75/1.md#op1"),
        ("OP3", "../75/1.md#op3"),
    ]


def test_many_citing_documents_are_folded_by_body_and_session() -> None:
    citing = [document(f"A/RES/75/{number}", "Recalls resolution 74/9;") for number in range(1, 16)]
    others = [document("A/RES/77/2", "Recalls resolution 74/9;"), document("E/RES/2021/20", "Recalls General Assembly resolution 74/9;")]
    section = converted(pages_of(document("A/RES/74/9"), *citing, *others)["en/A/RES/74/9.md"]).find_class("citator")[0]
    assert [words(heading) for heading in section.iter("h3")] == ["General Assembly 16", "Economic and Social Council 1"]
    assert [words(summary) for summary in section.iter("summary")] == [
        "General Assembly resolutions, 77th session 1",
        "General Assembly resolutions, 75th session 15",
        "Economic and Social Council resolutions, 2021 1",
    ]


def test_what_a_document_cites_is_listed_with_the_places_and_the_official_document() -> None:
    page = converted(pages_of(document("A/RES/74/9"), document("A/RES/75/1", "Recalls resolutions 74/9 and 64/1;"))["en/A/RES/75/1.md"])
    (section,) = (section for section in page.find_class("citator") if section.get("aria-labelledby") == "cites")
    assert [[(a.text_content(), a.get("href")) for a in item.iter("a")] for item in section.iter("li")] == [
        [("A/RES/74/9 Title of A/RES/74/9", "../74/9.md"), ("OP1", "#op1")],
        [("A/RES/64/1", "../64/1.md"), ("OP1", "#op1"), ("official document", "https://docs.un.org/en/A/RES/64/1")],
    ]


def test_what_is_cited_and_not_held_has_one_reference_page() -> None:
    pages = pages_of(
        document("A/RES/75/1", "Recalls resolution 217 A (III) and decision 74/537;"),
        document("A/RES/75/1", "Rappelle la résolution A/RES/217 A (III);", language="fr"),
    )
    references = {source for source, page in pages.items() if "\nreference: " in page}
    assert references == {"en/A/RES/217(III).md", "en/A/DEC/74/537.md"}
    page = converted(pages["en/A/RES/217(III).md"])
    assert words(page.find_class("description")[0]) == "General Assembly resolution, 3rd session"
    assert [a.get("href") for a in page.find_class("official")] == ["https://docs.un.org/en/A/RES/217(III)"]
    assert [words(item) for item in page.iter("li")] == ["A/RES/75/1 Title of A/RES/75/1 OP1"]
    assert "official records" in words(converted(pages["en/A/DEC/74/537.md"]).find_class("unofficial")[0])


# --- names ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "name"),
    [
        ("pp7", "PP7"),
        ("pp7-b", "PP7(b)"),
        ("op2-a-i", "OP2(a)(i)"),
        ("op3bis", "OP3bis"),
        ("p4", "para. 4"),
        ("op35-item3", "OP35, item 3"),
        ("op2-text2", "OP2, text 2"),
        ("text2", "text 2"),
        ("op11-2", "OP11(2)"),
        ("b-pp3", "part B, PP3"),
        ("b-annex-p2", "part B, annex, para. 2"),
        ("annex2", "annex 2"),
        ("annexb", "annex B"),
        ("annex-p14", "annex, para. 14"),
        ("s2-sb", "section 2, section B"),
        ("annex-art5", "annex, article 5"),
        ("draft2-op1", "draft 2, OP1"),
        ("annex-table2", "annex, table 2"),
        ("fn13", "note 13"),
        ("fnstar", "note *"),
        ("fnstar2", "note **"),
        ("annex-r2-p1", "annex, run 2, para. 1"),
        ("op1-dup2", "OP1, dup 2"),
        ("h1", "heading 1"),
    ],
)
def test_places_are_called_what_people_say(anchor: str, name: str) -> None:
    assert place_name(anchor) == name


@pytest.mark.parametrize(
    ("session", "name"),
    [
        ("74", "74th session"),
        ("1", "1st session"),
        ("52", "52nd session"),
        ("11", "11th session"),
        ("S-8", "8th special session"),
        ("ES-11", "11th emergency special session"),
        ("2021", "2021"),
    ],
)
def test_sessions_have_ordinals(session: str, name: str) -> None:
    assert session_name(session) == name


def test_a_draft_is_said_not_to_be_adopted_wherever_it_is_listed() -> None:
    assert adoption_line(document("S/2023/506", adopted="2023-07-11")) == "not adopted, 11 July 2023"
