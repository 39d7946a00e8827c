"""A small archive with a document of each shape, built once, served from a folder below the root of a server, and a browser."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from builder.archive import document_file
from builder.cli import main
from builder.reading.yaml_file import format_yaml
from tests.browser.documents import DOCUMENTS

# Chromium itself must stay silent, too: whatever it looks up on its own would hide what a page asks for.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the server serves; the site is in its folder `resolutions`, as when it is one of several on a host."""
    archive = tmp_path_factory.mktemp("browser") / "archive"
    run = CliRunner()
    made = run.invoke(main, ["new", str(archive)], catch_exceptions=False)
    assert made.exit_code == 0, made.output
    for document in DOCUMENTS:
        path = archive / "content" / "resolutions" / document_file(document.symbol, document.language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_yaml(document), encoding="utf-8")
    site = archive.parent / "served" / "resolutions"
    built = run.invoke(main, ["build", "--config", str(archive / "mkdocs.yml"), "--site-dir", str(site)], catch_exceptions=False)
    assert built.exit_code == 0, built.output
    return site.parent


@pytest.fixture(scope="session")
def address(root: Path) -> Iterator[str]:
    """The address of the site's home page, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/resolutions/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(chromium), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the page complained of: console errors, failed requests, requests to another host. Empty at the end of a test."""
    return []


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh window; a test changes it with `@pytest.mark.parametrize("context", [{…}], indirect=True)`."""
    made = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, address: str, complaints: list[str]) -> Iterator[Page]:
    host = urlsplit(address).netloc
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda asked: complaints.append(asked.url) if urlsplit(asked.url).netloc not in (host, "") else None)
    opened.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield opened
    assert complaints == []


@pytest.fixture(scope="session", autouse=True)
def _browser_in_ci(request: pytest.FixtureRequest) -> None:
    """Where CI runs, a missing browser is a failure: these tests must not be skipped in silence."""
    if os.environ.get("CI"):
        try:
            request.getfixturevalue("chromium")
        except pytest.skip.Exception as missing:
            pytest.fail(str(missing))
