"""How fast a page can be read on a phone: paints, shifts and bytes in Chromium on a slow line with a slow processor.

    python -m benchmarks.reading SITE [PAGE...]

SITE is a built site; it is served compressed, under the policy of docs/publishing.md. Without pages, those of the three documents whose
length is nearest to the average are opened, each three times with an empty cache. The line: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there
and back; the processor is slowed four times. A page is readable when its largest piece of text is painted; what arrives later, fonts
included, may move nothing: the layout shift is summed until all is quiet.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import serving

_PHONE = {"viewport": {"width": 375, "height": 667}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
_SLOWER = 4
_TIMES = 3
_QUIET = 1500  # milliseconds after all is loaded in which nothing may move any more

_WATCH = """
window.paints = {shift: 0, largest: 0};
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) paints.shift += e.value; }))
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => { paints.largest = Math.max(paints.largest, e.startTime); }))
  .observe({type: 'largest-contentful-paint', buffered: true});
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """One opening of a page: seconds to the first and the largest paint, the layout shift, bytes as sent by kind of file."""

    first: float
    largest: float
    shift: float
    sent: dict[str, int]


def average_pages(site: Path, number: int) -> list[str]:
    """The documents' pages whose length is nearest to the average of all."""
    sizes = {page.parent: page.stat().st_size for page in _documents(site)}
    mean = statistics.mean(sizes.values())
    return [f"{page.relative_to(site).as_posix()}/" for page in sorted(sizes, key=lambda page: (abs(sizes[page] - mean), page))[:number]]


def _documents(site: Path) -> Iterator[Path]:
    """The pages of documents: those that are indexed."""
    for page in site.glob("*/[A-Z]*/**/index.html"):
        if b"data-pagefind-body" in page.read_bytes():
            yield page


def open_page(browser: Browser, address: str) -> Opened:
    """Open the address as on a phone with an empty cache."""
    context = browser.new_context(**_PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    kinds: dict[str, str] = {}
    sent: dict[str, int] = {}

    def received(event: dict[str, object]) -> None:
        kinds[str(event["requestId"])] = str(event["type"])

    def finished(event: dict[str, object]) -> None:
        kind = kinds.get(str(event["requestId"]), "Other")
        sent[kind] = sent.get(kind, 0) + int(str(event["encodedDataLength"]).partition(".")[0])

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(_QUIET)
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    paints = page.evaluate("paints")
    context.close()
    return Opened(first / 1000, paints["largest"] / 1000, paints["shift"], sent)


def main(site: Path, pages: list[str]) -> None:
    """Open each page and print what it took."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is not installed")
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'first':>6} {'text':>6} {'shift':>7} {'page':>7} {'style':>7} {'script':>7} {'font':>7}  (seconds; compressed KB)")
        for path in pages or average_pages(site, 3):
            for _ in range(_TIMES):
                opened = open_page(browser, f"{address}{path}")
                sizes = (opened.sent.get(kind, 0) / 1000 for kind in ("Document", "Stylesheet", "Script", "Font"))
                figures = " ".join(f"{size:7.1f}" for size in sizes)
                print(f"{opened.first:6.2f} {opened.largest:6.2f} {opened.shift:7.4f} {figures}  {path}")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
