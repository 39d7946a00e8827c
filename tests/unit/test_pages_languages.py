"""Pages in other languages than English: what the builder writes on them is in their language, and nothing stays behind."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import lxml.html
import markdown
import pytest

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking.graph import link_archive
from builder.model import (
    AdoptionMethod,
    AgendaItem,
    Annex,
    BlockKind,
    Footnote,
    Kind,
    Organ,
    Paragraph,
    Part,
    Resolution,
    Source,
    Subject,
    Vote,
)
from builder.pages import render_pages
from builder.pages.markdown import escape, escape_html, in_language
from builder.pages.names import place_name, spoken_name
from builder.pages.words import words_of
from builder.search.pairs import in_pairs
from builder.symbols import sort_key
from builder.text import parse_text

# Words that are English in every language: what the record of a document has, what documents are called in it, names of files, citations.
RECORDED = {"Lighthouses", "Malta", "Tuvalu", "Nauru"}
LATIN = re.compile(r"(?<![/.\w])[A-Za-z]{4,}(?![/\w])")


def document(language: str, number: int, **fields: object) -> Resolution:
    """A document all of whose own words are in Greek, so that Latin ones on its pages are the builder's."""
    plain = Resolution(
        f"A/RES/{70 + number // 6}/{number}",
        language,
        Kind.RESOLUTION,
        Organ.GENERAL_ASSEMBLY,
        Source("1.xml", "akn", "0" * 64),
        title="φάροι",
        session=str(70 + number // 6),
        adopted=f"20{10 + number // 6}-12-18",
        adoption=AdoptionMethod.WITHOUT_VOTE,
        body=(
            Paragraph(BlockKind.PREAMBULAR, parse_text("φάροι A/RES/70/1 και A/60/1, S/RES/1325 (2000), 217 A (III)[^1]")),
            Paragraph(BlockKind.OPERATIVE, parse_text("λύχνοι της A/RES/70/1"), "1."),
            Paragraph(BlockKind.OPERATIVE, parse_text("λύχνοι"), "2."),
            Paragraph(BlockKind.OPERATIVE, parse_text("τέλος"), "3."),
        ),
        footnotes=(Footnote("1", parse_text("A/RES/70/2")),),
    )
    return replace(plain, **fields)


def archive_in(language: str) -> Archive:
    documents = [
        *(document(language, number) for number in range(1, 16)),
        document(
            language,
            62,
            adoption=AdoptionMethod.RECORDED_VOTE,
            meeting="1",
            meeting_record="A/74/PV.50",
            vote=Vote(2, 1, 0, ("Malta", "Tuvalu"), ("Nauru",)),
            agenda_items=(AgendaItem("1", "φάροι"), AgendaItem("2", "λύχνοι")),
            sponsors=("Malta", "Tuvalu"),
            additional_sponsors=("Nauru",),
            subjects=(Subject("Lighthouses"),),
            sustainable_development_goals=(2, 3),
            issued="2020-01-27",
            job_number="19-22298",
            annexes=(Annex((Paragraph(BlockKind.TEXT, parse_text("λύχνοι"), "1."),)),),
        ),
        document(language, 63, title=None, parts=(Part("A", (), parse_text("φάροι"), meeting="2", adopted="2019-12-27"),), body=()),
        document(language, 64, kind=Kind.DECISION, symbol="A/DEC/74/501", title=None),
        replace(
            document(language, 65), symbol="S/PRST/2020/11", kind=Kind.PRESIDENTIAL_STATEMENT, organ=Organ.SECURITY_COUNCIL, title=None
        ),
        replace(
            document(language, 66),
            symbol="S/2020/5",
            kind=Kind.DRAFT_RESOLUTION,
            organ=Organ.SECURITY_COUNCIL,
            adoption=AdoptionMethod.NOT_ADOPTED,
            title=None,
        ),
    ]
    return Archive(tuple(anchored(one) for one in sorted(documents, key=lambda one: sort_key(one.symbol))))


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["attr_list", "def_list", "md_in_html", "toc"])


def said(source: str) -> str:
    """All words of a page, and of its names for those who listen, but for citations and what is marked as English."""
    body = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    page = lxml.html.fragment_fromstring(_converter().reset().convert(body), create_parent="div")
    for other in page.xpath("//*[@lang='en'] | //dt[following-sibling::dd[1][starts-with(., '1.xml')]]"):
        other.drop_tree()
    named = [str(value) for value in page.xpath("//@aria-label")]
    return " ".join([page.text_content(), *named])


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_no_english_word_is_left_on_any_page(language: str) -> None:
    archive = archive_in(language)
    left: dict[str, list[str]] = {}
    for page in render_pages(archive, link_archive(archive)):
        for word in LATIN.findall(said(page.markdown)):
            if word not in RECORDED:
                left.setdefault(word, []).append(page.src)
    assert left == {}


