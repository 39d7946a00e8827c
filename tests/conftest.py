"""What all tests share: the corpus of real documents, where there is one, and a browser."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parents[1]
SHARED = CHECKOUT.parent / "shared"
UNPACKED = CHECKOUT / ".cache" / "corpus"

# A machine that does much else at the same time is no failure of a test.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the corpus bears the marker `corpus`, so that `-m 'not corpus'` leaves it out."""
    for item in items:
        if "corpus" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.corpus)


def unpack_corpus(packed: Path, *languages: str) -> Path:
    """The English corpus, or with "all" that of all languages, unpacked: a new folder whenever the packed files change, else an old one."""
    parts = sorted(packed.glob("*.tar.*"))
    state = "\n".join(f"{part.name} {part.stat().st_size} {part.stat().st_mtime_ns}" for part in parts)
    place = UNPACKED / "-".join([hashlib.sha256(state.encode()).hexdigest()[:12], *languages])
    UNPACKED.mkdir(parents=True, exist_ok=True)
    with FileLock(UNPACKED / "lock"):  # of the processes that run tests, the first one unpacks
        if not place.is_dir():
            # It may be stopped half way: only a complete folder gets the name.
            with tempfile.TemporaryDirectory(dir=UNPACKED) as scratch:
                unfinished = Path(scratch) / "corpus"
                subprocess.run([packed / "unpack", unfinished, *languages], check=True, stdout=subprocess.DEVNULL, timeout=600)
                unfinished.rename(place)
    return place


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the unpacked English corpus, with `xml/`, `text/` and `pairs.csv`. Read it, never write to it."""
    if named := os.environ.get("RESOLUTION_CORPUS"):
        folder = Path(named)
        if not (folder / "xml").is_dir():
            pytest.fail(f"RESOLUTION_CORPUS is {named}, where there is no folder xml/")
        return folder
    packed = SHARED / "corpus"
    if not (packed / "unpack").is_file():
        pytest.skip(f"no corpus: RESOLUTION_CORPUS is not set, and {packed} does not exist")
    return unpack_corpus(packed)


@pytest.fixture(scope="session")
def corpus_of_all_languages(request: pytest.FixtureRequest) -> Path:
    """The same corpus with the documents in other languages, where it has them."""
    packed = SHARED / "corpus"
    if os.environ.get("RESOLUTION_CORPUS") or not (packed / "unpack").is_file():
        folder: Path = request.getfixturevalue("corpus")
        if not any((folder / "xml").rglob("French")):
            pytest.skip(f"{folder} has documents in English only")
        return folder
    return unpack_corpus(packed, "all")


@pytest.fixture(scope="session")
def corpus_tools() -> Path:
    """The folder with the corpus' own scorer, `score.py`."""
    tools = SHARED / "eval"
    if not (tools / "score.py").is_file():
        pytest.skip(f"no scorer: {tools} does not exist")
    return tools


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's executable: what RESOLUTION_CHROMIUM names (as `make test` sets it), or the one that is installed."""
    if named := os.environ.get("RESOLUTION_CHROMIUM"):
        return Path(named)
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return Path(found)
    pytest.skip("no browser: RESOLUTION_CHROMIUM is not set, and neither Chromium nor Chrome is installed")
