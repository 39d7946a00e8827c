"""What a person gets who prints a document."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser

LONG = "en/A/RES/74/166/"


def sheets(page: Page) -> list[str]:
    """The words on each printed sheet, in single spaces."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [" ".join((sheet.extract_text() or "").split()) for sheet in reader.pages]


def test_every_sheet_bears_the_symbol_the_address_and_its_number(page: Page, address: str) -> None:
    page.goto(address + LONG)
    printed = sheets(page)
    assert len(printed) > 3
    for number, words in enumerate(printed, start=1):
        assert "A/RES/74/166" in words[:400]
        assert f"{address}{LONG}" in words
        assert f"{number} / {len(printed)}" in words


def test_paper_has_the_whole_text_with_its_numbers_and_the_notes_at_the_end(page: Page, address: str) -> None:
    page.goto(address + LONG)
    for unit in ("pp1", "op1", "op2", "fn1"):
        assert page.locator(f"#{unit}").count() == 1
    text = " ".join(sheets(page))
    assert text.index("The General Assembly,") < text.index("1. ") < text.index("2. ") < text.rindex("Notes")
    last = page.locator(".note").last.evaluate("note => note.querySelector('strong').textContent")
    assert last in text[text.rindex("Notes") :]


def test_paper_has_no_chrome_no_contents_and_nothing_of_what_cites_the_document(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    text = " ".join(sheets(page))
    for gone in ("¶", "Cited", "Cites", "All documents", "Preamble", "Search", "↩", "↗", "74th session"):
        assert gone not in text, gone


def test_what_is_folded_is_not_printed_and_what_the_reader_unfolded_is(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    assert "How States voted" not in " ".join(sheets(page))
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("details.votes summary").click()
    text = " ".join(sheets(page))
    assert "Malta, Tuvalu" in text
    assert "More about this document" not in text


def test_a_link_whose_words_are_not_its_symbol_gets_it_in_brackets(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/166/")
    text = " ".join(sheets(page))
    assert "International Covenant on Civil and Political Rights [A/RES/2200 A (XXI)]" in text
    assert "paragraph 11 [" not in text, "its document is named behind it"
    assert "73/180 [" not in text


def test_a_table_is_printed_whole(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"{address}en/A/RES/74/391/")
    text = " ".join(sheets(page)).replace("- ", "-")
    for cell in ("Lamp", "106 054 900", "Longyearbyen-Barentsburg"):
        assert cell in text


def test_paper_is_black_on_white_also_for_a_reader_at_night(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(address + LONG)
    colour = "element => getComputedStyle(element).color"
    assert page.locator("#op2").evaluate(colour) == "rgb(0, 0, 0)"
    assert page.locator(".resolution p a:not([class])").first.evaluate(colour) == "rgb(0, 0, 0)"
    assert page.locator("body").evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(255, 255, 255)"
