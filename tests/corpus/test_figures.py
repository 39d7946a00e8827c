"""The figures that the reading of the United Nations' XML must keep, by the corpus' own scorer and by a comparison of all words.

One document in twelve is read, built and served, which takes a minute; the whole corpus is measured by hand (see benchmarks/).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.anchors import anchored
from builder.cli import main
from builder.reading.akn import read_akn
from tests.corpus.words import compare, pages_of

STEP = 12

# What the scorer must find at least, on every share of the corpus.
FLOORS = {
    "paragraph recall": 0.998,
    "paragraph precision": 0.998,
    "labels": 0.998,
    "operative anchors": 0.997,
    "footnote recall": 0.998,
    "footnote precision": 0.998,
    "footnote calls": 0.998,
    "titles": 0.99,
    "dates": 0.99,
    "meetings": 0.99,
    "citation recall": 0.98,
    "citation accuracy": 0.98,
    "perfect documents": 0.98,
}


@pytest.fixture(scope="module")
def sample(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every twelfth XML file, in a folder of its own."""
    folder = tmp_path_factory.mktemp("sample")
    for number, source in enumerate(sorted((corpus / "xml").rglob("*.xml"))[::STEP]):
        shutil.copy(source, folder / f"{number:04}-{source.name}")
    return folder


@pytest.fixture(scope="module")
def built(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site made of the sample, by the commands that a keeper runs."""
    archive = tmp_path_factory.mktemp("archive") / "made"
    run = CliRunner()
    for arguments in (
        ["new", str(archive)],
        ["import", str(sample), "--content", str(archive / "content"), "--report", str(archive / "report.txt")],
        ["build", "--config", str(archive / "mkdocs.yml")],
    ):
        done = run.invoke(main, arguments, catch_exceptions=False)
        assert done.exit_code == 0, done.output
    return archive / "site"


def test_the_words_of_every_page_are_the_words_of_its_file_in_order(built: Path, sample: Path) -> None:
    pages = list(pages_of(built, sample))
    assert len(pages) > 300
    assert [difference for pair in pages if (difference := compare(pair))] == []


def test_the_scorers_figures(built: Path, sample: Path, corpus_tools: Path, tmp_path: Path) -> None:
    out = tmp_path / "score.json"
    subprocess.run(
        [sys.executable, str(corpus_tools / "score.py"), str(built / "data"), str(sample), "--json", str(out)],
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=600,
    )
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert figures["missing documents"] == 0
    assert figures["repeated anchors"] == 0
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}


def test_the_built_folder_passes_its_own_check(built: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(built), "--content", str(built.parent / "content")], catch_exceptions=False)
    assert done.exit_code == 0, done.output


def repeated_anchors(source: Path) -> str:
    """The symbol of the document if an anchor had to be repeated in it."""
    resolution = read_akn(source.read_bytes(), source.name).resolution
    return resolution.symbol if resolution is not None and anchored(resolution).diagnostics else ""


def test_anchors_are_repeated_in_a_handful_of_documents_only(corpus: Path) -> None:
    sources = sorted((corpus / "xml").rglob("*.xml"))
    with ProcessPoolExecutor() as workers:
        repeated = {symbol for symbol in workers.map(repeated_anchors, sources, chunksize=50) if symbol}
    assert len(repeated) <= 12, repeated
