"""What a page sends for before a reader asks for anything: bytes are the same on every machine, seconds are in benchmarks/reading.py."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Response

pytestmark = pytest.mark.browser

MOST = 150_000  # bytes of script and style, compressed
PAGES = {
    "home": "",
    "all documents": "en/",
    "a resolution": "en/A/RES/74/166/",
    "a long resolution": "en/A/RES/74/391/",
    "the search page": "search/",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_script_and_style_are_light_before_the_search_opens(page: Page, address: str, path: str) -> None:
    got: list[Response] = []
    page.on("response", lambda response: got.append(response))  # Playwright takes no method of a list
    page.goto(address + path, wait_until="networkidle")
    sent = [response for response in got if response.request.resource_type in ("script", "stylesheet")]
    assert {response.request.resource_type for response in sent} == {"script", "stylesheet"}
    assert sum(int(response.headers["content-length"]) for response in sent) < MOST


def test_a_resolution_fetches_nothing_of_the_search_and_no_other_page_before_it_is_wanted(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}en/A/RES/74/391/", wait_until="networkidle")
    assert asked
    assert [path for path in asked if path.startswith(("pagefind/", "search/", "data/"))] == []
    assert [path for path in asked if path.startswith("en/")] == ["en/A/RES/74/391/"]
