"""What a reader copies: links, citations and words of paragraphs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, expect

from builder.pages.citation_styles import pinpoint, style_table
from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

CASES = yaml.safe_load((Path(__file__).resolve().parents[1] / "cases" / "citation_styles.yaml").read_text(encoding="utf-8"))
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
READ = "navigator.clipboard.readText()"


@pytest.fixture(autouse=True)
def _clipboard(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])


def menu_of(page: Page, anchor: str) -> None:
    """Open the menu of a paragraph."""
    page.locator(f"#{anchor}").hover()
    page.locator(f"#{anchor} > .permalink").click()
    expect(page.get_by_role("menu")).to_be_visible()


def copied(page: Page, item: str) -> str:
    """What the clipboard holds after this entry of the menu was chosen."""
    page.get_by_role("menuitem", name=item, exact=True).click()
    expect(page.locator(".said")).to_contain_text("copied")
    words: str = page.evaluate(READ)
    return words


def test_every_paragraph_heading_table_and_note_has_a_link_that_says_where_it_leads(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    names = {
        "op1-a-ii": "Link to operative paragraph 1 (a) (ii)",
        "pp1": "Link to preambular paragraph 1",
        "annex1-p1": "Link to annex I, paragraph 1",
        "fn1": "Link to footnote 1",
        "annex2": "Link to annex II",
    }
    for anchor, name in names.items():
        assert page.locator(f"#{anchor} > .permalink").get_attribute("aria-label") == name
    assert page.get_by_role("link", name="Link to annex I, table 1").count() == 1
    without = page.evaluate(
        "[...document.querySelectorAll('.resolution p[id]')].filter(p => !p.querySelector(':scope > .permalink')).map(p => p.id)"
    )
    assert without == []


def test_the_link_of_a_paragraph_is_copied_and_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    menu_of(page, "op1-a-ii")
    assert copied(page, "Copy link") == f"{address}en/A/RES/74/391/#op1-a-ii"
    assert page.url.endswith("#op1-a-ii")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("United Nations", "General Assembly resolution 74/166, para. 2 (a) (i)"),
        ("OSCOLA", "UNGA Res 74/166 (18 December 2019) UN Doc A/RES/74/166 para 2(a)(i)"),
        ("Bluebook", "G.A. Res. 74/166, ¶ 2(a)(i) (Dec. 18, 2019)"),
    ],
)
def test_a_citation_is_copied_with_its_pinpoint(page: Page, address: str, style: str, expected: str) -> None:
    page.goto(f"{address}en/A/RES/74/166/")
    menu_of(page, "op2-a-i")
    assert copied(page, style) == expected


@pytest.mark.parametrize("style", ["Chicago", "APA", "BibTeX", "RIS", "CSL JSON"])
def test_what_wants_an_address_has_the_paragraphs(page: Page, address: str, style: str) -> None:
    page.goto(f"{address}en/A/RES/74/166/")
    menu_of(page, "op3")
    words = copied(page, style)
    assert f"{address}en/A/RES/74/166/#op3" in words
    assert "para. 3" in words
    assert words.count("A/RES/74/166") >= 2


def test_the_browser_writes_places_as_the_builder_does(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/166/")
    names = sorted({(case["place"], case.get("last", "")) for case in CASES["pinpoints"]} | {("operative paragraph 21 (b)", "")})
    styles = list(style_table()["styles"])
    written = page.evaluate(
        """async ([names, styles]) => {
          const { pinpoint, styleTable } = await import(new URL("../../../../../assets/javascripts/styles.js", location.href));
          const table = await styleTable();
          return names.map(([name, last]) => styles.map(style => pinpoint(table, style, name, last)));
        }""",
        [names, styles],
    )
    assert written == [[pinpoint(style, name, last) for style in styles] for name, last in names]


def test_a_quotation_is_copied_with_its_citation_and_link_and_nothing_else(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    menu_of(page, "op1-a-ii")
    words = copied(page, "Copy words with citation")
    assert re.fullmatch(
        r"“\(ii\) .*phosphorescence.*” \(General Assembly resolution 74/391, para\. 1 \(a\) \(ii\), http\S+#op1-a-ii\)", words
    )
    assert "¶" not in words


def test_the_menu_needs_no_mouse_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    link = page.locator("#op3 > .permalink")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Copy link")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="CSL JSON")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Copy link")).to_be_focused()
    page.keyboard.press("b")
    expect(page.get_by_role("menuitem", name="Bluebook")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()
    expect(link).to_be_focused()
    assert link.get_attribute("aria-expanded") == "false"


def test_words_selected_are_copied_with_the_paragraphs_they_stand_in(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStart(document.querySelector("#op2 em").firstChild, 0);
          range.setEnd(document.querySelector("#op3 em").firstChild, 4);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    bar = page.get_by_role("toolbar", name="Selected words")
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="Copy with citation").click()
    expect(page.locator(".said")).to_contain_text("copied")
    words = page.evaluate(READ)
    assert "the state of every lamp" in words
    assert "paras. 2–3" in words
    assert words.count("#op2") == 1
    assert "ited in" not in words


def test_a_selection_outside_the_text_offers_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    page.locator(".masthead .symbol").select_text()
    page.wait_for_timeout(500)
    assert page.locator(".cite-bar").count() == 0


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_the_menu_fits_the_smallest_phone_and_a_finger(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/391/")
    for anchor in ("pp1", "op1-a-ii", "fn1"):
        link = page.locator(f"#{anchor} > .permalink")
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        link.tap()
        menu = page.get_by_role("menu").bounding_box()
        assert menu
        assert menu["x"] >= 0
        assert menu["x"] + menu["width"] <= 320
        assert menu["y"] >= 0
        assert menu["y"] + menu["height"] <= 641
        link.tap()
        expect(page.get_by_role("menu")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_menu_fails_no_accessibility_rule(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}en/A/RES/74/391/")
    menu_of(page, "op3")
    assert violations(page) == []


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
def test_all_styles_of_the_document_can_be_copied_without_a_script(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/166/")
    page.locator("#cite summary").click()
    block = page.locator("#cite")
    for name in (style["name"] for style in style_table()["styles"].values()):
        assert block.locator("dt", has_text=re.compile(f"^{name}$")).is_visible()
    expect(block).to_contain_text("UNGA Res 74/166 (18 December 2019) UN Doc A/RES/74/166")
    expect(block).to_contain_text("https://docs.un.org/en/A/RES/74/166")
    page.locator("#op3 > .permalink").click()
    assert page.url.endswith("#op3")


def test_hostile_words_are_cited_as_words(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/392/")
    menu_of(page, "op1")
    assert "<script>window.harmed = 1</script>" in copied(page, "Copy words with citation")
    assert page.evaluate("window.harmed") is None


@pytest.mark.parametrize(
    ("path", "anchor", "expected"),
    [
        ("en/S/RES/1325(2000)/", "op8", "Security Council resolution 1325 (2000), para. 8"),
        ("en/S/RES/1325(2000)/", "pp2", "Security Council resolution 1325 (2000), second preambular para."),
    ],
)
def test_real_documents_are_cited(page: Page, real_address: str, path: str, anchor: str, expected: str) -> None:
    page.goto(real_address + path)
    menu_of(page, anchor)
    assert copied(page, "United Nations") == expected
