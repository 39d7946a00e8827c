"""A strict security policy: what it forbids, that everything works under it, and that words of documents stay words.

The server of these tests sends the headers of docs/publishing.md with every page, and a page that goes against the policy says so in the
console, at which the fixture `page` fails the test.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from builder.check import check_site
from tests.browser.conftest import built, new_archive
from tests.browser.documents import HOSTILE
from tests.browser.serving import documented_headers, serving

pytestmark = pytest.mark.browser

KINDS = [
    "",
    "en/",
    "en/A/RES/74/",
    "en/subjects/",
    "en/A/RES/74/391/",
    "en/A/RES/74/392/",
    "en/A/RES/74/250A-B/",
    "ar/A/RES/74/391/",
    "en/A/RES/73/180/",
    "en/A/RES/74/391/cited-by/at/op2/",
    "about/",
    "about/citing/",
    "search/?q=lamps",
]

# What a keeper may use on pages of their own, and Material draws.
BY_HAND = """\
# Everything

!!! note "An admonition"
    With words.

??? tip "One that opens"
    With more.

=== "First"
    One tab.

=== "Second"
    Another tab.

```python hl_lines="1" linenums="1"
print("highlighted")
```

| left | right |
|:-----|------:|
| a    | b     |

- [x] A task

A note.[^1]

[^1]: The note.
"""
EXTENSIONS = """
  - admonition
  - footnotes
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.highlight
  - pymdownx.tasklist
  - pymdownx.tabbed:
      alternate_style: true
"""


def directives() -> dict[str, list[str]]:
    """The policy: what each directive allows."""
    parts = [part.split() for part in documented_headers()["Content-Security-Policy"].split(";")]
    return {name: allowed for name, *allowed in parts}


def test_the_policy_allows_nothing_that_stands_in_a_page_and_nothing_from_elsewhere() -> None:
    policy = directives()
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    allowed = {source for sources in policy.values() for source in sources}
    assert allowed == {"'none'", "'self'", "'wasm-unsafe-eval'", "data:"}


def test_every_answer_has_the_headers(page: Page, address: str) -> None:
    for path in ("", "assets/javascripts/start.js", "data/manifest.json"):
        answer = page.request.get(address + path)
        assert answer.ok
        sent = answer.headers
        assert {name: sent.get(name.lower()) for name in documented_headers()} == documented_headers()


@pytest.mark.parametrize("path", KINDS)
def test_no_page_goes_against_the_policy(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("typeof __md_get") == "function"
    assert page.evaluate("__md_scope.href") == address


def test_a_script_that_got_into_a_page_would_not_run(context: BrowserContext, address: str) -> None:
    opened = context.new_page()
    opened.goto(address)
    opened.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.harmed = 1";
            document.body.append(script);
            const image = document.createElement("div");
            image.innerHTML = '<img src="data:," onerror="window.harmed = 2">';
            document.body.append(image);
        }"""
    )
    opened.wait_for_timeout(200)
    assert opened.evaluate("window.harmed") is None


@pytest.mark.parametrize("context", [{"color_scheme": "light"}], indirect=True)
def test_the_colours_that_a_reader_chose_stay_on_the_next_page(page: Page, address: str) -> None:
    page.goto(address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Switch to light colours").click()
    page.get_by_title("Switch to dark colours").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}en/A/RES/74/391/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("context", [{"color_scheme": "dark"}, {"color_scheme": "light"}], indirect=True, ids=["dark", "light"])
def test_the_colours_are_right_before_the_large_script_has_come(context: BrowserContext, address: str) -> None:
    opened = context.new_page()
    opened.route("**/bundle.*.js", lambda route: route.abort())
    opened.goto(f"{address}en/A/RES/74/391/")
    dark = opened.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert opened.evaluate("document.body.dataset.mdColorScheme") == ("slate" if dark else "default")
    opened.evaluate(
        """__md_set("__palette", {index: 2, color: {media: "(prefers-color-scheme: dark)", scheme: "slate", primary: "custom"}})"""
    )
    opened.goto(f"{address}about/")
    assert opened.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_hostile_words_in_the_head_stay_words(page: Page, address: str) -> None:
    page.goto(f"{address}en/A/RES/74/392/")
    squeezed = " ".join(HOSTILE.split())
    content = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll("head meta[name], head meta[property]")]
        .map((tag) => [tag.getAttribute("name") ?? tag.getAttribute("property"), tag.content]))""")
    assert content["citation_title"] == content["DC.title"] == squeezed
    assert content["og:title"] == f"A/RES/74/392: {squeezed}"
    assert squeezed in content["description"]
    assert content["DC.subject"] == "<b>Subject</b> {{ 7 * 7 }}"
    linked = page.locator('script[type="application/ld+json"]')
    expect(linked).to_have_count(1)
    said = json.loads(linked.text_content() or "")
    assert said["name"] == squeezed
    assert said["about"] == ["<b>Subject</b> {{ 7 * 7 }}"]
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.head.querySelectorAll('b, img').length") == 0


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an archive with a page that uses what Material offers, at an address of its own."""
    archive = new_archive(tmp_path_factory.mktemp("by-hand") / "archive")
    (archive / "content" / "about" / "everything.md").write_text(BY_HAND, encoding="utf-8")
    settings = archive / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("markdown_extensions:\n", "markdown_extensions:" + EXTENSIONS)
    text = text.replace("  features:\n", "  features:\n    - content.tabs.link\n    - content.code.copy\n    - announce.dismiss\n")
    settings.write_text(text + "\nsite_url: http://127.0.0.1/resolutions/\n", encoding="utf-8")
    return built(archive) / "resolutions"


@pytest.fixture
def hand_page(context: BrowserContext, by_hand: Path) -> Iterator[tuple[Page, str]]:
    """A page of a browser, and the address of that site; at the end of a test nothing was complained of."""
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    with serving(by_hand.parent) as server:
        yield opened, f"{server}resolutions/"
    assert complaints == []


def test_pages_written_by_hand_may_use_admonitions_tabs_code_tables_and_notes(by_hand: Path, hand_page: tuple[Page, str]) -> None:
    page, address = hand_page
    assert [str(finding) for finding in check_site(by_hand) if finding.code == "check-policy"] == []
    page.goto(f"{address}about/everything/")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("One tab.")).to_be_visible()
    page.get_by_text("Second", exact=True).click()
    expect(page.get_by_text("Another tab.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Another tab.")).to_be_visible()
    assert page.get_by_role("cell", name="b", exact=True).evaluate("cell => getComputedStyle(cell).textAlign").endswith("right")


def test_the_page_for_what_is_not_there_works_under_a_folder(hand_page: tuple[Page, str]) -> None:
    page, address = hand_page
    page.goto(f"{address}404.html")
    assert page.evaluate("__md_scope.href") == address
    expect(page.locator("body")).to_have_attribute("data-md-color-media", re.compile("prefers-color-scheme"))  # the script that chooses ran


def test_nothing_that_no_page_asks_for_is_published(root: Path) -> None:
    published = {path.relative_to(root / "resolutions").as_posix() for path in (root / "resolutions" / "assets").rglob("*")}
    assert "assets/images/favicon.svg" in published
    assert not [path for path in published if path.endswith((".map", "favicon.png")) or "lunr" in path or "workers" in path]
