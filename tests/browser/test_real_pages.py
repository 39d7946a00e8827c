"""Real documents of every kind, in a browser: nothing complains, scrolls sideways or fails the accessibility rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "all documents": "en/",
    "a session": "en/A/RES/77/",
    "a year": "en/S/RES/2017/",
    "subjects": "en/subjects/",
    "a resolution of the Assembly": "en/A/RES/74/166/",
    "a resolution of the Council": "en/S/RES/1325(2000)/",
    "sanctions with annexes": "en/S/RES/2371(2017)/",
    "a reference page": "en/A/RES/70/1/",
    "the search page": "search/?q=peacekeeping",
}


def first(root: Path, pattern: str) -> str:
    """The first page of a kind that the archive has, whichever documents were chosen."""
    site = root / "resolutions"
    found = sorted(site.glob(f"{pattern}/index.html"))
    assert found, pattern
    return f"{found[0].parent.relative_to(site).as_posix()}/"


CHOSEN = {
    "a statement": "en/S/PRST/2*/*",
    "a decision": "en/A/DEC/77/*",
    "a resolution of the Human Rights Council": "en/A/HRC/RES/5*/*",
    "a resolution of the Economic and Social Council": "en/E/RES/202*/*",
    "a draft not adopted": "en/S/202*/*",
    "who cites, on a page of its own": "en/**/cited-by/*",
}


@pytest.fixture(params=[*KINDS, *CHOSEN])
def path(request: pytest.FixtureRequest, real_root: Path) -> str:
    kind: str = request.param
    return KINDS[kind] if kind in KINDS else first(real_root, CHOSEN[kind])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_real_page_fails_the_accessibility_rules(page: Page, real_address: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(real_address + path, wait_until="networkidle")
    if path == KINDS["the search page"]:
        expect(page.locator(".archive-result").first).to_be_visible()  # else a page without hits would be judged
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")  # what is folded counts, too
    assert violations(page) == []


@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}], indirect=True, ids=["phone"]
)
def test_no_real_page_scrolls_sideways_on_the_smallest_phone(page: Page, real_address: str, path: str) -> None:
    page.goto(real_address + path, wait_until="networkidle")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_the_longest_real_document_is_read_without_a_shift(page: Page, real_address: str, real_root: Path) -> None:
    site = real_root / "resolutions"
    longest = max(site.glob("en/A/RES/*/*/index.html"), key=lambda found: found.stat().st_size)
    page.goto(f"{real_address}{longest.parent.relative_to(site).as_posix()}/", wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise(resolve => {
          let sum = 0;
          const add = list => list.getEntries().forEach(entry => { sum += entry.value; });
          new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 500);
        })"""
    )
    assert shift < 0.02


def test_every_kind_of_real_page_can_be_read_without_scripts(browser: Browser, real_address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(real_address + path)
    expect(page.locator("h1")).to_be_visible()
    assert len(page.locator("article").inner_text()) > 40
    context.close()
