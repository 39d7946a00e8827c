"""What a person meets who reads the archive in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.documents import HOSTILE

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 375, "height": 800}, "has_touch": True, "is_mobile": True}
KINDS = {
    "home": "",
    "all documents": "en/",
    "a session": "en/A/RES/74/",
    "subjects": "en/subjects/",
    "a long resolution": "en/A/RES/74/391/",
    "a Council resolution": "en/S/RES/2504(2020)/",
    "hostile words": "en/A/RES/74/392/",
    "a composite resolution": "en/A/RES/74/250A-B/",
    "a statement": "en/S/PRST/2020/11/",
    "a quoted draft": "en/E/RES/2021/20/",
    "a decision": "en/A/DEC/76/416/",
    "a draft not adopted": "en/S/2023/506/",
    "a text from right to left": "ar/A/RES/74/391/",
    "a reference page": "en/A/RES/73/180/",
    "what cites a paragraph": "en/A/RES/74/391/cited-by/at/op2/",
    "about": "about/",
    "the search page": "search/",
}


def in_view(page: Page, anchor: str) -> bool:
    """Whether the element stands in the window, below the header that stays at the top."""
    box = page.locator(f"#{anchor}").bounding_box()
    header = page.locator(".md-header").bounding_box()
    size = page.viewport_size
    assert box
    assert header
    assert size
    return header["y"] + header["height"] <= box["y"] + 1 and box["y"] < size["height"]


def test_a_search_leads_to_the_paragraph_and_marks_the_words(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("phosphorescence")
    hit = page.locator(".archive-dialog .archive-passage").first
    expect(hit).to_contain_text("phosphorescence")
    expect(hit).to_contain_text("OP1(a)(ii)")
    hit.click()
    page.wait_for_url(re.compile(r"en/A/RES/74/391/.*#op1-a-ii$"))
    expect(page.locator("#op1-a-ii mark")).to_have_text("phosphorescence")
    page.wait_for_timeout(300)
    assert in_view(page, "op1-a-ii")


def test_the_slash_opens_the_search_and_escape_gives_the_place_back(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.keyboard.press("/")
    expect(page.locator(".archive-dialog")).to_be_visible()
    expect(page.locator(".archive-dialog input").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".archive-dialog")).to_be_hidden()


def test_a_typed_symbol_leads_to_its_document_first(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("74/391")
    first = page.locator(".archive-dialog .archive-hit").first
    expect(first).to_contain_text("A/RES/74/391")
    first.click()
    page.wait_for_url(re.compile(r"en/A/RES/74/391/"))


def test_a_search_can_be_shared_filtered_and_gone_back_to(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=lighthouses")
    results = page.locator(".archive-result")
    expect(results.first).to_be_visible()
    all_of_them = results.count()
    page.get_by_text("Narrow and sort").click()
    page.get_by_label("Body").select_option("Security Council")
    expect(results).not_to_have_count(all_of_them)
    assert "lighthouses" in page.url
    filtered = page.url
    results.first.locator("a").first.click()
    page.wait_for_url(re.compile(r"/en/"))
    page.go_back()
    assert page.url == filtered
    expect(results.first).to_be_visible()


def test_a_search_that_finds_nothing_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=zyxwvut")
    expect(page.locator(".archive-status")).to_contain_text(re.compile("nothing|no ", re.IGNORECASE))


def test_a_footnote_leads_to_its_words_and_back_to_each_call(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("#fnref2-2").click()
    expect(page).to_have_url(re.compile("#fn2$"))
    assert in_view(page, "fn2")
    backs = page.locator("#fn2 a[role='doc-backlink']")
    expect(backs).to_have_count(2)
    backs.nth(1).click()
    expect(page).to_have_url(re.compile("#fnref2-2$"))
    assert page.locator("#fnref2-2").is_visible()


def test_a_citation_of_a_held_document_stays_and_another_leaves(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    inside = page.locator("#pp2 a", has_text="2504 (2020)")
    assert (inside.get_attribute("href") or "").startswith("../")
    assert page.locator("#pp1 a", has_text="73/180").get_attribute("href") == "https://docs.un.org/en/A/RES/73/180"
    inside.click()
    page.wait_for_url(re.compile(r"en/S/RES/2504"))
    cited_by = page.locator("[aria-labelledby='cited-by']")
    expect(cited_by).to_contain_text("A/RES/74/391")
    page.get_by_role("link", name="A/RES/74/391").first.click()
    page.wait_for_url(re.compile(r"en/A/RES/74/391/"))


def test_a_reference_page_names_the_official_source_and_who_cites_it(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/73/180/")
    expect(page.locator("article")).to_contain_text("A/RES/74/391")
    assert page.locator("article a[href='https://docs.un.org/en/A/RES/73/180']").count()


def test_an_address_with_an_anchor_opens_at_the_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/#op12")
    page.wait_for_timeout(300)
    assert in_view(page, "op12")
    permalink = page.locator("#op12 a.permalink")
    assert permalink.get_attribute("href") == "#op12"
    assert permalink.get_attribute("aria-label")


def test_an_address_of_old_opens_at_the_paragraph_as_it_is_called_now(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/166/#old-op3")
    paragraph = page.locator("#op3")
    page.wait_for_url("**/#op3")
    assert in_view(page, "op3")
    assert paragraph.evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)", "it is marked"


def test_printed_numbers_and_nesting_look_like_a_resolution(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    lefts = [page.locator(f"#{anchor}").evaluate("e => e.getBoundingClientRect().left") for anchor in ("op1", "op1-a", "op1-a-i")]
    assert lefts == sorted(lefts)
    assert lefts[0] < lefts[1] < lefts[2]
    expect(page.locator("#op1-a-i")).to_contain_text(re.compile(r"^\(i\)\s*Unpolished"))
    expect(page.locator("#pp1 em")).to_have_text("Recalling")


def test_words_of_a_document_never_become_markup(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/392/")
    shown = " ".join(HOSTILE.split())
    for anchor in ("pp1", "op1", "table1"):
        assert shown in " ".join((page.locator(f"#{anchor}").text_content() or "").split())
    assert page.evaluate("window.harmed") is None
    assert page.locator(".resolution script, .resolution img, #op99").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    assert "49" not in page.locator("article").inner_text().replace("{{ 7 * 7 }}", "")


def test_a_search_needs_no_mouse(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("foghorns")
    expect(page.locator(".archive-dialog .archive-passage").first).to_contain_text("foghorns")
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.matches('.archive-passage')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"en/A/RES/74/391/.*#op12$"))


def test_the_way_through_a_document_leads_to_its_paragraphs_and_annexes(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    outline = page.get_by_role("navigation", name="In this document")
    for name, anchor in {"Preamble": "pp1", "12 Decides": "op12", "Annex II": "annex2", "Notes": "notes"}.items():
        outline.get_by_role("link", name=re.compile(f"^{name}\\b")).click()
        assert page.url.endswith(f"#{anchor}")
        assert in_view(page, anchor)


def test_a_paragraph_shows_its_link_when_pointed_at_and_when_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    permalink = page.locator("#op3 .permalink")
    opacity = "element => Number(getComputedStyle(element).opacity)"
    assert permalink.evaluate(opacity) == 0
    page.locator("#op3").hover()
    assert permalink.evaluate(opacity) == 1
    page.mouse.move(0, 0)
    permalink.focus()
    assert permalink.evaluate(opacity) == 1
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#op3$"))


def test_a_wide_table_scrolls_in_its_own_frame_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{address}en/A/RES/74/391/")
    frame = page.get_by_role("region", name="Annex 1, table 1")
    frame.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert frame.evaluate("frame => frame.scrollLeft") > 0
    page.locator("#annex1-table1 td .footnote-ref").click()
    expect(page).to_have_url(re.compile("#fn3$"))


def test_many_citing_documents_are_folded_and_open_at_the_paragraph_that_cites(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    group = page.locator("[aria-labelledby='cited-by'] details", has_text="75th session")
    line = group.locator("li", has_text="A/RES/75/16")
    expect(line).to_be_hidden()
    group.locator("summary").click()
    line.get_by_role("link", name="OP1").click()
    page.wait_for_url(re.compile(r"en/A/RES/75/16/#op1$"))


def test_the_letters_of_documents_come_with_the_site(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.evaluate("document.fonts.ready.then(() => true)")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family.replaceAll('\"', ''))")
    assert {name for name in loaded if not name.startswith("Archive ")} == {"Source Serif 4"}, "the others are the system's own"


def test_a_text_from_right_to_left_is_set_from_right_to_left(page: Page, address: str) -> None:
    page.goto(f"{address}ar/A/RES/74/391/")
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("body").get_attribute("dir") == "rtl"
    right = "element => element.getBoundingClientRect().right"
    assert page.locator("#op1 strong").evaluate(right) > page.locator("#op1 em").evaluate(right)
    assert page.locator("#op1").evaluate(right) > page.locator("#op1-a").evaluate(right)
    expect(page.locator(".md-tabs__link", has_text="العربية")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 700, 800, 960, 1100, 1280])
def test_nothing_scrolls_sideways_at_any_width(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("en/A/RES/74/391/", "en/A/RES/74/392/", "en/", "search/?q=lighthouses"):
        page.goto(address + path)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, path


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_kind_of_page_complains_or_asks_another_host(page: Page, address: str, path: str) -> None:
    got = page.goto(address + path)
    assert got is not None
    assert got.ok
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_nothing_scrolls_sideways_on_a_phone(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 375


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
def test_everything_can_be_read_without_scripts(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    for anchor in ("pp1", "op1-a-ii", "annex1-p1", "fn3"):
        assert page.locator(f"#{anchor}").is_visible()
    page.locator("#fnref1").click()
    assert page.url.endswith("#fn1")
    page.get_by_role("link", name="Find in the indexes").click()
    page.get_by_role("link", name=re.compile("74th session")).first.click()
    page.get_by_role("link", name=re.compile("Protection of lighthouses")).first.click()
    assert page.locator("h1").inner_text().startswith("Protection of lighthouses")


def test_paper_shows_the_text_and_nothing_else(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-tabs", ".md-sidebar", "a.permalink"):
        assert all(not element.is_visible() for element in page.locator(gone).all()), gone
    for anchor in ("title", "op1-a-ii", "annex1-table1", "fn3"):
        assert page.locator(f"#{anchor}").is_visible()
    assert "A/RES/74/391" in page.locator("article").inner_text()


def test_who_cites_a_paragraph_opens_by_keyboard_and_leads_to_the_citing_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    panel = page.locator("#op2 + .cited")
    count = panel.locator("summary")
    assert "Cited in 17 places" in panel.aria_snapshot()
    first = panel.get_by_role("link", name="A/RES/75/1 OP1", exact=True)
    expect(first).to_be_hidden()
    count.focus()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    assert panel.locator("mark").first.inner_text() == "paragraph 2"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"en/A/RES/75/1/#op1$"))
    assert in_view(page, "op1")


def test_the_number_beside_a_paragraph_stands_in_the_margin_and_takes_no_room(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    box = "element => { const r = element.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; }"
    _, top, right, bottom = page.locator("#op2").evaluate(box)
    number = page.locator("#op2 + .cited summary").evaluate(box)
    assert number[0] >= right
    assert top <= number[1]
    assert number[3] <= bottom + 1
    gaps = [
        page.locator(f"#{after}").evaluate(box)[1] - page.locator(f"#{one}").evaluate(box)[3]
        for one, after in [("op2", "op3"), ("op3", "op4")]
    ]
    assert abs(gaps[0] - gaps[1]) < 1


def test_the_rest_of_many_citing_places_stands_on_a_page_that_leads_back(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("#op2 + .cited summary").click()
    page.get_by_role("link", name="All 17 places").click()
    page.wait_for_url(re.compile(r"en/A/RES/74/391/cited-by/at/op2/$"))
    expect(page.locator(".citations li")).to_have_count(17)
    page.locator(".trail a").click()
    page.wait_for_url(re.compile(r"en/A/RES/74/391/#op2$"))


def test_a_copied_paragraph_does_not_bring_its_number(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    copied = page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStart(document.getElementById("op2"), 0);
          range.setEnd(document.getElementById("op4"), 0);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return getSelection().toString();
        }"""
    )
    assert "the state of every lamp" in copied
    assert "ited" not in copied


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_an_open_panel_fits_a_phone_and_its_line_says_what_it_is(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    summary = page.locator("#op2 + .cited summary")
    assert summary.inner_text().strip() == "Cited in 17 places"
    box = summary.bounding_box()
    assert box
    assert box["height"] >= 24, "large enough for a finger"
    summary.tap()
    expect(page.locator("#op2 + .cited li").first).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 375


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
def test_who_cites_a_paragraph_needs_no_script(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    panel = page.locator("#op2 + .cited")
    panel.locator("summary").click()
    panel.get_by_role("link", name="A/RES/75/3 OP1", exact=True).click()
    assert page.url.endswith("en/A/RES/75/3/#op1")


def test_paper_shows_no_panel_not_even_an_open_one(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator("#op2 + .cited summary").click()
    page.emulate_media(media="print")
    assert all(not panel.is_visible() for panel in page.locator(".cited").all())
    assert page.locator("#op2").is_visible()


def test_a_search_does_not_find_the_words_of_those_who_cite(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Reaffirms")
    expect(page.locator(".archive-result").first).to_be_visible()
    assert not page.locator(".archive-result", has_text="Protection of lighthouses").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_kind_of_page_fails_the_accessibility_rules(page: Page, address: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + path)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")  # what is folded counts, too
    assert violations(page) == []
