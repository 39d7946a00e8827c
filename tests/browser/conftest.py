"""Two archives, each built once and served from a folder below the root of a server, and a browser.

The small one has an invented document of each shape and the seed; the other has hundreds of real documents, where the corpus is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from builder.archive import document_file
from builder.cli import main
from builder.reading.yaml_file import format_yaml
from tests.browser.documents import DOCUMENTS
from tests.browser.real import chosen_files
from tests.browser.serving import serving

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


SEED = Path(__file__).resolve().parents[2] / "content" / "resolutions"


def built(archive: Path) -> Path:
    """The archive's site, in the folder `resolutions` of the folder given back, as when it is one of several sites on a host."""
    site = archive.parent / "served" / "resolutions"
    ran = CliRunner().invoke(main, ["build", "--config", str(archive / "mkdocs.yml"), "--site-dir", str(site)], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return site.parent


def new_archive(folder: Path) -> Path:
    """An empty archive."""
    made = CliRunner().invoke(main, ["new", str(folder)], catch_exceptions=False)
    assert made.exit_code == 0, made.output
    return folder


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What `make` made in a folder of that name, by the first of the processes that run tests; the others wait for it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # a worker's own folder lies in that of the run
    folder = shared / name
    served = folder / "served"
    with FileLock(shared / f"{name}.lock"):
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            assert make(folder) == served
            (folder / "complete").touch()
    return served


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the server serves: the archive of invented documents and the seed."""
    return made_once(tmp_path_factory, "invented", invented)


def invented(folder: Path) -> Path:
    archive = new_archive(folder / "archive")
    resolutions = archive / "content" / "resolutions"
    shutil.copytree(SEED, resolutions, dirs_exist_ok=True)
    for document in DOCUMENTS:
        path = resolutions / document_file(document.symbol, document.language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_yaml(document), encoding="utf-8")
    renamed = ["anchors", "--content", str(archive / "content"), "alias", "A/RES/74/166", "old-op3", "op3", "--language", "en"]
    ran = CliRunner().invoke(main, renamed, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return built(archive)


@pytest.fixture(scope="session")
def address(root: Path) -> Iterator[str]:
    """The address of the small archive's home page, with a slash at the end."""
    with serving(root) as server:
        yield f"{server}resolutions/"


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """The folder that the server serves: the archive of real documents."""

    def real(folder: Path) -> Path:
        archive = new_archive(folder / "archive")
        files = [str(path) for path in chosen_files(corpus)]
        ran = CliRunner().invoke(main, ["import", *files, "--content", str(archive / "content")], catch_exceptions=False)
        documents = list((archive / "content" / "resolutions").rglob("*.yaml"))
        assert len(documents) >= 500, ran.output
        return built(archive)

    return made_once(tmp_path_factory, "real", real)


@pytest.fixture(scope="session")
def real_address(real_root: Path) -> Iterator[str]:
    """The address of the home page of the archive of real documents."""
    with serving(real_root) as server:
        yield f"{server}resolutions/"


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
    host = urlsplit(address).hostname  # of both archives, which have a server each
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda asked: complaints.append(asked.url) if urlsplit(asked.url).hostname not in (host, None) else None)
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
