"""What all tests share: the corpus of real documents, where there is one, and a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.corpora import NoCorpusError, find_corpus, find_tools, unpack_corpus

# A machine that does much else at the same time is no failure of a test.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the corpus bears the marker `corpus`, so that `-m 'not corpus'` leaves it out."""
    for item in items:
        if "corpus" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.corpus)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the unpacked English corpus, with `xml/`, `text/` and `pairs.csv`. Read it, never write to it."""
    try:
        return find_corpus()
    except NoCorpusError as error:
        pytest.skip(str(error))
    except ValueError as error:
        pytest.fail(str(error))


@pytest.fixture(scope="session")
def corpus_of_all_languages(request: pytest.FixtureRequest) -> Path:
    """The same corpus with the documents in other languages, where it has them."""
    folder: Path = request.getfixturevalue("corpus")
    if not os.environ.get("RESOLUTION_CORPUS"):
        return unpack_corpus("all")
    if not any((folder / "xml").rglob("French")):
        pytest.skip(f"{folder} has documents in English only")
    return folder


@pytest.fixture(scope="session")
def corpus_tools() -> Path:
    """The folder with the corpus' own scorer, `score.py`."""
    try:
        return find_tools()
    except NoCorpusError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's executable: what RESOLUTION_CHROMIUM names (as `make test` sets it), or the one that is installed."""
    if named := os.environ.get("RESOLUTION_CHROMIUM"):
        return Path(named)
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return Path(found)
    pytest.skip("no browser: RESOLUTION_CHROMIUM is not set, and neither Chromium nor Chrome is installed")
