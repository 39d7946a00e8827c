"""A document in its languages: the same place in each, with and without scripts, and two of them side by side."""

from __future__ import annotations

import io
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

NO_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}
ENGLISH = "en/A/RES/74/391/"


def beside(page: Page, address: str, language: str, place: str = "", path: str = ENGLISH) -> None:
    """Open the document with another language beside its text."""
    page.goto(f"{address}{path}?with={language}{place}")
    expect(page.locator(".resolution.parallel")).to_be_visible()


def cells(page: Page, anchor: str) -> list[str]:
    """The words of both texts in the row of a place of the page's own text."""
    row = page.locator(".pair", has=page.locator(f"[id='{anchor}']"))
    texts = row.evaluate(
        """row => [...row.querySelectorAll(".pair__text")].map(cell => {
          const copy = cell.cloneNode(true);
          for (const aside of copy.querySelectorAll(".permalink, .places, .pair__language, [class^=footnote]")) aside.remove();
          return copy.textContent.trim().replace(/\\s+/g, " ");
        })"""
    )
    return list(texts)


# --- the same place ---


@pytest.mark.parametrize("context", [NO_SCRIPT], indirect=True, ids=["no script"])
@pytest.mark.parametrize("anchor", ["pp1", "op1-a-ii", "annex1", "annex1-table1", "fn1"])
def test_without_scripts_a_place_leads_to_the_same_in_another_language(page: Page, address: str, anchor: str) -> None:
    page.goto(f"{address}{ENGLISH}#{anchor}")
    links = page.locator(f".permalink[href='#{anchor}'] ~ .places a")
    link = links.and_(page.locator("[hreflang=fr]"))
    expect(link).to_be_visible()
    link.click()
    assert page.url == f"{address}fr/A/RES/74/391/#{anchor}"
    expect(page.locator(f"#{anchor}")).to_have_count(1)


@pytest.mark.parametrize("context", [NO_SCRIPT], indirect=True, ids=["no script"])
def test_without_scripts_nothing_leads_to_a_reading_that_needs_them(page: Page, address: str) -> None:
    page.goto(f"{address}{ENGLISH}?with=fr")
    expect(page.locator(".masthead a.beside").first).to_be_hidden()
    expect(page.locator(".masthead a.version[hreflang=fr]")).to_be_visible()
    expect(page.locator("#op1")).to_be_visible()


def test_the_links_of_a_paragraph_are_there_when_it_is_pointed_at_or_reached_and_else_in_nobodys_way(page: Page, address: str) -> None:
    page.goto(f"{address}{ENGLISH}")
    places = page.locator("#op3 > .places")
    page.locator("#op7").hover()
    expect(places).to_be_hidden()
    page.locator("#op3").hover()
    expect(places).to_be_visible()
    places.get_by_role("link", name="Français").hover()
    expect(places).to_be_visible()
    page.locator("#op7").hover()
    expect(places).to_be_hidden()
    page.locator("#op3 > .permalink").focus()
    page.keyboard.press("Tab")
    expect(places.get_by_role("link", name="Français")).to_be_focused()
    assert page.locator("#op3 > .places a").get_attribute("lang") == "fr", "the Arabic text has no such paragraph"


def test_the_menu_of_a_paragraph_leads_to_other_languages(page: Page, address: str) -> None:
    page.goto(f"{address}{ENGLISH}")
    page.locator("#op1-a").hover()
    page.locator("#op1-a > .permalink").click()
    same = page.get_by_role("group", name="The same in").get_by_role("menuitem")
    assert same.all_text_contents() == ["العربية", "Français"]
    page.get_by_role("group", name="Side by side with").get_by_role("menuitem", name="Français").click()
    expect(page.locator(".resolution.parallel")).to_be_visible()
    assert page.url == f"{address}{ENGLISH}?with=fr#op1-a"


def test_the_head_of_the_page_keeps_the_place_or_the_nearest_that_the_language_has(page: Page, address: str) -> None:
    page.goto(f"{address}{ENGLISH}#op1-a-ii")
    arabic = page.locator(".masthead a.version[hreflang=ar]")
    arabic.hover()
    assert arabic.get_attribute("dir") == "rtl"
    arabic.click()
    assert page.url == f"{address}ar/A/RES/74/391/#op1-a"


# --- side by side ---


def test_two_languages_stand_side_by_side_aligned_by_anchor(page: Page, address: str) -> None:
    beside(page, address, "fr", "#op1-b")
    assert cells(page, "op1-b") == ["(b) The want of keepers;", "b) Le manque de gardiens ;"]
    assert cells(page, "annex1-h1") == ["Statute of the lamps", "Statut des lampes"]
    assert cells(page, "fn2") == ["2 Resolution 2200 A (XXI), annex.", "2 Résolution 2200 A (XXI), annexe."]
    assert page.locator("section.annex .pair", has=page.locator("#annex1-table1")).locator("table").count() == 2
    own, other = (box.bounding_box() for box in page.locator(".pair", has=page.locator("#op1-b")).locator(".pair__text").all())
    assert own
    assert other
    assert own["y"] == other["y"]
    assert own["x"] + own["width"] <= other["x"]
    expect(page.locator("#op1-b")).to_be_in_viewport()
    expect(page.locator("#op1-b")).to_be_focused()


