"""A build after a change gives the same site, to the byte, as a build from nothing; and what did not change is not made again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.archive import document_file
from builder.ledger.review import confirm, name_alias
from builder.loading import load_archive
from builder.model import BlockKind, Footnote, Kind, Organ, Paragraph, Resolution, Source, Subject
from builder.reading.yaml_file import format_yaml
from builder.text import parse_text
from tests.unit.test_plugin import build, make


def resolution(
    symbol: str, *words: str, title: str = "A title", language: str = "en", adopted: str = "2019-12-18", subject: str = "PEACE"
) -> Resolution:
    body = tuple(Paragraph(BlockKind.OPERATIVE, parse_text(text), f"{number}.") for number, text in enumerate(words, start=1))
    organ = Organ.SECURITY_COUNCIL if symbol.startswith("S/") else Organ.GENERAL_ASSEMBLY
    source = Source("made.xml", "akn", "0" * 64)
    return Resolution(symbol, language, Kind.RESOLUTION, organ, source, title, adopted=adopted, body=body, subjects=(Subject(subject, ""),))


CITED = resolution("A/RES/74/1", "Decides on the first matter;", "Decides on the second;", title="The cited one")
CITING = resolution("A/RES/74/2", "Recalls its resolution 74/1;", "Recalls paragraph 2 of its resolution 74/1;", title="The citing one")
ARCHIVE = (
    CITED,
    CITING,
    resolution("A/RES/74/3", "Recalls its resolution 74/2 and the report A/73/456;", "Recalls resolution 70/1;"),
    resolution("A/RES/74/4", "Notes nothing.", subject="WAR"),
    resolution("A/RES/75/1", "Recalls its resolutions 74/1, 74/2 and 74/3;", adopted="2020-12-18"),
    resolution("S/RES/2500 (2019)", "Recalls General Assembly resolution 74/1;"),
    replace(CITED, language="fr", title="Le texte cité"),
    resolution("A/RES/74/3", "Rappelle A/RES/74/1 et A/RES/74/2 ;", language="fr"),
)

COMPOSITE = resolution("A/RES/76/5", "Recalls its resolution 74/4, paragraph 1, and A/73/456;", adopted="2021-12-06", title="A new one")


def put(folder: Path, document: Resolution) -> None:
    path = folder / "content/resolutions" / document_file(document.symbol, document.language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(format_yaml(document), encoding="utf-8")


def remove(folder: Path, symbol: str, language: str) -> None:
    (folder / "content/resolutions" / document_file(symbol, language)).unlink()


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def agree(folder: Path) -> None:
    """Let anchors go whose paragraphs went, as a keeper does who knows."""
    archive, _ = load_archive(folder / "content")
    confirm(folder / "content", archive, (), everything=True)


def rename(folder: Path, old: str, new: str) -> None:
    archive, _ = load_archive(folder / "content")
    name_alias(folder / "content", archive, "A/RES/74/1", old, new, language="en")


def own_template(folder: Path) -> None:
    rewrite(folder / "mkdocs.yml", "name: material", "name: material\n  custom_dir: own")
    (folder / "own/partials").mkdir(parents=True)
    (folder / "own/partials/copyright.html").write_text("<p>Kept by a library</p>", encoding="utf-8")


STEPS: dict[str, Callable[[Path], None]] = {
    "a word of a paragraph that is cited": lambda f: put(
        f, replace(CITED, body=(CITED.body[0], Paragraph(BlockKind.OPERATIVE, parse_text("Decides on the other;"), "2.")))
    ),
    "a paragraph that is cited goes": lambda f: put(f, replace(CITED, body=CITED.body[:1])),
    "a title that others show": lambda f: put(f, replace(CITED, title="Another *title* <b>")),
    "a word of a citing paragraph": lambda f: put(
        f,
        resolution(
            "A/RES/74/2", "Recalls its resolution 74/1;", "Recalls with regret paragraph 2 of its resolution 74/1;", title="The citing one"
        ),
    ),
    "a citation goes": lambda f: put(f, resolution("A/RES/74/2", "Recalls nothing.", title="The citing one")),
    "a note comes": lambda f: put(f, replace(CITED, footnotes=(Footnote("1", parse_text("See A/73/456.")),))),
    "an anchor has another name": lambda f: rename(f, "op9", "op1"),
    "that name leads elsewhere": lambda f: rename(f, "op9", "fn1"),
    "a date and a subject": lambda f: put(f, resolution("A/RES/74/4", "Notes nothing.", subject="Peace", adopted="2022-01-01")),
    "a document comes": lambda f: put(f, COMPOSITE),
    "what was only cited comes": lambda f: put(f, resolution("A/RES/70/1", "Adopts the outcome;", adopted="2015-09-25")),
    "a language comes": lambda f: put(f, replace(CITED, language="es", title="El citado")),
    "a document goes": lambda f: remove(f, "A/RES/74/3", "en"),
    "a language goes": lambda f: remove(f, "A/RES/74/1", "es"),
    "the last document of a list goes": lambda f: remove(f, "S/RES/2500 (2019)", "en"),
    "a page written by hand": lambda f: rewrite(f / "content/index.md", "# ", "# The new "),
    "a template": own_template,
    "that template again": lambda f: rewrite(f / "own/partials/copyright.html", "a library", "another"),
    "the name of the site": lambda f: rewrite(f / "mkdocs.yml", "site_name: Resolution Archive", "site_name: Archive"),
}


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def built(folder: Path) -> dict[str, bytes]:
    result = build(folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return contents(folder / "site")


def from_nothing(folder: Path) -> dict[str, bytes]:
    """The site of the same content and configuration, built where nothing was built before."""
    fresh = folder.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(folder, fresh, ignore=shutil.ignore_patterns(".cache", "site", ".site*"))
    return built(fresh)


def assert_same(one: dict[str, bytes], other: dict[str, bytes], step: str) -> None:
    differing = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    assert not differing, f"after “{step}”: {differing[:20]}"


def test_each_change_gives_the_site_that_a_build_from_nothing_gives(tmp_path: Path) -> None:
    folder = make(tmp_path / "kept", *ARCHIVE)
    built(folder)
    for step, change in STEPS.items():
        change(folder)
        agree(folder)
        assert_same(built(folder), from_nothing(folder), step)


def test_several_changes_at_once_and_an_interrupted_build(tmp_path: Path) -> None:
    folder = make(tmp_path / "kept", *ARCHIVE)
    before = built(folder)
    for step in ("a title that others show", "a document goes", "what was only cited comes", "a language comes"):
        STEPS[step](folder)
    agree(folder)
    hook = folder / "stop.py"
    hook.write_text("import os\n\ndef on_env(env, **_):\n    os._exit(9)\n", encoding="utf-8")
    rewrite(folder / "mkdocs.yml", "plugins:", "hooks: [stop.py]\nplugins:")
    assert build(folder).returncode == 9
    assert contents(folder / "site") == before, "the site that was there is untouched"
    rewrite(folder / "mkdocs.yml", "hooks: [stop.py]\n", "")
    hook.unlink()
    assert_same(built(folder), from_nothing(folder), "an interrupted build")


def made(result: str) -> int:
    """How many tasks a build had to do."""
    found = re.search(r"Making ([\d,]+) of", result)
    return int(found[1].replace(",", "")) if found else 0


def test_only_what_shows_a_change_is_made_again(tmp_path: Path) -> None:
    folder = make(tmp_path / "kept", *ARCHIVE, *(resolution(f"A/RES/77/{number}", "Decides.") for number in range(1, 40)))
    assert made(build(folder).stderr) > 50
    assert made(build(folder).stderr) == 0
    put(folder, resolution("A/RES/74/4", "Notes something.", subject="WAR"))
    agree(folder)
    assert made(build(folder).stderr) == 1, "a word that nobody shows is on its own page alone"
    STEPS["a word of a citing paragraph"](folder)
    assert made(build(folder).stderr) <= 4
    (folder / "content/resolutions" / document_file("A/RES/74/4", "en")).touch()
    assert made(build(folder).stderr) == 0, "a file with another date and the same words is the same"


@pytest.mark.parametrize("harm", ["written to", "removed"])
def test_a_kept_page_that_somebody_changed_is_made_again(tmp_path: Path, harm: str) -> None:
    folder = make(tmp_path / "kept", *ARCHIVE)
    before = built(folder)
    page = folder / "site/en/A/RES/74/1/index.html"
    kept = folder / ".cache/pages/en/A/RES/74/1/index.html"
    if harm == "removed":
        kept.unlink()
    else:
        with page.open("a", encoding="utf-8") as file:
            file.write("<!-- added by hand -->")
    assert_same(built(folder), before, harm)


def test_the_order_of_files_the_number_of_processes_and_the_machine_change_nothing(tmp_path: Path) -> None:
    one = built(make(tmp_path / "one", *ARCHIVE))
    other = make(tmp_path / "other", *reversed(ARCHIVE))
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        result = build(other, PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C", LANG="tr_TR.UTF-8")
    finally:
        os.sched_setaffinity(0, cores)
    assert result.returncode == 0, result.stdout + result.stderr
    assert_same(one, contents(other / "site"), "another machine")


# Where a build can end before its time, as what Python runs before it does anything.
ENDS = {
    "killed while pages are made": "import builder.plugin.page_cache as m; m.PageCache.finish = lambda *_: os._exit(9)",
    "killed while documents are indexed": "import builder.search.parts as m; m.run_pagefind = lambda *_: os._exit(9)",
    "killed while the index is put together": "import builder.search.assembling as m; m.write_pieces = lambda *_: os._exit(9)",
    "killed while hashes are written": "import builder.plugin as m; m.write_manifest = lambda *_: os._exit(9)",
    "killed while the site is replaced": "import builder.publishing.replacing as m; m._exchange = lambda *_: os._exit(9)",
    "killed while the replaced site is put aside": "import pathlib; pathlib.Path.rename = lambda *_: os._exit(9)",
    "no room for pages": "import builder.plugin.making as m; m.write_file = full",
    "no room for data files": "import builder.plugin as m; m.write_data = full",
    "no room for hashes": "import builder.plugin as m; m.write_manifest = full",
}


def test_a_build_that_ends_before_its_time_leaves_the_site_and_the_next_is_like_any_other(tmp_path: Path) -> None:
    folder = make(tmp_path / "kept", *ARCHIVE)
    built(folder)
    site = built(folder)
    started = tmp_path / "started"
    started.mkdir()
    for number, (where, code) in enumerate(ENDS.items()):
        put(folder, resolution("A/RES/74/4", "Notes nothing.", title=f"The title {number}", subject="WAR"))
        full = "def full(*_, **__):\n    raise OSError(28, 'No space left on device')\n"
        (started / "sitecustomize.py").write_text(f"import os\n{full}{code}\n", encoding="utf-8")
        result = build(folder, PYTHONPATH=os.pathsep.join((str(started), *filter(None, [os.environ.get("PYTHONPATH")]))))
        assert result.returncode != 0, where
        assert where.startswith("killed") or "No space left on device" in result.stderr, result.stderr
        there = contents(folder / "site")
        if "put aside" not in where:  # then it is published already
            assert_same(there, site, where)
        assert "index.html" in there, where
        site = there
    assert_same(built(folder), from_nothing(folder), "all that")
    assert not list((folder / ".cache" / "search-parts").rglob("unfinished-*"))


def test_the_command_does_nothing_where_nothing_has_changed(tmp_path: Path) -> None:
    folder = make(tmp_path / "kept", *ARCHIVE)

    def run() -> str:
        command = [sys.executable, "-c", "from builder.cli import main; main()", "build"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "Nothing" not in run()
    assert "Nothing has changed" in run()
    put(folder, replace(CITED, title="Another"))
    assert "Nothing" not in run()
    assert "Another" in (folder / "site/en/A/RES/74/1/index.html").read_text(encoding="utf-8")
    rewrite(folder / "content/index.md", "# ", "# The new ")
    assert "Nothing" not in run()
    assert "Nothing has changed" in run()
    shutil.rmtree(folder / "site")
    assert "Nothing" not in run()
