"""The MkDocs plugin, through MkDocs itself: what it takes out, what it puts in, what it keeps a document's words from."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from builder.anchors import anchored
from builder.archive import Archive, document_file
from builder.diagnostics import Severity
from builder.model import BlockKind, Kind, Organ, Paragraph, Resolution, Source
from builder.new import make_archive
from builder.plugin import archive_date
from builder.publishing import verify_site
from builder.reading.yaml_file import format_yaml
from builder.text import parse_text

HOSTILE = """</title><script>alert(1)</script> "quoted" {{ config }} & {% raw %}"""


def resolution(symbol: str, title: str = "A title", words: str = "*Decides* something;", adopted: str = "2019-12-18") -> Resolution:
    paragraph = Paragraph(BlockKind.OPERATIVE, parse_text(words), "1.")
    source = Source("made.xml", "akn", "0" * 64)
    return Resolution(
        symbol, "en", Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, source, title, session="74", adopted=adopted, body=(paragraph,)
    )


def make(folder: Path, *resolutions: Resolution) -> Path:
    """An archive with these documents."""
    make_archive(folder)
    for document in resolutions:
        path = folder / "content" / "resolutions" / document_file(document.symbol, document.language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_yaml(document), encoding="utf-8")
    return folder


def build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the archive with MkDocs alone, strictly."""
    surroundings = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | environment
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False, timeout=300)


def built(folder: Path) -> Path:
    result = build(folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"


def test_an_empty_archive_builds(tmp_path: Path) -> None:
    site = built(make(tmp_path))
    assert "The archive is empty" in (site / "index.html").read_text(encoding="utf-8")
    assert "nothing to search" in (site / "search" / "index.html").read_text(encoding="utf-8")
    assert not (site / "pagefind").exists()


def test_sources_and_resolutions_stay_out_of_the_site_unless_offered(tmp_path: Path) -> None:
    folder = make(tmp_path, resolution("A/RES/74/1"))
    content = folder / "content"
    offered, stray = content / "sources/en/A/RES/74/1.xml", content / "sources/en/A/RES/74/9.xml"
    offered.parent.mkdir(parents=True)
    offered.write_text("<offered/>", encoding="utf-8")
    stray.write_text("<stray/>", encoding="utf-8")
    (content / "unplaced").mkdir()
    (content / "unplaced" / "other.md").write_text("# Unplaced\n", encoding="utf-8")
    site = built(folder)
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert "sources/en/A/RES/74/1.xml" in published
    assert "sources/en/A/RES/74/9.xml" not in published
    assert not [path for path in published if path.startswith(("resolutions/", "unplaced/", ".cache/")) or path.endswith((".yaml", ".py"))]


def test_words_of_a_document_are_no_markup_anywhere_in_the_page(tmp_path: Path) -> None:
    site = built(make(tmp_path, resolution("A/RES/74/1", title=HOSTILE)))
    for page in [site / "en/A/RES/74/1/index.html", site / "en/A/RES/74/index.html", site / "index.html"]:
        html = page.read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert len(re.findall(r"</title>", html)) == len(re.findall(r"<svg[^>]*><title>", html)) + 1
    html = (site / "en/A/RES/74/1/index.html").read_text(encoding="utf-8")
    assert "&lt;/title&gt;&lt;script&gt;alert(1)" in re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]  # type: ignore[index]
    assert "{{ config }}" in html


def test_symbols_can_be_looked_up(tmp_path: Path) -> None:
    documents = [resolution("A/RES/74/1", words="*Recalls* resolution 73/180;"), resolution("A/RES/74/2", title="Another")]
    site = built(make(tmp_path, *documents))
    listed = json.loads((site / "search" / "symbols.json").read_text(encoding="utf-8"))
    assert listed == {"held": {"en": {"A/RES/74": "74/1|74/2"}}, "cited": {"A/RES/73": "73/180"}}
    titles = json.loads((site / "search" / "titles" / "en" / "A" / "RES" / "74.json").read_text(encoding="utf-8"))
    assert titles == {"74/1": "A title", "74/2": "Another"}
    assert (site / "en" / "A" / "RES" / "73" / "180" / "index.html").is_file()


def test_a_dead_link_in_many_pages_fails_a_strict_build(tmp_path: Path) -> None:
    """Pages are made in other processes, whose warnings must count here; and those of pages that are not made again, too."""
    folder = make(tmp_path, *(resolution(f"A/RES/74/{number}") for number in range(1, 40)))
    hook = "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\n[dead](nowhere.md)\\n'\n"
    (folder / "hook.py").write_text(hook, encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nhooks: [hook.py]\n")
    for result in (build(folder), build(folder)):
        assert result.returncode != 0
        for number in range(1, 40):
            assert re.search(rf"WARNING.*'en/A/RES/74/{number}\.md' contains a link.*not found", result.stderr), number


def test_extensions_that_a_keeper_likes_do_not_change_the_words_of_documents(tmp_path: Path) -> None:
    folder = make(tmp_path, resolution("A/RES/74/1", words='Decides -- "so to speak" (c) nothing;'))
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("markdown_extensions:", "markdown_extensions:\n  - smarty"), encoding="utf-8")
    html = (built(folder) / "en/A/RES/74/1/index.html").read_text(encoding="utf-8")
    assert 'Decides -- "so to speak" (c) nothing;' in html


