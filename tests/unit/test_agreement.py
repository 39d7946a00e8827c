"""In which places the languages of a document differ: what the keeper is told, and what the pages show and link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.agreement import disagreements, find_differences
from builder.anchors import anchored
from builder.archive import Archive, document_file
from builder.linking import link_archive
from builder.model import BlockKind, Footnote, Kind, Organ, Paragraph, Resolution, Source
from builder.packed import FileState, pack_document, put_document, remove_document
from builder.pages import Addresses
from builder.pages.resolution import render_document
from builder.plugin.places import add_places
from builder.text import Text

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).resolve().parents[1] / "cases" / "languages.yaml").read_text(encoding="utf-8"))


def in_language(language: str, *words: str, notes: int = 0, symbol: str = "A/RES/74/1") -> Resolution:
    """A resolution of so many paragraphs and notes."""
    body = tuple(Paragraph(BlockKind.OPERATIVE, Text(each), f"{number}.") for number, each in enumerate(words, start=1))
    footnotes = tuple(Footnote(str(number), Text("See there.")) for number in range(1, notes + 1))
    source = Source("made.xml", "akn", "0" * 64)
    return Resolution(
        symbol, language, Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, source, f"In {language}", session="74", body=body, footnotes=footnotes
    )


ENGLISH = in_language("en", "Decides;", "Requests.", notes=2)
FRENCH = in_language("fr", "Décide ;", "Prie.", notes=1)
ARABIC = in_language("ar", "تقرر؛", "تطلب.", notes=2)


def archive_of(*resolutions: Resolution) -> Archive:
    return Archive(map(anchored, resolutions))


def put(archive: Archive, resolution: Resolution) -> None:
    with archive.store.transaction():
        file = FileState(document_file(resolution.symbol, resolution.language))
        put_document(archive.store, file, pack_document(anchored(resolution)))


def told(archive: Archive) -> list[str]:
    return [f"{finding.document}: {finding.found}" for finding in disagreements(archive.store)]


def page_of(archive: Archive, language: str) -> str:
    return looked_at(archive, language)[0]


def looked_at(archive: Archive, language: str) -> tuple[str, set[str]]:
    """The page, and the keys that it depends on."""
    addresses = Addresses(archive, link_archive(archive))
    with archive.store.watched() as keys:
        document = archive.document("A/RES/74/1", language)
        assert document is not None
        return next(render_document(document, addresses)).markdown, keys


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_differences_are_named(case: dict[str, Any]) -> None:
    texts = {language: anchors.split() for language, anchors in case["texts"].items()}
    assert [str(difference) for difference in find_differences(texts)] == case["differ"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_of_the_languages_decides_nothing(case: dict[str, Any]) -> None:
    texts = {language: anchors.split() for language, anchors in reversed(case["texts"].items())}
    assert [str(difference) for difference in find_differences(texts)] == case["differ"]


# --- what the keeper is told ---


def test_the_keeper_is_told_of_each_document_that_differs() -> None:
    archive = archive_of(ENGLISH, FRENCH, ARABIC, in_language("en", "Decides.", symbol="A/RES/74/2"))
    assert told(archive) == ["A/RES/74/1: not in fr: fn2"]
    assert told(archive) == ["A/RES/74/1: not in fr: fn2"], "and again by the next build"


def test_only_what_changed_is_compared_again_and_comes_to_the_same() -> None:
    archive = archive_of(ENGLISH, FRENCH, ARABIC, in_language("en", "Decides.", symbol="A/RES/74/2"))
    told(archive)
    put(archive, in_language("fr", "Décide ;", "Prie.", notes=2))
    put(archive, in_language("zh", "决定。", "又决定。", symbol="A/RES/74/2"))
    assert told(archive) == ["A/RES/74/2: not in en: op2"]
    with archive.store.transaction():
        remove_document(archive.store, document_file("A/RES/74/2", "zh"))
    assert told(archive) == []


# --- what pages show ---


def test_a_page_names_the_places_in_which_the_languages_differ_and_links_them() -> None:
    archive = archive_of(ENGLISH, FRENCH, ARABIC)
    shown = re.search(r'<details class="differences">.*', page_of(archive, "en"))
    assert shown
    assert "The languages differ in 1 place" in shown[0]
    assert '<li>Not in <bdi lang="fr">Français</bdi>: <a href="#fn2">note 2</a></li>' in shown[0]
    french = re.search(r'<details class="differences">.*', page_of(archive, "fr"))
    assert french
    assert "Les langues diffèrent en 1 endroit" in french[0]
    assert 'href="../../../../../en/A/RES/74/1/#fn2" hreflang="en"' in french[0], "the place is there in another language only"


def test_a_page_whose_languages_agree_says_nothing_of_that() -> None:
    assert 'class="differences"' not in page_of(archive_of(ENGLISH, ARABIC), "en")


def test_the_head_leads_to_the_other_languages_and_to_a_reading_side_by_side() -> None:
    page = page_of(archive_of(ENGLISH, FRENCH, ARABIC), "en")
    assert '[Français](<../../../../fr/A/RES/74/1.md>){: .version lang="fr" hreflang="fr" dir="ltr" }' in page
    assert '[العربية](<../../../../ar/A/RES/74/1.md>){: .version lang="ar" hreflang="ar" dir="rtl" }' in page
    assert "[Français](?with=fr)" in page
    assert "?with=en" not in page


def test_a_document_in_one_language_has_no_links_to_others() -> None:
    page = page_of(archive_of(ENGLISH, in_language("fr", "Décide.", symbol="A/RES/74/2")), "en")
    assert "hreflang" not in page
    assert "?with=" not in page


def places(html: str) -> Iterable[tuple[str, str]]:
    """Language and address of each link to another language."""
    return re.findall(r'<a href="([^"]+)" hreflang="(\w+)" lang="\2">', html)


PERMALINK = '<a aria-label="Link" class="permalink" data-place="{0}" href="#{0}">¶</a>'
META = {
    "language": "en",
    "versions": {"en": "en/A/RES/74/1/", "ar": "ar/A/RES/74/1/", "fr": "fr/A/RES/74/1/"},
    "lacking": {"fr": "fn2 fn3"},
}


def test_a_paragraph_leads_to_the_same_place_where_a_language_has_it() -> None:
    html = "".join(f"<p>Words {PERMALINK.format(anchor)}</p>" for anchor in ("op2-a", "fn2"))
    made = add_places(html, META, "en/A/RES/74/1.md")
    assert places(made) == [
        ("../../../../../ar/A/RES/74/1/#op2-a", "ar"),
        ("../../../../../fr/A/RES/74/1/#op2-a", "fr"),
        ("../../../../../ar/A/RES/74/1/#fn2", "ar"),
    ]
    assert re.sub(r' <span class="places".*?</span>', "", made) == html


def test_a_paragraph_that_no_other_language_has_leads_nowhere() -> None:
    meta = {**META, "versions": {"en": "en/A/RES/74/1/", "fr": "fr/A/RES/74/1/"}}
    html = f"<p>Words {PERMALINK.format('fn2')}</p>"
    assert add_places(html, meta, "en/A/RES/74/1.md") == html


def test_words_that_look_like_a_paragraphs_link_get_none() -> None:
    html = "<p>A sign &quot;&gt;¶&lt;/a&gt; in words</p>"
    assert add_places(html, META, "en/A/RES/74/1.md") == html


def test_a_page_depends_on_the_anchors_of_its_other_languages_and_not_on_their_words() -> None:
    archive = archive_of(ENGLISH, FRENCH)
    before, keys = looked_at(archive, "en")
    archive.store.write("DELETE FROM touched")
    put(archive, in_language("fr", "Décide.", "Prie.", notes=1))
    assert not keys & touched(archive)
    put(archive, in_language("fr", "Décide.", "Prie.", notes=2))
    assert keys & touched(archive)
    assert page_of(archive, "en") != before


def touched(archive: Archive) -> set[str]:
    return {key for (key,) in archive.store.rows("SELECT key FROM touched")}
