"""The gloss of a text in another language: places in print, places inside documents, and that it is made fast of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking.gloss import gloss, glossed_languages
from builder.linking.graph import Holdings, link_document
from builder.model import BlockKind, Kind, Organ, Paragraph, Resolution, Source
from builder.text import Mark, MarkKind, Text

LANGUAGES = sorted(glossed_languages())


def resolution(symbol: str, language: str, *words: str) -> Resolution:
    """A resolution of the Security Council with these operative paragraphs."""
    body = tuple(Paragraph(BlockKind.OPERATIVE, Text(line), f"{number}.") for number, line in enumerate(words, start=1))
    return Resolution(symbol, language, Kind.RESOLUTION, Organ.SECURITY_COUNCIL, Source("a.xml", "akn", ""), body=body)


@pytest.mark.parametrize(
    ("language", "words", "place"),
    [
        ("fr", "conformément au paragraphe 2 de sa résolution 2371 (2017) ;", "paragraphe 2"),
        ("es", "de conformidad con el párrafo 2 de la resolución 2371 (2017);", "párrafo 2"),
        ("ru", "в соответствии с пунктом 2 своей резолюции 2371 (2017);", "пунктом 2"),
        ("de", "gemäß Ziffer 2 der Resolution 2371 (2017);", "Ziffer 2"),
        ("zh", "依照第2371(2017)号决议第2段的规定，", "第2段"),
        ("ar", "عملا بالفقرة 2 من القرار 2371 (2017)؛", "الفقرة 2"),
    ],
)
def test_a_paragraph_of_a_resolution_in_each_language(language: str, words: str, place: str) -> None:
    held = anchored(resolution("S/RES/2371 (2017)", language, "a", "b", "c"))
    english = anchored(resolution("S/RES/2371 (2017)", "en", "a", "b", "c"))
    citing = anchored(resolution("S/RES/2397 (2017)", language, words))
    (found,) = link_document(citing, Holdings(Archive((held, english, citing)))).values()
    assert {citation.target for citation in found} == {"S/RES/2371 (2017)"}
    assert {citation.target_anchor for citation in found} == {"op2"}
    assert {citation.document_language for citation in found} == {language}, "in the language of the text where it is held"
    # In Chinese the comma before is none of the place; in Arabic "by" is written to the noun.
    assert any(citation.text.strip("，, ").endswith(place) for citation in found), found
    (found,) = link_document(citing, Holdings(Archive((english, citing)))).values()
    assert {citation.document_language for citation in found} == {"en"}, "else in English"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "les mesures énoncées au paragraphe 2 de la présente résolution"),
        ("es", "las medidas del párrafo 2 de la presente resolución"),
        ("ru", "меры, указанные в пункте 2 настоящей резолюции"),
        ("de", "die in Ziffer 2 dieser Resolution genannten Maßnahmen"),
        ("zh", "本决议第2段所述措施"),
        ("ar", "التدابير المنصوص عليها في الفقرة 2 من هذا القرار"),
    ],
)
def test_a_place_in_the_document_itself_in_each_language(language: str, words: str) -> None:
    document = anchored(resolution("S/RES/2397 (2017)", language, words, "b"))
    (found,) = link_document(document, Holdings(Archive((document,)))).values()
    assert [(citation.target, citation.target_anchor) for citation in found] == [("S/RES/2397 (2017)", "op2")]


def test_english_is_read_as_it_is_printed() -> None:
    text = Text("Recalling its resolution 73/180,")
    assert gloss(text, "en").text is text


def test_a_link_of_the_source_stays_on_its_number() -> None:
    address = "https://undocs.org/zh/A/RES/73/180"
    text = Text("2018年12月17日第73/180号决议", (Mark(MarkKind.LINK, 12, 18, address),))
    found = gloss(text, "zh").text
    (mark,) = found.marks
    assert (found.words[mark.start : mark.end], mark.value) == ("73/180", address)


PIECES = [
    "résolution ",
    "резолюции ",
    "号决议",
    "第",
    "قرارها ",
    "و",
    "73/5",
    " A",
    " et ",
    "1514 (XV)",
    "3 a)",
    "的",
    "2017年1月2日",
    "«",
    "paragraphe ",
    "(",
]


@given(st.sampled_from(LANGUAGES), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=16))
def test_every_place_of_a_gloss_is_one_of_the_printed_words(language: str, pieces: list[str]) -> None:
    words = "".join(pieces)
    found = gloss(Text(words), language)
    for place in range(len(found.text.words)):
        start, end = found.printed(place, place + 1)
        assert 0 <= start <= end <= len(words)


SLOW = [
    "第73/5号、",
    "的",
    "关于",
    "«",
    "„",
    "”",
    "3 a) ",
    "resolution 1, ",
    "résolution a ",
    "резолюция ",
    "A",
    "1",
    "1/1 A, ",
    "1/1, ",
    "paragraph 1, ",
    "《a",
    "(د-",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gloss_is_made_fast_of_any_words(language: str) -> None:
    for phrase in SLOW:
        words = phrase * (20_000 // len(phrase))
        start = time.process_time()
        gloss(Text(words), language)
        taken = time.process_time() - start
        assert taken < 5, f"{phrase!r}: {taken:.1f} seconds"
