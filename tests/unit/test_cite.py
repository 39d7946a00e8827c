"""What a text cites that is no document of the archive, and that asking for it is fast whatever the text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking import Citation, Outcome
from builder.linking.cite import cite
from builder.linking.resolve import Reason
from builder.model import BlockKind, Kind, Organ, Paragraph, Part, Resolution, Source
from builder.text import Text, normalise_words
from tests.adversarial import PHRASES, repeated

HELD = anchored(
    Resolution(
        "S/RES/2371 (2017)",
        "en",
        Kind.RESOLUTION,
        Organ.SECURITY_COUNCIL,
        Source("made.xml", "akn", ""),
        adopted="2017-08-05",
        body=tuple(Paragraph(BlockKind.OPERATIVE, Text("Decides."), f"{number}.") for number in range(1, 13)),
    )
)


def meant(citations: tuple[Citation, ...]) -> list[tuple[str, str | None]]:
    return [(citation.text, citation.target) for citation in citations]


def test_a_text_cites_what_a_document_with_these_words_cites() -> None:
    text = "paragraph 11 of Security Council resolution 2371 (2017) and its resolution 73/180"
    citations = cite(text, by="A/RES/74/166")
    assert meant(citations) == [("2371 (2017)", "S/RES/2371 (2017)"), ("73/180", "A/RES/73/180")]
    assert [citation.outcome for citation in citations] == [Outcome.EXTERNAL, Outcome.EXTERNAL]
    assert {(citation.symbol, citation.anchor, citation.language) for citation in citations} == {("A/RES/74/166", "", "en")}


def test_whose_resolution_it_is_depends_on_who_speaks() -> None:
    assert meant(cite("its resolution 31/18", by="A/HRC/RES/54/1")) == [("31/18", "A/HRC/RES/31/18")]
    assert meant(cite("its resolution 31/18", by="a/res/74/166")) == [("31/18", "A/RES/31/18")]
    (ambiguous,) = cite("its resolution 31/18")
    assert (ambiguous.target, ambiguous.outcome) == (None, Outcome.AMBIGUOUS)
    assert meant(cite("resolution 60/251")) == [("60/251", "A/RES/60/251")], (
        "the Human Rights Council had no session 60 when this was written"
    )


def test_what_was_adopted_later_cannot_be_cited() -> None:
    (citation,) = cite("its resolution 76/1", by="A/RES/74/166")
    assert (citation.outcome, citation.reason) == (Outcome.UNRESOLVED, Reason.IMPOSSIBLE.value)


@pytest.mark.parametrize(
    ("by", "hint"),
    [
        ("74/166", "A/RES/74/166 or A/HRC/RES/74/166"),
        ("1325 (2000)", "S/RES/1325 (2000)"),
        ("the Assembly", "a full symbol is"),
        ("", "a full symbol is"),
    ],
)
def test_a_speaker_that_is_no_symbol_is_refused_with_what_would_be_right(by: str, hint: str) -> None:
    with pytest.raises(ValueError, match="does not say which document speaks") as refused:
        cite("resolution 1325 (2000)", by=by)
    assert hint in str(refused.value)


def test_in_an_archive_citations_land() -> None:
    held, elsewhere = cite("resolutions 2371 (2017) and 2375 (2017)", archive=Archive((HELD,)))
    assert (held.outcome, held.document, held.document_language) == (Outcome.HELD, "S/RES/2371 (2017)", "en")
    assert (elsewhere.outcome, elsewhere.document) == (Outcome.EXTERNAL, None)


def test_a_paragraph_of_what_is_held_is_found_and_one_that_is_not_there_is_not() -> None:
    citations = cite("in paragraph 11 of resolution 2371 (2017),", archive=Archive((HELD,)))
    assert {citation.covers for citation in citations} == {("op11",)}
    assert citations[-1].pinpoint == "paragraph 11"
    (whole,) = cite("in paragraph 99 of resolution 2371 (2017),", archive=Archive((HELD,)))
    assert (whole.covers, whole.pinpoint) == ((), "paragraph 99")


def test_a_part_lands_on_its_part() -> None:
    body = (Paragraph(BlockKind.OPERATIVE, Text("Decides."), "1."),)
    source = Source("made.xml", "akn", "")
    composite = anchored(
        Resolution("A/RES/73/250 A-B", "en", Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, source, parts=(Part("A", body), Part("B", body)))
    )
    (citation,) = cite("its resolution 73/250 B", by="A/RES/74/1", archive=Archive((composite,)))
    assert (citation.target, citation.document, citation.covers) == ("A/RES/73/250 B", "A/RES/73/250 A-B", ("b",))


def test_a_text_by_a_document_of_the_archive_is_not_that_document() -> None:
    """Its own paragraphs are not cited by what is printed above."""
    assert cite("as set out in paragraph 11 above,", by="S/RES/2371 (2017)", archive=Archive((HELD,))) == ()
    (citation,) = cite("its resolution 2397 (2017)", by="S/RES/2371 (2017)", archive=Archive((HELD,)))
    assert citation.target == "S/RES/2397 (2017)"


# --- lines and paragraphs ---


def test_offsets_count_in_the_text_as_given() -> None:
    text = (
        "\ufeff  \u201cRecalling\u201d\u00a0 its  reso\u00adlution\r\n 73/180,\tde\u0301j\u00e0 vu,\n\nand\u200b resolution 1325\n(2000).\n"
    )
    first, second = cite(text, by="A/RES/74/166")
    assert text[first.start : first.end] == first.text == "73/180"
    assert text[second.start : second.end] == second.text == "1325\n(2000)"
    assert (first.target, second.target) == ("A/RES/73/180", "S/RES/1325 (2000)")


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n  "])
def test_a_line_may_end_within_a_sentence(end: str) -> None:
    assert meant(cite(f"as the Human{end}Rights Council{end}resolution{end}31/18{end}of"))[0][1] == "A/HRC/RES/31/18"


@pytest.mark.parametrize("end", [".\n", ";\n", ":\n", ".”\n", "\n\n", "\n \n", "?)\r\n"])
def test_a_paragraph_ends_with_a_stop_or_a_blank_line(end: str) -> None:
    """The body named in one paragraph governs no number in the next."""
    assert meant(cite(f"Recalling Human Rights Council resolution{end}31/18")) == []


def test_a_stop_after_a_short_word_ends_no_paragraph() -> None:
    treaty = "United Nations, Treaty Series, vol.\n1577, No.\n27531."
    assert [citation.target for citation in cite(treaty)] == ["UNTS/1577/27531"]


def test_footnotes_see_those_before_them() -> None:
    text = "1 United Nations, Treaty Series, vol. 1577, No. 27531.\n2 Ibid., vol. 1249, No. 20378.\n3 Ibid.\n"
    assert [citation.target for citation in cite(text)] == ["UNTS/1577/27531", "UNTS/1249/20378", "UNTS/1249/20378"]
    assert [citation.target for citation in cite("See A/74/399, para. 3.\nIbid., para. 5.")] == ["A/74/399", "A/74/399"]
    assert [citation.target for citation in cite("See A/74/399, para. 3.\nUnrelated.\nIbid., para. 5.")] == ["A/74/399"]


def test_nothing_cites_nothing() -> None:
    assert cite("") == cite(" \n\n ") == cite("On 9/11, half (1/2) of the 2017/18 budget.", by="A/RES/74/166") == ()


PRINTED = st.text(st.sampled_from("aé1/. \n\t\r;\u00a0\u00ad\u200b\u2011\x1c\x85e\u0301“”()"), max_size=60)


@settings(deadline=None)  # the first example reads the lists
@given(before=PRINTED, after=PRINTED)
def test_whatever_stands_around_it_a_citation_is_where_it_says(before: str, after: str) -> None:
    text = f"{before}\n\nresolution S/RES/1325 (2000)\n\n{after}"
    for citation in cite(text):
        assert text[citation.start : citation.end] == citation.text
    assert "S/RES/1325 (2000)" in [citation.text for citation in cite(text)]


@settings(deadline=None)  # the first example reads the lists
@given(st.text(max_size=80))
def test_any_text_at_all_is_answered_in_order_and_apart(text: str) -> None:
    end = 0
    for citation in cite(f"{text} resolution 1325 (2000)\n{text}"):
        assert end <= citation.start < citation.end
        end = citation.end


@settings(deadline=None)  # the first example reads the lists
@given(st.text(st.characters(max_codepoint=0x36F), max_size=60))
def test_words_are_those_that_an_archive_would_have(text: str) -> None:
    """A citation in the middle of anything is found if and only if it is found in the normalised words."""
    asked = f"{text} 1325 (2000) {text}"
    words = normalise_words(asked.replace("\n", " "))
    assert [c.target for c in cite(asked.replace("\n", " "))] == [c.target for c in cite(words)]
    assert unicodedata.is_normalized("NFC", words)


# --- speed ---


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_repeated_without_end_does_not_hang(phrase: str) -> None:
    """100 KB and 200 KB in one paragraph: with quadratic work the second would take minutes, four times as long as the first."""
    cite(repeated(phrase, 1_000))  # patterns are compiled, lists read
    seconds = []
    for size in (100_000, 200_000):
        start = time.process_time()
        cite(repeated(phrase, size), by="A/RES/74/166")
        seconds.append(time.process_time() - start)
    assert seconds[1] < 3 * seconds[0] + 1, seconds
