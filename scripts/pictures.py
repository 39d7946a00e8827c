"""Take pictures of ten kinds of pages at three widths, to look at: of a built site, or of an archive that is built for it.

    python scripts/pictures.py [--site SITE] [--to FOLDER]

SITE is a built site; without it the archive of this checkout is built into a folder of its own first. The pages are found in the site by
what they are: a kind that it has no page of is left out, and said so. Needs Chromium (RESOLUTION_CHROMIUM names another than the system's).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.serving import serving  # noqa: E402

WIDTHS = {375: 812, 768: 1024, 1440: 900}


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Name and path of a page of each kind; of several the longest, which shows most."""

    def longest(pattern: str, having: bytes = b"") -> str:
        found = [page for page in site.glob(pattern) if having in page.read_bytes()]
        best = max(found, key=lambda page: (page.stat().st_size, page), default=None)
        return f"{best.parent.relative_to(site).as_posix()}/" if best else ""

    document = b"data-pagefind-body"
    yield "home", ""
    yield "all-documents", longest("en/index.html")
    yield "session", longest("en/A/RES/[0-9]*/index.html", b'class="listing')
    yield "subject", longest("en/subjects/*/index.html")
    yield "long-resolution", longest("en/A/RES/*/*/index.html", document)
    yield "council-resolution", longest("en/S/RES/*/index.html", document)
    yield "statement-or-decision", longest("en/S/PRST/*/*/index.html", document) or longest("en/A/DEC/*/*/index.html", document)
    yield "reference-page", longest("en/A/[0-9]*/**/index.html") or longest("en/A/RES/*/*/index.html", b"noindex")
    yield "search", "search/?q=human%20rights"
    yield "about", "about/"


def main() -> int:
    """Take the pictures; the exit status is 1 where nothing could be built."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--site", type=Path, help="a built site")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "pictures", help="the folder for the pictures")
    chosen = parser.parse_args()
    browser = os.environ.get("RESOLUTION_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as made:
        site = chosen.site or Path(made) / "site"
        if chosen.site is None:
            command = [str(Path(sys.executable).parent / "archive"), "build", "--config", str(ROOT / "mkdocs.yml"), "--site-dir", str(site)]
            if subprocess.run(command, check=False).returncode:
                return 1
        chosen.to.mkdir(parents=True, exist_ok=True)
        with serving(site) as address, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
            for name, path in pages(site):
                if not path and name != "home":
                    sys.stderr.write(f"{name}: the site has no such page\n")
                    continue
                for width, height in WIDTHS.items():
                    page = chromium.new_page(viewport={"width": width, "height": height})
                    page.goto(address + path, wait_until="networkidle")
                    page.wait_for_timeout(300)
                    page.screenshot(path=chosen.to / f"{name}-{width}.png")
                    page.close()
            chromium.close()
    sys.stdout.write(f"Pictures are in {chosen.to}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
