"""Footnotes beside their calls."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def test_a_note_appears_beside_its_call_when_that_is_pointed_at_and_goes_with_escape(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    card = page.get_by_role("dialog", name="Note 1")
    expect(card).to_be_hidden()
    page.locator("#fnref1").hover()
    expect(card).to_be_visible()
    words = page.locator("#fn1").inner_text().split("¶")[0].split("↩")[0].split(maxsplit=1)[1].strip()
    expect(card).to_contain_text(words)
    assert card.locator(".permalink, .footnote-backref, [id]").count() == 0
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_pointer_may_move_into_a_note_and_leave_it(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("#fnref1").hover()
    card = page.get_by_role("dialog", name="Note 1")
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(600)
    expect(card).to_be_visible()
    page.mouse.move(2, 500)
    expect(card).to_be_hidden()


def test_a_note_opens_for_the_keyboard_and_tab_leads_into_it_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("body").press("Tab")
    page.locator("#fnref1").focus()
    card = page.get_by_role("dialog", name="Note 1")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    assert card.evaluate("card => card.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator("#fnref1")).to_be_focused()


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_a_tap_shows_the_note_inside_the_window_and_a_second_one_goes_to_it(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    call = page.locator("#fnref1")
    call.tap()
    card = page.get_by_role("dialog", name="Note 1")
    expect(card).to_be_visible()
    assert not page.url.endswith("#fn1")
    box, at = card.bounding_box(), call.bounding_box()
    assert box
    assert at
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] >= at["y"] + at["height"] or box["y"] + box["height"] <= at["y"], "the card covers its call"
    call.tap()
    expect(page).to_have_url(re.compile("#fn1$"))


def test_calls_notes_and_ways_back_have_the_roles_of_digital_publishing(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    assert page.locator("#fnref1").get_attribute("role") == "doc-noteref"
    assert page.locator("section.notes").get_attribute("role") == "doc-endnotes"
    assert page.locator("#fn2 [role=doc-backlink]").count() == 2


def test_hostile_words_in_a_card_stay_words(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/392/")
    for call in page.locator(".resolution a.footnote-ref").all()[:3]:
        call.hover()
        expect(page.locator(".card")).to_be_visible()
        assert page.locator(".card script, .card img, .card [onerror]").count() == 0
        page.keyboard.press("Escape")
    assert page.evaluate("window.harmed") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_note_fails_no_accessibility_rule(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("#fnref1").hover()
    expect(page.get_by_role("dialog", name="Note 1")).to_be_visible()
    assert violations(page) == []


def test_notes_of_a_real_resolution_appear(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/A/RES/74/166/")
    page.locator("#fnref1").hover()
    expect(page.locator(".card")).to_contain_text("A/74/53")
