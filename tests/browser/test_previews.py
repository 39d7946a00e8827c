"""What is cited, shown beside the link that cites it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True}
CARD = ".card"


def test_a_cited_document_is_previewed_and_nothing_is_fetched_before(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}en/A/RES/74/391/", wait_until="networkidle")
    before = len(asked)
    link = page.locator("#pp2 a", has_text="2504 (2020)")
    link.hover()
    card = page.get_by_role("dialog", name="Preview of S/RES/2504 (2020)")
    expect(card).to_be_visible()
    assert [url for url in asked[before:] if "/en/" in url] == [f"{address}en/S/RES/2504%282020%29/"]
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(2, 500)
    link.hover()
    expect(card).to_be_visible()
    assert len([url for url in asked[before:] if "/en/" in url]) == 1, "it is fetched once"


def test_a_cited_paragraph_is_previewed_in_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/75/1/")
    page.locator("#op1 a[href*='#op2']").first.hover()
    expect(page.locator(CARD)).to_contain_text("the state of every lamp")
    assert page.locator(f"{CARD} .permalink, {CARD} [id]").count() == 0


def test_what_the_archive_does_not_hold_is_shown_by_its_reference_page(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("#pp1 a", has_text="73/180").hover()
    card = page.locator(CARD)
    expect(card).to_contain_text("does not hold this document")
    expect(card.get_by_role("link", name="Official document")).to_have_attribute("href", "https://docs.un.org/en/A/RES/73/180")
    card.get_by_role("link", name="Who cites it").click()
    page.wait_for_url(re.compile(r"en/A/RES/73/180/$"))


def test_a_preview_opens_for_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("body").press("Tab")
    page.locator("#pp2 a", has_text="2504 (2020)").focus()
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"S/RES/2504"))


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_a_long_press_previews_and_a_tap_follows(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    link = page.locator("#pp2 a", has_text="2504 (2020)")
    link.scroll_into_view_if_needed()
    x, y = link.evaluate("link => { const box = link.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; }")
    session = page.context.new_cdp_session(page)
    point = {"x": x, "y": y}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_timeout(800)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(CARD)).to_be_visible()
    shown = page.locator(CARD).bounding_box()
    assert shown
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 375
    assert page.url.endswith("en/A/RES/74/391/")
    page.touchscreen.tap(10, 400)
    link.tap()
    page.wait_for_url(re.compile(r"S/RES/2504"))


def test_a_line_that_breaks_is_said_and_the_link_still_works(page: Page, address: str, complaints: list[str]) -> None:
    page.goto(f"{address}en/A/RES/74/391/")

    def broken(route: Route) -> None:
        route.abort()

    page.route("**/S/RES/2504*/", broken)
    link = page.locator("#pp2 a", has_text="2504 (2020)")
    link.hover()
    expect(page.locator(CARD)).to_contain_text("could not be loaded")
    page.unroute("**/S/RES/2504*/")
    complaints.clear()  # of the request that was broken on purpose
    link.click()
    page.wait_for_url(re.compile(r"S/RES/2504"))


def test_hostile_words_of_another_page_stay_words_in_its_preview(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/")
    assert page.evaluate("window.harmed") is None
    page.goto(f"{address}en/A/RES/74/391/")
    page.evaluate(
        """() => {
          const link = document.querySelector("#pp2 a").cloneNode(true);
          link.href = "../392/#op1";
          link.id = "to-hostile";
          document.querySelector("#pp2").append(link);
        }"""
    )
    page.locator("#to-hostile").hover()
    expect(page.locator(CARD)).to_contain_text("<script>window.harmed = 1</script>")
    assert page.locator(f"{CARD} script, {CARD} img, {CARD} [onerror], {CARD} a[href^='javascript']").count() == 0
    assert page.evaluate("window.harmed") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_preview_fails_no_accessibility_rule(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("#pp2 a", has_text="2504 (2020)").hover()
    expect(page.locator(CARD)).to_be_visible()
    assert violations(page) == []


def test_a_paragraph_cited_by_a_real_resolution_is_previewed(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/A/RES/74/166/")
    page.locator(".resolution a[href*='2397'][href*='#op8']").first.hover()
    card = page.locator(CARD)
    expect(card).to_contain_text("S/RES/2397 (2017)")
    expect(card).to_contain_text("repatriate")
