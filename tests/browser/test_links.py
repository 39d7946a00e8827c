"""Addresses of paragraphs: marked, announced, understood where they are not quite right."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_paragraph_of_an_address_is_marked_and_announced_and_tab_goes_on_from_it(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/#op1-a-ii")
    expect(page.locator(".said")).to_have_text("operative paragraph 1 (a) (ii)")
    expect(page.locator("#op1-a-ii")).to_be_focused()
    plain = page.locator("#op3").evaluate("element => getComputedStyle(element).backgroundColor")
    assert page.locator("#op1-a-ii").evaluate("element => getComputedStyle(element).backgroundColor") != plain
    page.keyboard.press("Tab")
    after = "document.getElementById('op1-a-ii').compareDocumentPosition(document.activeElement) & (16 | 4)"
    assert page.evaluate(after)


@pytest.mark.parametrize(("written", "meant"), [("OP1(a)(ii)", "op1-a-ii"), ("PP1", "pp1"), ("para3", "op3")])
def test_an_address_written_by_hand_is_understood(page: Page, address: str, written: str, meant: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/#{written}")
    expect(page).to_have_url(re.compile(f"#{meant}$"))


def test_a_place_that_the_document_has_not_is_named(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/#op999")
    expect(page.locator(".said")).to_contain_text("no place called “op999”")


def test_a_folded_target_unfolds(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/166/#cite")
    assert page.locator("#cite").evaluate("element => element.open")


@pytest.mark.parametrize("width", [320, 480, 768, 1024, 1220, 1440])
def test_the_header_never_covers_a_target_at_any_width(page: Page, real_address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for anchor in ("pp3", "op2-a-i", "op9", "fn5"):
        page.goto("about:blank")
        page.goto(f"{real_address}en/A/RES/74/166/#{anchor}", wait_until="networkidle")
        header = page.locator(".md-header").bounding_box()
        target = page.locator(f"#{anchor}").bounding_box()
        assert header
        assert target
        assert target["y"] + 1 >= header["y"] + header["height"], anchor
        assert target["y"] < 700
