"""Pages in other languages than English: what stands around the document speaks its language, and in its direction."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from builder.pages.words import words_of
from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

DOCUMENTS = {"ar": "A/RES/74/393", "fr": "A/RES/74/391", "ru": "A/RES/74/393", "zh": "A/RES/74/393"}
DIRECTIONS = {"ar": "rtl", "fr": "ltr", "zh": "ltr"}
# Letters of English words; what is Latin in other languages for another reason has none of these words in a row.
ENGLISH = re.compile(r"\b(?:[A-Z]?[a-z]{3,}) (?:[a-z]{2,}) (?:[a-z]{3,})\b")


def document(language: str) -> str:
    """The path of the document's page."""
    return f"{language}/{DOCUMENTS[language]}/"


def speech(page: Page) -> str:
    """All that the page says around the document, and what its links and regions are called; without citations, which are English."""
    return page.evaluate(
        """() => {
            const main = document.querySelector("article").cloneNode(true);
            for (const other of main.querySelectorAll("[lang=en], .cite dl")) other.remove();
            const called = [...main.querySelectorAll("[aria-label]")].map(each => each.getAttribute("aria-label"));
            return [main.textContent, ...called, document.querySelector("footer").textContent].join(" ");
        }"""
    )


@pytest.mark.parametrize("language", DIRECTIONS)
def test_a_page_speaks_the_language_of_its_document(page: Page, address: str, language: str) -> None:
    page.goto(address + document(language))
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == [language, DIRECTIONS[language]]
    say = words_of(language)
    masthead = page.locator(".masthead")
    expect(masthead.locator("dt", has_text=say("masthead.adopted")).first).to_be_visible()
    expect(masthead).to_contain_text(say.day("2019-12-18"))
    expect(page.locator("#cite > summary")).to_have_text(say("document.cite"))
    expect(page.locator("#op2 > .permalink")).to_have_attribute("aria-label", re.compile(re.escape(say("place_full.op", n=2))))
    if language != "fr":  # French words are written with the letters of English
        assert not ENGLISH.search(speech(page))
    assert "operative paragraph" not in speech(page)


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", ["{}/{}/", "{}/", "{}/A/RES/74/"], ids=["document", "index", "list"])
def test_pages_in_other_languages_fit_a_phone_and_are_accessible(page: Page, address: str, language: str, path: str) -> None:
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto(address + path.format(language, DOCUMENTS[language]))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_numbers_stand_as_the_document_prints_them(page: Page, address: str) -> None:
    page.goto(address + document("ar"))
    assert [page.locator(f"#{anchor} > strong").inner_text() for anchor in ("op1", "op1-a", "op2")] == ["1 -", "(أ)", "2 -"]
    page.goto(address + document("fr"))
    assert [page.locator(f"#{anchor} > strong").inner_text() for anchor in ("op1", "op1-a", "op1-a-i")] == ["1.", "a)", "i)"]


def test_symbols_keep_their_direction_in_arabic(page: Page, address: str) -> None:
    page.goto(address + document("ar"))
    isolated = page.locator(":is(.resolution p.pp, .resolution .note) bdi").all_inner_texts()
    assert isolated == ["73/180", "A/HRC/40/20", "Treaty Series", "vol. 1577, No. 27531"]
    assert page.locator(".masthead bdi").all_inner_texts()[:3] == ["74/391", "A/RES/74/393", "A/74/399"]
    assert page.locator("#pp1 bdi", has_text="A/HRC").evaluate(
        """bdi => {
            const at = place => {
                const range = document.createRange();
                range.setStart(bdi.firstChild, place);
                range.setEnd(bdi.firstChild, place + 1);
                return range.getBoundingClientRect().left;
            };
            return at(0) < at(bdi.textContent.length - 1);
        }"""
    )


def test_the_same_index_is_one_step_away_in_each_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}fr/A/RES/74/")
    links = page.locator("article a[hreflang]")
    assert [link.get_attribute("hreflang") for link in links.all()] == ["en", "ar", "ru", "zh"]
    page.locator("article a[hreflang=ar]").click()
    expect(page.locator("h1")).to_contain_text(words_of("ar")("organ.general_assembly"))
    assert page.evaluate("document.body.dir") == "rtl"


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("zh", "灯塔"),  # within a sentence that has no spaces
        ("ru", "маяк"),  # 'маяков' stands in the text
        ("ar", "منارات"),  # 'المنارات' stands in the text
        ("fr", "phare"),  # 'phares' stands in the text
    ],
)
def test_the_search_knows_the_words_of_the_language_in_their_forms(page: Page, address: str, language: str, asked: str) -> None:
    page.goto(address + document(language))
    page.locator(".archive-search-open").click()
    page.keyboard.type(asked)
    hit = page.locator(".archive-dialog .archive-results a.archive-hit").first
    expect(hit).to_contain_text(DOCUMENTS[language])
    assert f"/{document(language)}" in str(hit.get_attribute("href"))
    expect(page.locator(".archive-dialog mark").first).to_be_visible()


def test_the_search_turns_to_another_language_with_the_question(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=A/RES/74/391")
    page.locator(".archive-narrowing > summary").click()
    page.locator("select[name=language]").select_option("ar")
    page.wait_for_url("**/ar/search/?*")
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["ar", "rtl"]
    expect(page.locator(".archive-named a").first).to_have_attribute("href", re.compile("/ar/A/RES/74/391/"))


def test_what_scripts_say_is_in_the_language_of_the_page(page: Page, address: str) -> None:
    page.goto(address + document("fr"))
    page.locator("#op2").hover()
    page.locator("#op2 > .permalink").click()
    menu = page.get_by_role("menu", name="Lien et citation")
    expect(menu.get_by_role("menuitem", name="Copier le lien")).to_be_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    menu.get_by_role("menuitem", name="OSCOLA").click()
    expect(page.get_by_role("status").filter(has_text="Citation OSCOLA copiée")).to_be_visible()
    assert "para 2" in page.evaluate("navigator.clipboard.readText()")  # citations are English in every language
