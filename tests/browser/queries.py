"""What readers ask for (data/queries.yaml), asked in a browser: at which rank the right answer stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urlsplit

import yaml
from playwright.sync_api import Page

_FILE = Path(__file__).parent / "data" / "queries.yaml"

# Every answer in the order shown, with all the links that lead to it: what was named by symbol, then each document's first passage.
_ANSWERS = """() => [
  ...[...document.querySelectorAll('.archive-named a')].map(a => [a.href]),
  ...[...document.querySelectorAll('.archive-result')].map(r => [...r.querySelectorAll('.archive-passage')].slice(0, 1).map(a => a.href)),
]"""

# Done when the status says something: Playwright's own waiting looks only twice a second.
_ANSWERED = """() => new Promise(done => {
  const look = () => document.querySelector('.archive-status')?.textContent ? done() : requestAnimationFrame(look);
  look();
})"""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, of which sort it is, and where the first answer may lead."""

    sort: str
    ask: str
    right: tuple[str, ...]


def queries() -> Iterator[Query]:
    """The fixed list."""
    listed: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    for sort, of_sort in listed.items():
        for query in of_sort:
            yield Query(sort, query["ask"], tuple(query["right"]))


def ask(page: Page, address: str, query: Query) -> None:
    """Ask on the results page, and wait for the answer."""
    page.goto(f"{address}search/?q={quote(query.ask)}")
    page.evaluate(_ANSWERED)


def rank(page: Page, address: str, query: Query) -> int | None:
    """The place of the first right answer among those shown, from 1; None where there is none."""
    answers: list[list[str]] = page.evaluate(_ANSWERS)
    places = (place for place, links in enumerate(answers, start=1) if any(_is_right(link, address, query) for link in links))
    return next(places, None)


def _is_right(link: str, address: str, query: Query) -> bool:
    document, anchor = urldefrag(unquote(link))
    parts = urlsplit(document)
    whole = document if urlsplit(address).netloc != parts.netloc else parts._replace(query="").geturl().removeprefix(address)
    return any(right in (whole, f"{whole}#{anchor}") for right in query.right)