def test_titles_and_descriptions_of_pages_are_in_their_language() -> None:
    archive = archive_in("fr")
    pages = {page.src: page.markdown for page in render_pages(archive, link_archive(archive))}
    assert "title: Tous les documents" in pages["fr/index.md"]
    assert "title: Résolutions de l’Assemblée générale, 70e session" in pages["fr/A/RES/70/index.md"]
    assert "Déclaration de la présidence du Conseil de sécurité, S/PRST/2020/11" in pages["fr/S/PRST/2020/11.md"]
    assert "description: 'Résolution 70/1 de l’Assemblée générale, texte du 18 décembre 2010" in pages["fr/A/RES/70/1.md"]


@pytest.mark.parametrize(
    ("language", "short", "full"),
    [
        ("ar", "ف 2 (أ) (1)", "الفقرة 2 (أ) (1) من المنطوق"),
        ("de", "Ziff. 2 a) i)", "Ziffer 2 a) i)"),
        ("es", "párr. 2 a) i)", "párrafo 2 a) i) de la parte dispositiva"),
        ("fr", "par. 2 a) i)", "paragraphe 2 a) i) du dispositif"),
        ("ru", "п. 2 a) i)", "пункт 2 a) i) постановляющей части"),
        ("zh", "第2(a)(i)段", "执行部分第2(a)(i)段"),
    ],
)
def test_places_are_named_as_the_united_nations_names_them(language: str, short: str, full: str) -> None:
    say = words_of(language)
    assert (place_name("op2-a-i", say), spoken_name("op2-a-i", say)) == (short, full)


@pytest.mark.parametrize(
    ("words", "isolated"),
    [
        ("القرار A/RES/74/166 المؤرخ", ["A/RES/74/166"]),
        ("القرار 73/180 والقرار 60/251", ["73/180", "60/251"]),
        ("S/RES/1325 (2000)", ["S/RES/1325 (2000)"]),
        ("القرار A/RES/217 A (III)، ثم", ["A/RES/217 A (III)"]),
        ("القرار 1325 (2000)", []),
        ("الفترة 2016-2020، 18 كانون الأول/ديسمبر 2019", []),
        ("(Treaty Series, vol. 1577, No. 27531)", ["Treaty Series, vol. 1577, No. 27531"]),
    ],
)
def test_what_is_written_from_left_to_right_is_isolated_in_arabic(words: str, isolated: list[str]) -> None:
    for source in (escape(words, isolate=True), escape_html(words, isolate=True)):
        assert re.findall("<bdi>(.*?)</bdi>", source) == isolated
        assert re.sub("</?bdi>", "", source) == words
    assert "<bdi>" not in escape(words) + escape_html(words)


def test_a_line_of_digits_takes_no_time_to_isolate() -> None:
    for sign in ("1", "1/", "1.", "a ", "(a"):
        assert escape(sign * 50_000, isolate=True)


def test_words_of_another_language_say_so() -> None:
    assert in_language("Lighthouses", "en", "ar") == '<bdi lang="en">Lighthouses</bdi>'
    assert in_language("المنارات", "ar", "ar") == "المنارات"


def test_an_index_leads_to_the_same_in_each_language_that_has_it() -> None:
    documents = [document("en", 1), document("en", 2), document("ar", 1), replace(document("fr", 1), symbol="A/RES/71/1", session="71")]
    archive = Archive(tuple(anchored(one) for one in sorted(documents, key=lambda one: (one.language, sort_key(one.symbol)))))
    pages = {page.src: page.markdown for page in render_pages(archive, link_archive(archive))}
    assert '[العربية](<../../../../ar/A/RES/70/index.md>){: hreflang="ar" lang="ar" }' in pages["en/A/RES/70/index.md"]
    assert "Français" not in pages["en/A/RES/70/index.md"]
    assert "versions:\n  en: en/A/RES/70/\n  ar: ar/A/RES/70/" in pages["ar/A/RES/70/index.md"]
    assert "versions" not in pages["fr/A/RES/71/index.md"]
    assert all(name in pages["en/index.md"] for name in ("العربية", "Français"))


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("沿海灯塔", "沿海 海灯 灯塔 塔"),
        ("灯塔，第73/180号决议。", "灯塔 塔， 第 73/180 号决 决议 议。"),
        ("《章程》 (A/RES/1)", "《 章程 程》 (A/RES/1)"),
        ("Treaty Series", "Treaty Series"),
        ("", ""),
    ],
)
def test_chinese_is_indexed_in_pairs_of_signs(words: str, pairs: str) -> None:
    assert in_pairs(words) == pairs
