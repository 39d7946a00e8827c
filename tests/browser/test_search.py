"""The search as a reader meets it: symbols in any form, phrases, narrowing, addresses that can be shared, nothing found, the keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from builder.symbol_grammar import parse_symbol
from builder.symbols import official_url, symbol_path
from tests.browser.queries import Query, ask, queries, rank
from tests.unit.test_symbols import FACTS, NO_SYMBOLS, SPELLINGS

pytestmark = pytest.mark.browser

# What the browser's reader of symbols says of each spelling.
_READ = """async ([root, printed]) => {
  const { grammarOf, symbolPath, officialAddress } = await import(`${root}assets/javascripts/grammar.js`);
  const data = await (await fetch(`${root}search/grammar.json`)).json();
  const { parse } = grammarOf(data);
  return printed.map(parse)
    .map(f => f && [f.symbol, f.series, f.session, f.year, f.number, symbolPath(f.symbol), officialAddress(f, 'en', data)]);
}"""

SYMBOLS = {
    "74/391": "en/A/RES/74/391/",
    "a/res/74/391": "en/A/RES/74/391/",
    "GA 74/391": "en/A/RES/74/391/",
    "UNGA res 74/391": "en/A/RES/74/391/",
    "https://docs.un.org/en/A/RES/74/391": "en/A/RES/74/391/",
    "undocs.org/A/RES/74/391": "en/A/RES/74/391/",
    "74/391 OP1(a)(ii)": "en/A/RES/74/391/#op1-a-ii",
    "A/RES/74/391#op12": "en/A/RES/74/391/#op12",
    "resolution 74/391, paragraph 12": "en/A/RES/74/391/#op12",
    "paragraph 12 of resolution 74/391": "en/A/RES/74/391/#op12",
    "decision 76/416": "en/A/DEC/76/416/",
    "S/PRST/2020/11": "en/S/PRST/2020/11/",
    "ECOSOC 2021/20": "en/E/RES/2021/20/",
}


def first_named(page: Page, address: str, words: str) -> str:
    ask(page, address, Query("", words, ()))
    return (page.locator(".archive-named a").first.get_attribute("href") or "").removeprefix("/resolutions/")


@pytest.mark.parametrize(("words", "leads_to"), SYMBOLS.items(), ids=SYMBOLS)
def test_a_symbol_in_any_form_leads_to_the_document_or_the_paragraph(page: Page, address: str, words: str, leads_to: str) -> None:
    assert first_named(page, address, words) == leads_to


def test_this_site_s_own_address_leads_to_its_paragraph(page: Page, address: str) -> None:
    assert first_named(page, address, f"{address}en/A/RES/74/391/#op12") == "en/A/RES/74/391/#op12"


def test_a_paragraph_asked_for_shows_its_words(page: Page, address: str) -> None:
    first_named(page, address, "74/391 op 12")
    expect(page.locator(".archive-named a").first).to_contain_text("OP12: ")
    expect(page.locator(".archive-named a").first).to_contain_text("foghorns")


def test_a_paragraph_that_the_document_lacks_is_said_to_be_missing_and_the_document_offered(page: Page, address: str) -> None:
    assert first_named(page, address, "74/391 op 99") == "en/A/RES/74/391/"
    expect(page.locator(".archive-named")).to_contain_text("A/RES/74/391 has no OP99.")


def test_an_unknown_symbol_leads_to_the_official_source(page: Page, address: str) -> None:
    assert first_named(page, address, "A/77/6 (Sect. 99)/Add.7") == "https://docs.un.org/en/A/77/6(Sect.99)/Add.7"


def test_the_browser_reads_symbols_as_the_builder_does(page: Page, address: str) -> None:
    printed = [*(one for row in SPELLINGS for one in (row[0], row[1], *row[2])), *NO_SYMBOLS, *(row[0] for row in FACTS)]
    page.goto(address)
    facts = [parse_symbol(one) for one in printed]
    expected = [f and [f.symbol, f.series, f.session, f.year, f.number, symbol_path(f.symbol), official_url(f.symbol, "en")] for f in facts]
    assert page.evaluate(_READ, [address, printed]) == expected


def test_words_in_quotation_marks_are_a_phrase_and_others_may_stand_anywhere(page: Page, address: str) -> None:
    ask(page, address, Query("", '"lighthouses in coastal waters" foghorns', ()))
    expect(page.locator(".archive-result").first).to_contain_text("A/RES/74/391")
    ask(page, address, Query("", '"waters coastal in lighthouses"', ()))
    expect(page.locator(".archive-status")).to_contain_text("Nothing found")


def test_a_part_of_the_text_can_be_chosen_and_is_counted(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=foghorns&part=operative")
    expect(page.locator(".archive-passage__place").first).to_have_text("OP12")
    expect(page.get_by_label("Part of the text").locator("option:checked")).to_have_text(re.compile(r"operative text \(\d+\)"))


def test_when_choices_leave_nothing_the_reader_is_told_which_to_drop(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=foghorns&organ=Security%20Council")
    drop = page.get_by_role("button", name=re.compile("Without “Security Council”"))
    drop.click()
    expect(page.locator(".archive-result").first).to_be_visible()
    assert "organ" not in page.url
    page.go_back()
    expect(drop).to_be_visible()


def test_the_order_is_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=lighthouses")
    page.get_by_text("Narrow and sort").click()
    page.get_by_label("Sorted by").select_option("oldest")
    expect(page).to_have_url(re.compile("sort=oldest"))


def test_closing_the_dialog_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Control+k")
    expect(page.locator(".archive-dialog input").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_what_readers_ask_for_comes_first(page: Page, real_address: str) -> None:
    first: dict[str, list[bool]] = {}
    missed = []
    for query in queries():
        ask(page, real_address, query)
        found = rank(page, real_address, query) == 1
        first.setdefault(query.sort, []).append(found)
        if not found:
            missed.append(query.ask)
    everything = [one for found in first.values() for one in found]
    assert len(everything) == 60
    assert all(first["symbols"]), missed
    assert sum(everything) / len(everything) >= 0.9, missed
