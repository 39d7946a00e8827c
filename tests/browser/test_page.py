"""How a document's page is set: its contents, its measure and numbers, its head, its colours, its letters."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

LONG = "en/A/RES/74/391/"
SEED = "en/A/RES/74/166/"
PHONE = {"viewport": {"width": 375, "height": 800}, "has_touch": True, "is_mobile": True}
SMALL = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
NO_SCRIPT = {"java_script_enabled": False}
BOX = "e => { const r = e.getBoundingClientRect(); return {left: r.left, right: r.right, top: r.top, bottom: r.bottom, width: r.width}; }"


def box(page: Page, selector: str) -> Any:
    return page.locator(selector).first.evaluate(BOX)


# --- contents ---


def test_every_operative_paragraph_is_in_the_contents_with_its_opening_words(page: Page, address: str) -> None:
    for path in (LONG, SEED):
        page.goto(address + path)
        listed = dict(page.locator(".contents a").evaluate_all("links => links.map(a => [a.hash.slice(1), a.textContent])"))
        paragraphs = page.locator(".resolution > p.op").evaluate_all(
            "found => found.map(p => [p.id, p.querySelector('strong').textContent, p.querySelector('em')?.textContent ?? ''])"
        )
        assert paragraphs
        for anchor, number, verb in paragraphs:
            assert listed[anchor].startswith(f"{number.rstrip('.')} {verb}".rstrip()), anchor


def test_there_is_one_list_of_contents_and_it_is_named(page: Page, address: str) -> None:
    page.goto(address + LONG)
    expect(page.get_by_role("navigation", name="In this document")).to_have_count(1)
    assert all(not nav.is_visible() for nav in page.locator(".md-nav--secondary").all())


def test_the_contents_stay_beside_the_text_and_mark_where_the_reader_is(page: Page, address: str) -> None:
    page.goto(f"{address}{SEED}#op20")
    expect(page.locator(".contents a[aria-current]")).to_have_attribute("href", "#op20")
    assert box(page, ".contents")["left"] > box(page, "#op20")["right"]
    assert 48 <= box(page, ".contents")["top"] < 100
    expect(page.locator(".contents a[aria-current]")).to_be_in_viewport()


@pytest.mark.parametrize("context", [PHONE, PHONE | NO_SCRIPT], indirect=True, ids=["with script", "no script"])
def test_the_contents_open_on_a_phone_wherever_the_reader_is_and_lead_there(page: Page, address: str) -> None:
    page.goto(f"{address}{LONG}#op12")
    expect(page.locator(".contents")).to_be_hidden()
    page.locator(".md-header .contents-open").tap()
    expect(page.locator(".contents")).to_be_visible()
    page.locator(".contents").get_by_role("link", name=re.compile("^2 Requests")).tap()
    assert page.url.endswith("#op2")
    page.wait_for_timeout(300)
    assert 48 <= box(page, "#op2")["top"] < 200


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_the_contents_close_after_a_choice_and_with_escape(page: Page, address: str) -> None:
    page.goto(address + LONG)
    page.locator(".md-typeset .contents-open").tap()
    page.locator(".contents").get_by_role("link", name="Preamble").tap()
    expect(page.locator(".contents")).to_be_hidden()
    page.locator(".md-header .contents-open").tap()
    page.keyboard.press("Escape")
    expect(page.locator(".contents")).to_be_hidden()


# --- the text ---


def test_a_line_of_text_has_sixty_to_seventy_five_characters(page: Page, address: str) -> None:
    page.goto(address + SEED)
    page.evaluate("document.fonts.ready.then(() => true)")
    longest = page.locator(".resolution > .op").evaluate_all("all => all.sort((a, b) => b.textContent.length - a.textContent.length)[0].id")
    paragraph = page.locator(f"#{longest}")
    rows = paragraph.evaluate("p => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight)")
    assert rows > 4
    assert 58 <= len(paragraph.inner_text()) / (rows - 0.5) <= 78


def test_numbers_hang_beside_the_words(page: Page, address: str) -> None:
    page.goto(address + LONG)
    number, words = box(page, "#op2 > strong:first-child"), box(page, "#op2 > em")
    assert number["left"] < words["left"]
    rects = page.locator("#op2").evaluate(
        """p => { const r = document.createRange(); r.selectNodeContents(p);
                  return [...r.getClientRects()].filter(x => x.width > 200).map(x => x.left); }"""
    )
    assert rects
    assert all(left >= words["left"] - 1 for left in rects[1:]), "no line stands under the number"


@pytest.mark.parametrize("context", [SMALL, PHONE], indirect=True, ids=["320", "375"])
def test_levels_keep_their_order_and_room_on_a_phone(page: Page, address: str) -> None:
    page.goto(address + LONG)
    page.locator(".resolution").evaluate(
        """text => [3, 4].forEach(level => {
          const copy = document.getElementById('op1-a-i').cloneNode(true);
          copy.id = `deep${level}`;
          copy.className = `sub numbered level${level}`;
          text.append(copy);
        })"""
    )
    levels = ["#op1", "#op1-a", "#op1-a-i", "#deep3", "#deep4"]
    found = [
        page.locator(level).evaluate("p => [p.getBoundingClientRect().left, p.clientWidth - parseFloat(getComputedStyle(p).paddingLeft)]")
        for level in levels
    ]
    lefts, widths = [left for left, _ in found], [width for _, width in found]
    assert all(after - before >= 10 for before, after in pairwise(lefts))
    size = page.viewport_size
    assert size
    assert widths[3] >= 0.55 * size["width"]


@pytest.mark.parametrize("width", [320, 375, 600, 960, 1220, 1600])
def test_the_header_never_covers_what_a_link_leads_to(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address + LONG)
    for anchor in ("pp1", "op1-a-ii", "op5", "annex1", "annex1-table1", "fn2", "cited-by"):
        page.evaluate("anchor => { location.hash = anchor; }", anchor)
        page.wait_for_timeout(120)
        assert box(page, f"#{anchor}")["top"] >= box(page, ".md-header")["bottom"] - 1, anchor


def test_the_mark_of_a_paragraph_is_large_enough_for_a_finger(page: Page, address: str) -> None:
    page.goto(address + LONG)
    size = page.locator("#op2 > .permalink").bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 24


# --- head ---


def test_the_head_gives_date_meeting_vote_agenda_item_and_official_document_at_a_glance(page: Page, address: str) -> None:
    page.goto(address + LONG)
    head = page.locator(".masthead")
    for words in (
        "18 December 2019",
        "50th plenary meeting",
        "2 in favour, 1 against, 0 abstaining",
        "Lighthouses: keepers and lamps",
        "Official document",
    ):
        expect(head.get_by_text(words).first).to_be_in_viewport()
    expect(head.get_by_text("Malta, Tuvalu").first).to_be_hidden()


def test_the_documents_before_and_after_are_one_step_away_at_head_and_foot(page: Page, address: str) -> None:
    page.goto(address + LONG)
    expect(page.locator("a[rel~='next']")).to_have_count(2)
    page.locator(".trail a[rel~='next']").click()
    page.wait_for_url(re.compile("en/A/RES/74/392/$"))
    page.locator(".neighbours a[rel~='prev']").click()
    page.wait_for_url(re.compile("en/A/RES/74/391/$"))


# --- colours and letters ---


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_text_stands_out_from_its_ground_by_day_and_by_night(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + LONG)
    ratio = page.locator("#op2").evaluate(
        """p => {
          const seen = colour => {
            const pixel = document.createElement('canvas').getContext('2d');
            pixel.fillStyle = colour; pixel.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data].map(v => v / 255)
              .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const [a, b] = [seen(getComputedStyle(p).color), seen(getComputedStyle(document.body).backgroundColor)].sort((x, y) => y - x);
          return [(a + 0.05) / (b + 0.05), seen(getComputedStyle(document.body).backgroundColor)];
        }"""
    )
    assert ratio[0] >= 7
    assert (ratio[1] > 0.5) == (scheme == "light")


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_nothing_moves_when_the_letters_arrive(page: Page, address: str) -> None:
    def late(route: Any) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/*.woff2", late)
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => { window.shift += e.value; }))
          .observe({type: 'layout-shift', buffered: true});"""
    )
    page.goto(address + SEED)
    page.wait_for_timeout(1500)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") < 0.02


def test_the_head_has_the_same_colour_with_scripts_and_without(page: Page, browser: Browser, address: str) -> None:
    colour = "head => getComputedStyle(head).backgroundColor"
    page.goto(address + SEED, wait_until="networkidle")
    without = browser.new_context(java_script_enabled=False)
    plain = without.new_page()
    plain.goto(address + SEED)
    assert plain.locator(".md-header").evaluate(colour) == page.locator(".md-header").evaluate(colour)
    without.close()
