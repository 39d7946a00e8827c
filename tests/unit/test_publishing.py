"""A site takes the place of the one before in one step, or not at all; its manifest tells whether a copy is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.publishing import MANIFEST, Publication, PublishingError, replacing, verify_site, write_manifest


def fill(folder: Path, words: str) -> None:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(words, encoding="utf-8")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture(params=["in one step", "in two steps"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that is there, on systems that can let two folders exchange their names, and on others."""
    if request.param == "in two steps":
        monkeypatch.setattr(replacing, "_exchange", lambda one, other: False)
    fill(tmp_path / "site", "old")
    return tmp_path / "site"


def test_a_new_site_takes_the_place_of_the_old_and_nothing_else_stays(site: Path) -> None:
    publication = Publication(site)
    fill(publication.folder, "new")
    assert (site / "index.html").read_text() == "old"
    publication.publish()
    assert (site / "index.html").read_text() == "new"
    assert names(site.parent) - {".site.lock"} == {"site"}


def test_the_first_site_needs_no_other(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "deep" / "site")
    fill(publication.folder, "new")
    publication.publish()
    assert (tmp_path / "deep" / "site" / "index.html").read_text() == "new"


def test_what_is_discarded_leaves_the_old_site_alone(site: Path) -> None:
    publication = Publication(site)
    fill(publication.folder, "new")
    publication.discard()
    assert (site / "index.html").read_text() == "old"
    assert names(site.parent) - {".site.lock"} == {"site"}


def test_a_site_that_is_a_link_stays_one(site: Path) -> None:
    link = site.with_name("served")
    link.symlink_to(site)
    publication = Publication(link)
    fill(publication.folder, "new")
    publication.publish()
    assert link.is_symlink()
    assert (link / "index.html").read_text() == "new"


def test_what_a_killed_build_left_is_removed(site: Path) -> None:
    fill(site.with_name(".site.new"), "half of it")
    Publication(site).discard()
    assert names(site.parent) - {".site.lock"} == {"site"}
    assert (site / "index.html").read_text() == "old"


def test_a_build_killed_between_the_two_steps_is_mended(site: Path) -> None:
    site.rename(site.with_name(".site.old"))
    fill(site.with_name(".site.new"), "new")
    Publication(site).discard()
    assert (site / "index.html").read_text() == "old"


def test_a_refusal_of_the_system_leaves_the_old_site_and_says_what_to_do(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publication = Publication(site)
    fill(publication.folder, "new")

    def refuse(*_: object) -> bool:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(replacing, "_exchange", refuse)
    with pytest.raises(PublishingError, match="mounted folder"):
        publication.publish()
    assert (site / "index.html").read_text() == "old"
    Publication(site).discard()  # the lock is free again


def test_a_second_build_waits_and_says_so(site: Path) -> None:
    first = Publication(site)
    fill(first.folder, "first")
    said: list[str] = []
    begun = threading.Event()

    def second() -> None:
        publication = Publication(site, lambda: (said.append("waiting"), begun.set()))
        fill(publication.folder, "second")
        publication.publish()

    thread = threading.Thread(target=second)
    thread.start()
    assert begun.wait(30)
    first.publish()
    thread.join(30)
    assert said == ["waiting"]
    assert (site / "index.html").read_text() == "second"


def test_a_killed_process_holds_no_lock(site: Path) -> None:
    code = "import os, sys, pathlib, builder.publishing as p; publication = p.Publication(pathlib.Path(sys.argv[1])); os._exit(9)"
    subprocess.run([sys.executable, "-c", code, str(site)], check=False, timeout=60, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    Publication(site, lambda: pytest.fail("the lock is held")).discard()


def published(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    fill(site / "en", "a page")
    (site / "new\nline \\ name.txt").write_text("x", encoding="utf-8")
    write_manifest(site)
    return site


def test_an_untouched_site_verifies(tmp_path: Path) -> None:
    assert list(verify_site(published(tmp_path))) == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum of the GNU coreutils")
def test_sha256sum_reads_the_manifest(tmp_path: Path) -> None:
    site = published(tmp_path)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", MANIFEST], cwd=site, check=True, timeout=60)


def test_what_is_missing_changed_or_unknown_is_named(tmp_path: Path) -> None:
    site = published(tmp_path)
    (site / "en" / "index.html").write_text("another page", encoding="utf-8")
    (site / "new\nline \\ name.txt").unlink()
    (site / "stray.html").write_text("x", encoding="utf-8")
    assert [str(found) for found in verify_site(site)] == [
        "changed: en/index.html",
        "missing: new\nline \\ name.txt",
        "unknown: stray.html",
    ]


def test_hashes_that_are_known_are_taken_as_they_are(tmp_path: Path) -> None:
    site = published(tmp_path)
    write_manifest(site, {"en/index.html": "0" * 64})
    assert [str(found) for found in verify_site(site)] == ["changed: en/index.html"]


def test_the_command_names_what_differs_and_fails(tmp_path: Path) -> None:
    site = published(tmp_path)
    runner = CliRunner()
    assert runner.invoke(main, ["verify", str(site)]).exit_code == 0
    (site / "stray.html").write_text("x", encoding="utf-8")
    result = runner.invoke(main, ["verify", str(site)])
    assert result.exit_code == 1
    assert "unknown: stray.html" in result.output
    (site / MANIFEST).write_text("what is this\n", encoding="utf-8")
    assert "line 1" in runner.invoke(main, ["verify", str(site)]).output
    (site / MANIFEST).unlink()
    assert "no SHA256SUMS" in runner.invoke(main, ["verify", str(site)]).output