def test_overrides_of_the_keeper_come_before_ours(tmp_path: Path) -> None:
    folder = make(tmp_path, resolution("A/RES/74/1"))
    own = folder / "own" / "partials"
    own.mkdir(parents=True)
    (own / "copyright.html").write_text("<p>Kept by the library</p>", encoding="utf-8")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("  name: material", "  name: material\n  custom_dir: own"), encoding="utf-8")
    html = (built(folder) / "en/A/RES/74/1/index.html").read_text(encoding="utf-8")
    assert "Kept by the library" in html
    assert "archive.css" in html


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((), 0),
        (("1946-02-01",), 0),
        (("2019-12-18", "2020-03-01"), int(datetime(2020, 3, 1, tzinfo=UTC).timestamp())),
        (("0001-01-01",), 0),
    ],
)
def test_a_build_is_dated_by_the_newest_document(dates: tuple[str, ...], expected: int) -> None:
    documents = [anchored(resolution(f"A/RES/74/{number}", adopted=date)) for number, date in enumerate(dates, start=1)]
    assert archive_date(Archive(tuple(documents))) == expected


def test_what_was_found_while_linking_is_counted_and_written_and_fails_no_build(tmp_path: Path) -> None:
    """A date that is not the document's, twice, and a number that cannot be; the words of the last one hold no path."""
    wrong = "*Recalls* its resolution 74/1 of 1 October 2019 and its resolution 74/1 of 2 October 2019, and its resolution 99/1;"
    folder = make(tmp_path, resolution("A/RES/74/1"), resolution("A/RES/74/2", words=wrong))
    result = build(folder)
    assert result.returncode == 0, result.stdout + result.stderr
    report = folder / ".cache" / "links.txt"
    lines = report.read_text(encoding="utf-8").splitlines()
    assert [re.match(r"\w+ (link-[a-z]+) A/RES/74/2 op1: ", line)[1] for line in lines] == ["link-date", "link-date", "link-impossible"]  # type: ignore[index]
    assert "99/1" in lines[2]
    assert re.search(r"link-date: .* \(2\)", result.stderr)
    assert re.search(r"link-impossible: .* \(1\)", result.stderr)
    assert f"found while linking is in {report}" in result.stderr.replace("\n", "")
    assert not list((folder / "site").rglob("links.txt"))


def test_the_report_of_linking_is_of_this_build(tmp_path: Path) -> None:
    folder = make(tmp_path, resolution("A/RES/74/1"))
    report = folder / ".cache" / "links.txt"
    report.parent.mkdir()
    report.write_text("of an earlier build\n", encoding="utf-8")
    result = build(folder)
    assert report.read_bytes() == b""
    assert "links.txt" not in result.stderr


def test_no_finding_about_citations_is_an_error() -> None:
    """They are about the words of documents, which nobody can mend: a build must not fail for them."""
    listed = yaml.safe_load(files("builder").joinpath("data/diagnostics.yaml").read_text(encoding="utf-8"))
    severities = {entry["severity"] for code, entry in listed.items() if code.startswith("link-")}
    assert severities <= {Severity.WARNING, Severity.NOTE}
    assert severities


def test_a_build_that_fails_leaves_the_published_site_as_it_was(tmp_path: Path) -> None:
    folder = make(tmp_path, resolution("A/RES/74/1"))
    site = built(folder)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    index = folder / "content" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n[dead](nowhere.md)\n", encoding="utf-8")
    assert build(folder).returncode != 0
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert not list(folder.glob(".site.new")) + list(folder.glob(".site.old"))


def test_a_build_that_is_killed_leaves_the_published_site_as_it_was(tmp_path: Path) -> None:
    folder = make(tmp_path, resolution("A/RES/74/1"))
    site = built(folder)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    (folder / "kill.py").write_text("import os\n\ndef on_post_build(config):\n    os._exit(9)\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\nhooks: [kill.py]\n", encoding="utf-8")
    assert build(folder).returncode == 9
    assert (folder / ".site.new").is_dir()
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    config.write_text(config.read_text(encoding="utf-8").replace("hooks: [kill.py]", ""), encoding="utf-8")
    assert {path: path.read_bytes() for path in built(folder).rglob("*") if path.is_file()} == before
    assert not (folder / ".site.new").exists()


def test_the_site_lists_its_files_with_their_hashes(tmp_path: Path) -> None:
    site = built(make(tmp_path, resolution("A/RES/74/1")))
    assert list(verify_site(site)) == []
    assert "en/A/RES/74/1/index.html" in (site / "SHA256SUMS").read_text(encoding="utf-8")
