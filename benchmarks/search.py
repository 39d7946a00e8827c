"""How well and how fast the search answers: the 60 questions of tests/browser/data/queries.yaml, each in a window of its own.

    python -m benchmarks.search SITE

SITE is the built site of all English documents. Of each question: the place of the right answer (* where it is not the first), milliseconds
from the request for the results page to the answer, and the bytes that the search sent for, compressed as served, with an empty cache.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Response, sync_playwright

from tests.browser.queries import ask, queries, rank
from tests.browser.serving import serving


def main(site: Path) -> None:
    """Print a line for each question, then what they come to."""
    first: dict[str, list[bool]] = defaultdict(list)
    times: list[float] = []
    weights: list[int] = []
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for query in queries():
            window = browser.new_context()
            page = window.new_page()
            got: list[Response] = []
            page.on("response", lambda response, got=got: got.append(response))  # type: ignore[misc]
            ask(page, address, query)
            time = page.evaluate("performance.now()")
            place = rank(page, address, query)
            page.wait_for_timeout(100)
            weight = sum(_weight(response) for response in got if _of_search(response, address))
            window.close()
            first[query.sort].append(place == 1)
            times.append(time)
            weights.append(weight)
            print(f"{' ' if place == 1 else '*'} {place or '-':>3} {time:6.0f} ms {weight / 1000:6.0f} KB  {query.ask}", flush=True)
        browser.close()
    for sort, found in first.items():
        print(f"{sort}: {sum(found)} of {len(found)} first")
    everything = [one for found in first.values() for one in found]
    print(f"all: {sum(everything)} of {len(everything)} first ({100 * sum(everything) / len(everything):.0f} %)")
    print(f"milliseconds: median {statistics.median(times):.0f}, most {max(times):.0f}")
    print(f"kilobytes: median {statistics.median(weights) / 1000:.0f}, most {max(weights) / 1000:.0f}")


def _of_search(response: Response, address: str) -> bool:
    """Whether the search asked for it: the index, the lists, the page of a paragraph. The page's own scripts are there before."""
    path = response.url.removeprefix(address)
    return path.startswith(("pagefind/", "search/titles/", "en/")) or (path.startswith("search/") and path.endswith(".json"))


def _weight(response: Response) -> int:
    return int(response.headers.get("content-length", 0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
