"""Citations: cases as data, and what the graph makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.anchors import Anchored, anchored
from builder.archive import Archive
from builder.linking.graph import Citation, Graph, Holdings, link_archive, link_document
from builder.linking.mentions import find_mentions
from builder.linking.resolve import Outcome, resolve_mention, speaker_of
from builder.model import Annex, Block, BlockKind, Draft, Footnote, Formula, Heading, Paragraph, Part, Resolution, Source
from builder.pages.urls import citation_target, page_path, page_url, reference_url, unit_url
from builder.symbols import symbol_facts
from builder.text import Text, parse_text
from tests.strategies import resolutions

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "citations.yaml").read_text(encoding="utf-8"))


def resolution_of(symbol: str, *words: str, language: str = "en", **fields: Any) -> Resolution:
    """A resolution with these operative paragraphs, in the notation."""
    facts = symbol_facts(symbol)
    body: tuple[Block, ...] = tuple(
        Paragraph(BlockKind.OPERATIVE, parse_text(line), label=f"{number}.") for number, line in enumerate(words, start=1)
    )
    kind = facts.kind
    assert kind is not None
    return Resolution(symbol, language, kind, facts.organ, Source("a.xml", "akn", ""), **{"session": facts.session, "body": body, **fields})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    notes = tuple(Footnote(str(number), parse_text(words)) for number, words in enumerate(case.get("notes", ()), start=1))
    paragraph = Paragraph(BlockKind.OPERATIVE, parse_text(case["words"]), label="1.")
    body: tuple[Block, ...] = (Draft((paragraph,)),) if case.get("scope") == "draft" else (paragraph,)
    resolution = resolution_of(case["by"], language=case.get("language", "en"), adopted=case.get("adopted"), body=body, footnotes=notes)
    found = link_document(anchored(resolution), Holdings(Archive()))
    cited = [(citation.text, citation.target or citation.outcome.value) for group in found.values() for citation in group]
    assert cited == [pair for group in _listed(case["cites"]) for pair in group.items()]


def _listed(cites: Any) -> list[dict[str, str]]:
    """A list, since "Ibid." may stand in every note; of one mapping, that alone."""
    return cites if isinstance(cites, list) else [cites]


def test_case_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


# --- the graph --------------------------------------------------------------------------------------------------------------


class Languages:
    """What addresses need of an archive."""

    def __init__(self, *languages: str) -> None:
        self.languages = languages


ENGLISH = Languages("en")


def documents(*found: Resolution) -> list[Anchored]:
    return [anchored(resolution) for resolution in found]


def only(graph: Graph, symbol: str, language: str = "en") -> Citation:
    (citations,) = graph.citations_in(symbol, language).values()
    (citation,) = citations
    return citation


def test_a_citation_of_a_held_document_lands_on_its_page() -> None:
    graph = link_archive(documents(resolution_of("A/RES/73/180"), resolution_of("A/RES/74/166", "*Recalls* its resolution 73/180;")))
    citation = only(graph, "A/RES/74/166")
    assert (citation.anchor, citation.start, citation.end, citation.text) == ("op1", 23, 29, "73/180")
    assert (citation.target, citation.target_anchor, citation.outcome) == ("A/RES/73/180", None, Outcome.HELD)
    assert citation_target(citation, ENGLISH) == "en/A/RES/73/180/"
    assert graph.cited_by("A/RES/73/180") == (citation,)
    assert graph.references == ()


def test_a_citation_leads_to_its_own_language_else_to_english_whatever_came_first() -> None:
    cited = [resolution_of("A/RES/73/180", language=language) for language in ("ar", "en", "fr")]
    for language, expected in (("fr", "fr"), ("ru", "en"), ("en", "en")):
        link = "[73/180](https://undocs.org/A/RES/73/180)"
        graph = link_archive(documents(*cited, resolution_of("A/RES/74/166", link, language=language)))
        citation = only(graph, "A/RES/74/166", language)
        assert citation_target(citation, Languages("en", "ar", "fr", "ru")) == f"{expected}/A/RES/73/180/"


def test_what_is_not_held_leads_to_the_official_address_in_the_language_of_the_text() -> None:
    graph = link_archive(documents(resolution_of("A/RES/74/166", "S/RES/1325 (2000)", language="fr")))
    citation = only(graph, "A/RES/74/166", "fr")
    assert citation_target(citation, Languages("en", "fr")) == "https://docs.un.org/fr/S/RES/1325(2000)"


def test_offsets_count_the_words_without_marks_and_calls() -> None:
    text = "*Recalls*[^1] <b>General</b> Assembly resolution [73/180](https://undocs.org/A/RES/73/180),[^2] and 73/181;"
    graph = link_archive(documents(resolution_of("A/RES/74/166", text)))
    words = parse_text(text).words
    (citations,) = graph.citations_in("A/RES/74/166", "en").values()
    assert [words[c.start : c.end] for c in citations] == [c.text for c in citations] == ["73/180", "73/181"]


def test_what_is_not_held_leads_to_the_official_source_and_has_a_reference() -> None:
    graph = link_archive(
        documents(
            resolution_of("A/RES/74/166", "See S/RES/1325 (2000).", "And 1325 (2000)."), resolution_of("A/RES/74/167", "S/RES/1325 (2000)")
        )
    )
    (reference,) = graph.references
    assert reference.symbol == "S/RES/1325 (2000)"
    assert [(c.symbol, c.anchor) for c in reference.cited_by] == [("A/RES/74/166", "op1"), ("A/RES/74/166", "op2"), ("A/RES/74/167", "op1")]
    assert graph.cited_by("S/RES/1325 (2000)") == reference.cited_by
    assert reference.cited_by[0].outcome is Outcome.EXTERNAL
    assert citation_target(reference.cited_by[0], ENGLISH) == "https://docs.un.org/en/S/RES/1325(2000)"


def test_a_decision_has_no_official_address_and_leads_to_its_reference_page() -> None:
    graph = link_archive(documents(resolution_of("A/RES/74/166", "Recalls its decision 66/518;")))
    assert citation_target(only(graph, "A/RES/74/166"), Languages("fr", "en")) == "fr/A/DEC/66/518/"


def test_what_was_not_resolved_leads_nowhere() -> None:
    graph = link_archive(documents(resolution_of("A/RES/74/166", "Recalls resolution 2140 (2011);")))
    citation = only(graph, "A/RES/74/166")
    assert (citation.target, citation.outcome) == (None, Outcome.UNRESOLVED)
    assert citation.reason == "no such number can have been adopted by then"
    assert citation_target(citation, ENGLISH) is None
    assert graph.references == ()


def composite() -> Resolution:
    parts = (
        Part("A", (Paragraph(BlockKind.OPERATIVE, Text("One."), "1."),)),
        Part("B", (Paragraph(BlockKind.OPERATIVE, Text("Two."), "1."),)),
    )
    return resolution_of("A/RES/74/250 A-B", parts=parts)


@pytest.mark.parametrize(
    ("printed", "target", "anchor"),
    [
        ("74/250 A", "A/RES/74/250 A", "a"),
        ("74/250 B", "A/RES/74/250 B", "b"),
        ("74/250", "A/RES/74/250", None),
        ("[74/250 A and B](https://undocs.org/A/RES/74/250a-b)", "A/RES/74/250 A-B", None),
    ],
)
def test_a_part_lands_in_the_document_that_holds_it(printed: str, target: str, anchor: str | None) -> None:
    graph = link_archive(documents(composite(), resolution_of("A/RES/75/1", f"Recalls its resolution {printed};")))
    citation = only(graph, "A/RES/75/1")
    assert (citation.target, citation.document, citation.target_anchor, citation.outcome) == (
        target,
        "A/RES/74/250 A-B",
        anchor,
        Outcome.HELD,
    )
    assert citation_target(citation, ENGLISH) == "en/A/RES/74/250A-B/" + (f"#{anchor}" if anchor else "")
    assert graph.cited_by("A/RES/74/250 A-B") == (citation,)


def test_a_part_that_is_not_in_the_composite_is_not_held() -> None:
    graph = link_archive(documents(composite(), resolution_of("A/RES/75/1", "Recalls its resolution 74/250 C;")))
    assert only(graph, "A/RES/75/1").outcome is Outcome.EXTERNAL


def test_a_document_with_a_letter_is_not_the_one_without() -> None:
    graph = link_archive(documents(resolution_of("A/RES/77/253 B"), resolution_of("A/RES/78/1", "Recalls its resolution 77/253;")))
    citation = only(graph, "A/RES/78/1")
    assert (citation.target, citation.outcome) == ("A/RES/77/253", Outcome.EXTERNAL)
    assert [reference.symbol for reference in graph.references] == ["A/RES/77/253"]


def test_the_first_part_is_held_under_the_symbol_it_had_before_there_was_a_second() -> None:
    held = resolution_of("A/RES/77/263"), resolution_of("A/RES/77/263 B")
    graph = link_archive(documents(*held, resolution_of("A/RES/78/1", "Recalls its resolutions 77/263 A, 77/263 B and 77/263 C;")))
    (citations,) = graph.citations_in("A/RES/78/1", "en").values()
    assert [citation.document for citation in citations] == ["A/RES/77/263", "A/RES/77/263 B", None]


def test_lettered_parts_of_old_sessions_share_the_page_without_a_letter() -> None:
    citing = resolution_of("A/RES/74/1", "See resolutions 217 A (III) and 217 B (III).")
    (reference,) = link_archive(documents(citing)).references
    assert reference.symbol == "A/RES/217 (III)"
    assert [citation.target for citation in reference.cited_by] == ["A/RES/217 A (III)", "A/RES/217 B (III)"]
    held = link_archive(documents(resolution_of("A/RES/217 (III)"), citing))
    assert [citation.document for citation in held.cited_by("A/RES/217 (III)")] == ["A/RES/217 (III)"] * 2


def test_no_reference_page_takes_the_place_of_a_held_one() -> None:
    graph = link_archive(documents(resolution_of("A/RES/217 A (III)"), resolution_of("A/RES/74/1", "See resolution 217 B (III).")))
    assert only(graph, "A/RES/74/1").outcome is Outcome.EXTERNAL
    assert graph.references == ()


def test_a_document_does_not_count_as_citing_itself() -> None:
    graph = link_archive(documents(resolution_of("A/RES/74/166", "Decides to issue resolution 74/166 as A/RES/74/166.")))
    (citations,) = graph.citations_in("A/RES/74/166", "en").values()
    assert [(citation.target, citation.cites_itself) for citation in citations] == [("A/RES/74/166", True)] * 2
    assert graph.cited_by("A/RES/74/166") == ()
    absent = link_archive(documents(resolution_of("A/RES/74/250 A-B", "See resolution 74/250 A-B.")))
    assert absent.references == ()


def test_a_citation_stays_in_its_language_where_it_can() -> None:
    found = documents(
        resolution_of("A/RES/73/180"),
        resolution_of("A/RES/73/180", language="fr"),
        resolution_of("A/RES/73/181"),
        resolution_of("A/RES/74/166", "A/RES/73/180", language="fr"),
        resolution_of("A/RES/74/167", "A/RES/73/181", language="fr"),
    )
    graph = link_archive(found)
    archive = Languages("en", "fr")
    assert citation_target(only(graph, "A/RES/74/166", "fr"), archive) == "fr/A/RES/73/180/"
    assert citation_target(only(graph, "A/RES/74/167", "fr"), archive) == "en/A/RES/73/181/"


def test_notes_are_read_and_enacting_formulas_are_not() -> None:
    resolution = resolution_of(
        "A/RES/74/166", body=(Formula(Text("The General Assembly, A/74/5,")),), footnotes=(Footnote("1", Text("A/74/6.")),)
    )
    graph = link_archive(documents(resolution))
    assert {anchor: [c.target for c in found] for anchor, found in graph.citations_in("A/RES/74/166", "en").items()} == {"fn1": ["A/74/6"]}


def test_references_are_sorted_as_people_count() -> None:
    graph = link_archive(documents(resolution_of("A/RES/74/166", "S/RES/1325 (2000), A/74/10, A/74/9, A/RES/73/1, A/RES/55/1")))
    assert [r.symbol for r in graph.references] == ["A/74/9", "A/74/10", "A/RES/55/1", "A/RES/73/1", "S/RES/1325 (2000)"]


def findings(*found: Resolution) -> list[tuple[str, str]]:
    """Code and place of what was found odd in the citations."""
    return [(finding.code, f"{finding.document} {finding.place}") for finding in link_archive(documents(*found)).diagnostics]


def test_a_cited_date_must_be_that_of_adoption() -> None:
    cited = resolution_of("A/RES/73/180", adopted="2018-12-17")
    words = "Recalls its resolution 73/180 of 17 December 2018;", "Recalls its resolution 73/180 of 18 December 2018;"
    assert findings(cited, resolution_of("A/RES/74/166", *words, adopted="2019-12-18")) == [("link-date", "A/RES/74/166 op2")]


def test_nothing_is_cited_before_it_was_adopted() -> None:
    cited = resolution_of("A/RES/74/200", adopted="2019-12-19")
    citing = resolution_of("A/RES/74/166", "Recalls resolution 74/200;", adopted="2019-12-18")
    assert findings(cited, citing) == [("link-forward", "A/RES/74/166 op1")]


def test_numbers_that_cannot_be_and_years_that_slipped_are_reported() -> None:
    words = "Recalls its resolution 80/1;", "Recalls Security Council resolution 2140 (2015);", "Recalls resolution 2140 (2011);"
    assert findings(resolution_of("A/RES/74/166", *words)) == [
        ("link-impossible", "A/RES/74/166 op1"),
        ("link-year", "A/RES/74/166 op2"),
        ("link-impossible", "A/RES/74/166 op3"),
    ]


def test_a_link_of_the_source_that_says_otherwise_is_reported() -> None:
    words = "Recalls its resolutions [73/180](https://undocs.org/A/RES/73/180) and [73/181](https://undocs.org/A/RES/73/180);"
    assert findings(resolution_of("A/RES/74/166", words)) == [("link-differs", "A/RES/74/166 op1")]


def test_documents_are_linked_over_all_cores_as_they_are_in_one() -> None:
    many = [resolution_of(f"A/RES/74/{number}", f"Recalls its resolution 74/{number - 1};") for number in range(1, 60)]
    graph = link_archive(documents(*many))
    assert all(graph.citations_in(document.symbol, "en") for document in many)
    one = link_document(anchored(many[40]), Holdings(Archive(documents(*many))))
    assert graph.citations_in("A/RES/74/41", "en") == one


# --- places in documents -----------------------------------------------------------------------------------------------------


def test_a_place_named_with_a_number_is_where_the_link_lands() -> None:
    cited = resolution_of("S/RES/2371 (2017)", *(f"Decides {number};" for number in range(1, 13)))
    citing = resolution_of(
        "S/RES/2375 (2017)", "Recalls paragraph 11 of resolution 2371 (2017) and paragraphs 2 to 4 above;", "Two;", "Three;"
    )
    graph = link_archive(documents(cited, citing))
    found = graph.citations_in("S/RES/2375 (2017)", "en")["op1"]
    assert [(citation.text, citation.target_anchor, citation.pinpoint) for citation in found] == [
        ("paragraph 11", "op11", "paragraph 11"),
        ("2371 (2017)", "op11", "paragraph 11"),
    ]
    assert citation_target(found[0], ENGLISH) == "en/S/RES/2371(2017)/#op11"
    assert [citation.anchor for citation in graph.cited_at("S/RES/2371 (2017)")["op11"]] == ["op1", "op1"]


def test_several_places_are_links_of_their_own() -> None:
    cited = resolution_of("S/RES/2371 (2017)", *(f"Decides {number};" for number in range(1, 13)))
    citing = resolution_of(
        "S/RES/2375 (2017)", "One;", "Recalls paragraphs 5 and 7 to 9 of that text, resolution 2371 (2017), paragraphs 5 and 7 to 9;"
    )
    graph = link_archive(documents(cited, citing))
    found = graph.citations_in("S/RES/2375 (2017)", "en")["op2"]
    assert [(citation.text, citation.covers) for citation in found] == [
        ("2371 (2017)", ()),
        ("paragraphs 5", ("op5",)),
        ("7 to 9", ("op7", "op8", "op9")),
    ]


def test_this_resolution_in_an_annex_that_is_a_draft_is_the_draft() -> None:
    draft = Annex((Heading(Text("Draft Resolution")), Paragraph(BlockKind.OPERATIVE, Text("Decides;"), "1.")), Text("Annex"))
    draft = Annex((*draft.body, Paragraph(BlockKind.OPERATIVE, Text("Recalls paragraph 1 of this resolution;"), "2.")), draft.heading)
    graph = link_archive(documents(resolution_of("S/RES/2304 (2016)", "Decides;", annexes=(draft,))))
    (citations,) = graph.citations_in("S/RES/2304 (2016)", "en").values()
    assert [citation.target_anchor for citation in citations] == ["annex-p1"]


def test_a_name_that_calls_a_footnote_is_linked_up_to_the_call() -> None:
    graph = link_archive(documents(resolution_of("A/RES/77/193", "Recalling the Beijing Declaration[^1] and Platform for Action[^2];")))
    assert only(graph, "A/RES/77/193").text == "Beijing Declaration"


def test_a_place_in_the_document_itself_is_a_citation_of_it() -> None:
    resolution = resolution_of("S/RES/2375 (2017)", "Decides;", "Recalls paragraph 1 above and paragraph 9 of the present resolution;")
    graph = link_archive(documents(resolution))
    (citation,) = graph.citations_in("S/RES/2375 (2017)", "en")["op2"]
    assert (citation.text, citation.target_anchor, citation.cites_itself) == ("paragraph 1", "op1", True)
    assert graph.cited_at("S/RES/2375 (2017)") == {"op1": (citation,)}
    assert graph.cited_by("S/RES/2375 (2017)") == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(resolutions, max_size=3, unique_by=lambda found: (found.symbol, found.language)))
def test_any_archive_links_without_error_and_citations_stay_apart(found: list[Resolution]) -> None:
    archive = [anchored(resolution) for resolution in found if _has_symbol(resolution)]
    graph = link_archive(archive)
    for document in archive:
        words = {unit.anchor: unit.text.words for unit in document.units}
        cited = graph.citations_in(document.resolution.symbol, document.resolution.language)
        for anchor, citations in cited.items():
            end = 0
            for citation in citations:
                assert end <= citation.start < citation.end
                assert words[anchor][citation.start : citation.end] == citation.text
                end = citation.end


def _has_symbol(resolution: Resolution) -> bool:
    try:
        symbol_facts(resolution.symbol)
    except ValueError:
        return False
    return True


PIECES = """resolution|resolutions|decision|its|A/RES/74/1|74/166|217 A (III)|1325 (2000)|A|and|to|,|Council|of 18 December 2019|
[75/1](https://undocs.org/A/RES/75/1)|[B](https://undocs.org/A/RES/75/1b)|the General Assembly|–E/2009/4"""


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=14))
def test_mentions_of_any_words_are_in_order_and_apart(words: list[str]) -> None:
    text = parse_text(" ".join(words))
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end <= len(text.words)
        end = mention.end
        resolve_mention(mention, speaker_of(resolution_of("A/RES/74/166"), None))


# --- addresses --------------------------------------------------------------------------------------------------------------


def test_addresses_are_the_united_nations_own_paths() -> None:
    assert page_path("A/RES/74/166", "en") == "en/A/RES/74/166"
    assert page_url("S/RES/1325 (2000)", "en") == "en/S/RES/1325(2000)/"
    assert unit_url("A/RES/77/253 B", "fr", "op2-a") == "fr/A/RES/77/253B/#op2-a"
    assert unit_url("A/RES/77/253 B", "fr", "") == "fr/A/RES/77/253B/"
    assert reference_url("A/77/6 (Sect. 3)/Add.1", Languages("es", "en")) == "es/A/77/6(Sect.3)/Add.1/"