def test_each_text_keeps_its_language_and_its_direction(page: Page, address: str) -> None:
    beside(page, address, "ar")
    row = page.locator(".pair", has=page.locator("#op1-a")).locator(".pair__text")
    found = [(cell.get_attribute("lang"), cell.get_attribute("dir")) for cell in row.all()]
    assert found == [("en", "ltr"), ("ar", "rtl")]
    assert row.last.locator("p").evaluate("text => getComputedStyle(text).direction") == "rtl"
    beside(page, address, "en", path="ar/A/RES/74/391/")
    left, right = (box.bounding_box() for box in page.locator(".pair__text[lang=en], .pair__text[lang=ar]").all()[:2][::-1])
    assert left
    assert right
    assert left["x"] < right["x"], "the page's own text comes first, which is on the right in Arabic"


def test_what_one_of_the_texts_lacks_is_named(page: Page, address: str) -> None:
    beside(page, address, "fr")
    named = page.locator(".beside-differences")
    expect(named).to_contain_text("3 places")
    assert named.locator("li").all_inner_texts() == ["Only in English: OP12, annex 2", "Only in Français: note 4"]
    assert cells(page, "op12")[1] == "Not in Français"
    row = page.locator(".pair#fn4")
    assert row.locator(".pair__text--none").inner_text().endswith("Not in English")
    named.get_by_role("link", name="note 4").click()
    expect(row).to_be_in_viewport()


def test_a_place_that_the_other_text_alone_has_can_be_linked(page: Page, address: str) -> None:
    beside(page, address, "fr", "#fn4")
    expect(page.locator(".pair#fn4")).to_be_in_viewport()


def test_links_of_the_second_text_lead_where_they_lead_on_its_own_page(page: Page, address: str) -> None:
    beside(page, address, "fr")
    second = page.locator(".pair__other")
    call = second.locator("a.footnote-ref", has_text="4")
    assert call.evaluate("link => link.href") == f"{address}fr/A/RES/74/391/#fn4"
    assert second.get_by_role("link", name="2504 (2020)").evaluate("link => decodeURI(link.href)") == f"{address}en/S/RES/2504(2020)/"
    call.hover()
    expect(page.locator(".card")).to_contain_text("Note du texte français.")
    assert page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at)") == []


@pytest.mark.parametrize("language", ["xx", "en", "../../S/RES/1325(2000)"])
def test_a_language_that_is_not_there_leaves_the_text_as_it_is(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{ENGLISH}?with={language}")
    expect(page.locator(".said")).to_contain_text("does not hold")
    assert page.locator(".pair").count() == 0


def test_the_words_around_two_texts_are_those_of_the_page(page: Page, address: str) -> None:
    beside(page, address, "en", path="fr/A/RES/74/391/")
    expect(page.get_by_role("navigation", name="En regard avec")).to_contain_text("Ce texte seul")
    expect(page.locator(".beside-differences")).to_contain_text("Seulement (English) : par. 12, annexe 2")
    assert cells(page, "fn4")[1] == "Absent (English)"


def test_one_text_is_a_step_away_and_so_are_the_other_languages(page: Page, address: str) -> None:
    beside(page, address, "fr")
    choices = page.get_by_role("navigation", name="Side by side with")
    expect(choices.get_by_role("link", name="Français")).to_have_attribute("aria-current", "true")
    choices.get_by_role("link", name="العربية").click()
    expect(page.locator(".pair__other[lang=ar]").first).to_be_visible()
    page.get_by_role("link", name="This text alone").click()
    assert page.url == f"{address}{ENGLISH}"


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_the_texts_of_a_row_stand_one_under_the_other(page: Page, address: str) -> None:
    beside(page, address, "ar")
    own, other = (box.bounding_box() for box in page.locator(".pair", has=page.locator("#op1-a")).locator(".pair__text").all())
    assert own
    assert other
    assert own["y"] + own["height"] <= other["y"]
    expect(page.locator(".pair__language").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("ar", "dark")])
def test_a_reading_side_by_side_fails_no_accessibility_rule(page: Page, address: str, language: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    beside(page, address, language)
    assert violations(page) == []


def test_a_paragraph_whose_languages_show_fails_no_accessibility_rule(page: Page, address: str) -> None:
    page.goto(f"{address}{ENGLISH}#op1")
    expect(page.locator("#op1 > .places")).to_be_visible()
    assert violations(page) == []


def test_paper_has_both_texts_and_no_links_to_languages(page: Page, address: str) -> None:
    beside(page, address, "fr")
    text = " ".join((sheet.extract_text() or "") for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    for there in ("The want of keepers", "Le manque de gardiens", "Not in Français"):
        assert there in text
    assert "This text alone" not in text
    page.goto(f"{address}{ENGLISH}#op1")
    text = " ".join((sheet.extract_text() or "") for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    assert "Side by side" not in text
