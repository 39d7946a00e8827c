"""What a strict build does not pass: each with its list, and with the old site left as it was."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from builder.file_names import colliding, is_device_name, unsafe_paths
from builder.loading import load_archive
from builder.plugin.keeping import unlike_rows
from tests.unit.test_plugin import build, built, make, resolution


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_wrong_is_told_together_and_the_old_site_stays(tmp_path: Path) -> None:
    """Two files of one document, one id twice on a page, and a page by hand in the place of a document's."""
    folder = make(
        tmp_path, resolution("A/RES/74/1", words='Recalls resolution 74/2, and says id="op1" and <p id="op1">;'), resolution("A/RES/74/2")
    )
    before = contents(built(folder))
    files = folder / "content/resolutions/en/A/RES/74"
    shutil.copy(files / "1.yaml", files / "1 copy.yaml")
    ledger = folder / "content/anchors/en/general-assembly.jsonl"
    ledger.write_text(re.sub(r'("A/RES/74/1".*)}', r'\1,"aliases":{"cites":"op1"}}', ledger.read_text(encoding="utf-8")), encoding="utf-8")
    by_hand = folder / "content/en/A/RES/74/2.md"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("# By hand\n", encoding="utf-8")
    (by_hand.parent / "Other.md").write_text("# One\n", encoding="utf-8")
    (by_hand.parent / "other.md").write_text("# Another\n", encoding="utf-8")
    result = build(folder)
    assert result.returncode != 0
    said = result.stderr.replace("\n", " ")
    assert "resolutions/en/A/RES/74/1 copy.yaml and resolutions/en/A/RES/74/1.yaml" in said
    assert "'en/A/RES/74/1.md' contains the id 'cites' more than once" in said
    assert "en/A/RES/74/2/index.html is another page than that of the document" in said
    assert "'en/A/RES/74/Other.md' and 'en/A/RES/74/other.md' are one file" in said
    assert contents(folder / "site") == before
    for path in (*by_hand.parent.iterdir(), files / "1 copy.yaml"):
        path.unlink()
    again = build(folder)
    assert again.returncode != 0, "what was wrong with a page that is not made again counts, too"
    assert "contains the id 'cites' more than once" in again.stderr
    ledger.write_text(ledger.read_text(encoding="utf-8").replace('{"cites":"op1"}', '{"old":"op1"}'), encoding="utf-8")
    assert build(folder).returncode == 0


@pytest.mark.parametrize("place", ["en/A/RES/74/1 copy.yaml", "en/a/res/74/1.yaml", "en/A/RES/74/1.YAML.yaml", "fr/A/RES/74/1.yaml"])
def test_two_files_of_one_document_are_both_named(tmp_path: Path, place: str) -> None:
    content = make(tmp_path, resolution("A/RES/74/1")) / "content"
    right, other = content / "resolutions/en/A/RES/74/1.yaml", content / "resolutions" / place
    other.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(right, other)
    for _ in range(2):
        archive, findings = load_archive(content)
        assert [found.found for found in findings if found.code == "archive-twice"] == [
            " and ".join(sorted((f"resolutions/{place}", "resolutions/en/A/RES/74/1.yaml")))
        ]
        assert archive.symbols("en") == ["A/RES/74/1"]
    right.unlink()
    assert [found.code for found in load_archive(content)[1]] == ["archive-misplaced"], "alone, it only is in the wrong place"


def test_pages_and_rows_must_agree(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    rows = "".join(f'{{"symbol":"{n}","title":"\\"url\\":\\"x","url":"en/{n}/","official_url":null}}\n' for n in ("a", "b", "c"))
    (tmp_path / "data/resolutions.jsonl").write_text(rows, encoding="utf-8")
    for name in ("a", "c", "d"):
        (tmp_path / "en" / name).mkdir(parents=True)
        (tmp_path / "en" / name / "index.html").touch()
    said = unlike_rows(tmp_path, ["en/a/index.html", "en/b/index.html", "en/d/index.html"])
    assert said.splitlines()[1:] == [
        "  en/b/index.html is missing, which has a row in data/resolutions.jsonl",
        "  en/c/index.html is another page than that of the document; remove the page that stands in its place in content/",
        "  en/d/index.html has no row in data/resolutions.jsonl",
    ]
    for name in ("a", "c"):
        shutil.rmtree(tmp_path / "en" / name)
    assert len(unlike_rows(tmp_path, []).splitlines()) == 4


@pytest.mark.parametrize("name", ["con", "CON", "Aux.yaml", "nul.tar.gz", "prn ", "com1", "LPT9.md", "COM\u00b9", "conin$", "nul:x"])
def test_names_of_devices_are_known(name: str) -> None:
    assert is_device_name(name)


@pytest.mark.parametrize("name", ["console", "COM.1", "auxiliary", "a.con", "com10", "PRN-1", "CONF.8", ""])
def test_other_names_are_none(name: str) -> None:
    assert not is_device_name(name)


def test_paths_that_are_one_on_some_system_are_named_together() -> None:
    paths = ["en/A/RES/77/253B.md", "en/A/RES/77/253b.md", "en/caf\u00e9.md", "en/cafe\u0301.md", "en/A/x.md", "en/B/x.md"]
    assert list(colliding(paths)) == [("en/A/RES/77/253B.md", "en/A/RES/77/253b.md"), ("en/cafe\u0301.md", "en/caf\u00e9.md")]
    devices = unsafe_paths(["about/aux.md", "nul/a.md", "a.md"])
    assert [re.findall(r"'[^']+'", said) for said in devices] == [["'about/aux.md'"], ["'nul/a.md'"]]
