"""The commands, as a keeper uses them."""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.export import data_schema
from tests.samples import akn_file

CHECKOUT = Path(__file__).resolve().parents[2]


def archive(*arguments: str | Path, typed: str | bytes = "") -> Result:
    """Run a command inside this process; an exception that it does not handle fails the test. `typed` is its standard input."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed, catch_exceptions=False)


def archive_process(*arguments: str | Path, cwd: Path, path: Path = CHECKOUT) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own, elsewhere, with the package that lies in the path."""
    command = [sys.executable, "-c", "from builder.cli import main; main()", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(path), "PYTHONSAFEPATH": "1"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", [[], *([name] for name in main.commands)])
def test_every_command_explains_itself(arguments: list[str]) -> None:
    result = archive(*arguments, "--help")
    assert result.exit_code == 0
    assert "Usage: " in result.output
    if not arguments:
        for name, command in main.commands.items():
            assert re.search(rf"^ +{name} +\w+", result.output, re.MULTILINE), command.help
    for parameter in main.commands[arguments[0]].params if arguments else []:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), f"{parameter.name} is not explained"


def test_import_tells_what_it_did_and_was_unsure_of(place: Path) -> None:
    akn_file(place / "inbox", "74_1.xml", "A/RES/74/1")
    akn_file(place / "inbox", "74_3.xml", "A/RES/74/2")
    result = archive("import", "inbox")
    assert result.exit_code == 0
    assert "2 files read (2 clean); in content: 2 new" in result.output
    assert "note: the file's name spells another symbol than the document (1 × import-name-differs)" in result.output
    assert "→ Look at what the file is" in result.output
    assert "A/RES/74/2: the file's name spells" in (place / ".cache" / "import.txt").read_text(encoding="utf-8")
    again = archive("import", "inbox", "--content", "content", "--jobs", "1")
    assert "2 unchanged" in again.output


def test_import_fails_if_a_file_could_not_be_read_and_imports_the_others(place: Path) -> None:
    akn_file(place / "inbox", "74_1.xml", "A/RES/74/1")
    (place / "inbox" / "bad.xml").write_text("<p/>", encoding="utf-8")
    result = archive("import", "inbox", "--report", "found.txt")
    assert result.exit_code == 1
    assert "1 file read (1 clean), 1 could not be read; in content: 1 new" in result.output
    assert "inbox/bad.xml" in result.output
    assert "bad.xml" in (place / "found.txt").read_text(encoding="utf-8")
    assert (place / "content/resolutions/en/A/RES/74/1.yaml").is_file()


def test_verbose_shows_every_finding(place: Path) -> None:
    for number in range(1, 5):
        akn_file(place / "inbox", f"74_{number}0.xml", f"A/RES/74/{number}")
    assert archive("import", "inbox").output.count("spells A/RES/74/") == 1
    assert archive("import", "inbox", "--verbose").output.count("spells A/RES/74/") == 4


def test_import_wants_files_that_exist(place: Path) -> None:
    assert archive("import").exit_code == 2
    result = archive("import", "nowhere.xml")
    assert result.exit_code == 2
    assert "nowhere.xml" in result.output


def test_pages_are_written_as_markdown(place: Path) -> None:
    akn_file(place, "74_1.xml", "A/RES/74/1", "Decides on the budget.")
    archive("import", "74_1.xml")
    result = archive("pages", "markdown")
    assert result.exit_code == 0
    page = (place / "markdown/en/A/RES/74/1.md").read_text(encoding="utf-8")
    assert "Decides on the budget." in page
    written = [path for path in (place / "markdown").rglob("*") if path.is_file()]
    assert f"{len(written)} pages written to markdown" in result.output
    assert archive("pages", "markdown").exit_code == 1, "a folder that holds something is not written into"


def test_pages_say_what_is_wrong_with_a_file(place: Path) -> None:
    (place / "content/resolutions/en").mkdir(parents=True)
    (place / "content/resolutions/en/x.yaml").write_text("symbol: 1\n", encoding="utf-8")
    result = archive("pages", "markdown")
    assert result.exit_code == 1
    assert "resolutions/en/x.yaml line 1, symbol: text is expected" in result.output


SPOKEN = "paragraph 11 of Security Council resolution 2371 (2017) and its resolution 73/180"


def test_cite_answers_with_one_line_for_each_citation() -> None:
    result = archive("cite", SPOKEN, "--by", "A/RES/74/166")
    assert result.exit_code == 0
    assert [line.split("\t")[:2] + line.split("\t")[3:5] for line in result.output.splitlines()] == [
        ["2371 (2017)", "S/RES/2371 (2017)", "external", "https://docs.un.org/en/S/RES/2371(2017)"],
        ["73/180", "A/RES/73/180", "external", "https://docs.un.org/en/A/RES/73/180"],
    ]


def test_cite_gives_json_with_the_fields_of_the_data_file() -> None:
    result = archive("cite", *SPOKEN.split(" "), "--json", "--by", "A/RES/74/166")
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [row["target"] for row in rows] == ["S/RES/2371 (2017)", "A/RES/73/180"]
    assert all(SPOKEN[row["start"] : row["end"]] == row["text"] for row in rows)
    for row in rows:
        assert list(row) == [*data_schema()["definitions"]["citations.jsonl"]["properties"], "official_url"]
        assert row["url"] == row["official_url"]


def test_cite_reads_standard_input_and_files(place: Path) -> None:
    (place / "speech.txt").write_bytes(b"\xff resolution\n1325 (2000)")
    for result in (
        archive("cite", typed="resolution\n1325 (2000)"),
        archive("cite", "-", typed="resolution 1325 (2000)"),
        archive("cite", "--file", "speech.txt"),
        archive("cite", "--file", "-", typed="resolution 1325 (2000)"),
    ):
        assert result.exit_code == 0
        assert result.output.startswith("1325 (2000)\tS/RES/1325 (2000)\t")
    assert archive("cite", "words", "--file", "speech.txt").exit_code == 2


def test_cite_of_nothing_is_no_failure() -> None:
    result = archive("cite", "Good morning.")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing is cited.\n")
    assert archive("cite", "--json", "Good morning.").output == ""


def test_cite_says_which_speaker_would_be_right() -> None:
    result = archive("cite", SPOKEN, "--by", "74/166")
    assert result.exit_code == 2
    assert "A/RES/74/166 or A/HRC/RES/74/166" in result.output


def test_cite_says_why_a_number_is_nothing() -> None:
    result = archive("cite", "its resolution 31/18")
    assert result.output == "31/18\t\t\tambiguous\t\tseveral bodies have such a number\n"


def test_cite_lands_in_an_archive_where_one_is_named(place: Path) -> None:
    akn_file(place, "73_180.xml", "A/RES/73/180", "Decides.")
    archive("import", "73_180.xml")
    found = [
        json.loads(line) for line in archive("cite", SPOKEN, "--by", "A/RES/74/166", "--content", "content", "--json").output.splitlines()
    ]
    assert [row["outcome"] for row in found] == ["external", "held"]
    assert (found[1]["url"], found[1]["official_url"]) == ("en/A/RES/73/180/", "https://docs.un.org/en/A/RES/73/180")
    (place / "other").mkdir()
    empty = archive("cite", SPOKEN, "--content", "other")
    assert empty.exit_code == 1
    assert "no documents in other" in empty.output


def test_cite_prints_nothing_that_steers_a_terminal() -> None:
    result = archive("cite", "resolution A/RES/74/1\x1b[31m, 1325\x1b[0m\n(2000)\tand [bold]A/74/5[/bold]")
    assert "\x1b" not in result.output
    assert all(line.count("\t") == 5 for line in result.output.splitlines())


def test_cite_shows_a_table_on_a_terminal() -> None:
    """A terminal of its own, as `script` makes one: the columns keep to its width."""
    if not shutil.which("script"):
        pytest.skip("no program `script` to make a terminal")
    for width in (60, 100):
        inner = (
            f"stty cols {width}; {sys.executable} -c 'from builder.cli import main; main()' cite '{SPOKEN} [bold]A/74/5' --by A/RES/74/166"
        )
        environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "TERM": "xterm"}
        environment.pop("COLUMNS", None)  # would count for more than the terminal; tests that run on all cores have it
        done = subprocess.run(
            ["script", "-qec", inner, os.devnull], env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stdout + done.stderr
        shown = re.sub(r"\x1b\[[\d;]*m", "", done.stdout).splitlines()
        assert shown[0].split() == ["Words", "Means", "Where", "and", "why"]
        assert max(map(len, shown)) <= width
        assert "73/180" in "\n".join(shown)


def test_a_build_without_configuration_says_what_to_do(place: Path) -> None:
    result = archive("build")
    assert result.exit_code == 1
    assert "archive new" in result.output


def test_new_makes_an_archive_that_builds_and_checks_outside_any_clone(place: Path) -> None:
    assert archive("new", "mine").exit_code == 0
    assert archive("new", "mine").exit_code == 1, "a folder that holds something is not written into"
    mine = place / "mine"
    made = sorted(path.relative_to(mine).as_posix() for path in mine.rglob("*") if path.is_file())
    assert {"mkdocs.yml", "README.md", ".gitignore", "content/index.md"} <= set(made)
    assert not any(path.startswith("content/resolutions") for path in made)

    empty = archive_process("build", cwd=mine)
    assert empty.returncode == 0, empty.stderr
    assert (mine / "site/index.html").is_file()

    akn_file(place / "inbox", "74_1.xml", "A/RES/74/1", "Decides on the budget.")
    for command in (["import", place / "inbox"], ["build"], ["check"]):
        done = archive_process(*command, cwd=mine)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "all is well" in done.stdout
    assert "Decides on the budget." in (mine / "site/en/A/RES/74/1/index.html").read_text(encoding="utf-8")

    ignored = (mine / ".gitignore").read_text(encoding="utf-8").split()
    made_here = {f"/{path.name}/" for path in mine.iterdir() if path.is_dir() and path.name != "content" and not path.match(".site.*")}
    assert made_here | {"/.site.*"} == set(ignored)


def test_a_build_fails_where_a_link_is_dead(place: Path) -> None:
    archive("new", "mine")
    (place / "mine/content/index.md").write_text("# Home\n\n[gone](nowhere.md)\n", encoding="utf-8")
    done = archive_process("build", "--site-dir", "public", cwd=place / "mine")
    assert done.returncode != 0
    assert "nowhere.md" in done.stderr


def test_the_same_content_gives_the_same_bytes(place: Path) -> None:
    archive("new", "mine")
    for symbol in ("A/RES/74/1", "A/RES/75/2", "S/RES/1325 (2000)", "A/HRC/RES/54/1", "A/DEC/76/401"):
        akn_file(place / "inbox", f"{symbol.replace('/', '_')}.xml", symbol)
    archive("import", "inbox", "--content", "mine/content")
    for folder in ("one", "two"):
        done = archive_process("build", "--site-dir", place / folder, cwd=place / "mine")
        assert done.returncode == 0, done.stderr
    one = sorted(path.relative_to(place / "one") for path in (place / "one").rglob("*") if path.is_file())
    two = sorted(path.relative_to(place / "two") for path in (place / "two").rglob("*") if path.is_file())
    assert one == two
    _, different, unreadable = filecmp.cmpfiles(place / "one", place / "two", one, shallow=False)
    assert not different
    assert not unreadable


def test_check_names_what_is_wrong(place: Path) -> None:
    (place / "site").mkdir()
    result = archive("check", "site")
    assert result.exit_code == 1
    assert "check-no-site" in result.output


def test_the_package_holds_what_a_new_archive_needs(place: Path) -> None:
    """The wheel, unpacked where no checkout is near."""
    wheels = pytest.importorskip("hatchling.builders.wheel", reason="hatchling builds the wheel; it is in the extra `dev`")
    (wheel,) = wheels.WheelBuilder(str(CHECKOUT)).build(directory=str(place / "dist"), versions=["standard"])
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place / "installed")
    installed = place / "installed"
    assert archive_process("new", "mine", cwd=place, path=installed).returncode == 0
    done = archive_process("build", cwd=place / "mine", path=installed)
    assert done.returncode == 0, done.stderr
    styles = list((place / "mine/site").rglob("archive*.css"))
    assert styles, "the theme's overrides are in the package"


SHOWN = (
    b"United Nations A/RES/90/7\n\n The General Assembly,\n\n Recalling the lamp,\n\n1\n\n 1. Decides to light it.\n\n"
    b"__________\n\n 1\n  A/90/1.\n"
)


def test_show_has_a_file_at_each_stage_of_its_reading(place: Path) -> None:
    (place / "lamp.txt").write_bytes(SHOWN)
    lines = archive("show", "lamp.txt", "--stage", "lines").output.splitlines()
    assert lines[1].split() == ["3", "1", "The", "General", "Assembly,"]
    assert "Recalling the lamp,[^1]" in archive("show", "lamp.txt", "--stage", "blocks").output
    assert "operative: Decides to light it." in archive("show", "lamp.txt").output


def test_show_finds_the_source_of_a_symbol_where_it_is_kept(place: Path) -> None:
    (place / "lamp.txt").write_bytes(SHOWN)
    archive("import", "lamp.txt")
    assert "operative: Decides to light it." in archive("show", "A/RES/90/7").output
    lost = archive("show", "A/RES/90/7", "--stage", "lines")
    assert lost.exit_code == 1
    assert "import with --keep-sources" in lost.output
    archive("import", "lamp.txt", "--keep-sources")
    assert "Recalling the lamp," in archive("show", "A/RES/90/7", "--stage", "lines").output


@pytest.mark.parametrize(
    ("document", "told"),
    [("A/RES/90/8", "A/RES/90/8 is not in content"), ("nothing.txt", "neither a file nor the symbol"), ("74_1.xml", "has no lines")],
)
def test_show_says_why_it_has_nothing_to_show(place: Path, document: str, told: str) -> None:
    akn_file(place, "74_1.xml", "A/RES/74/1")
    result = archive("show", document, "--stage", "lines")
    assert result.exit_code == 1
    assert told in result.output


def test_each_document_is_said_to_be_clean_partial_or_verbatim(place: Path) -> None:
    inbox = place / "inbox"
    inbox.mkdir()
    (inbox / "A_RES_90_7.txt").write_bytes(SHOWN)
    (inbox / "A_RES_90_8.txt").write_bytes(SHOWN.replace(b"90/7", b"90/8").replace(b"\n\n1\n", b"\n"))
    (inbox / "A_RES_90_9.txt").write_text("Minutes of a meeting\n\nMr. Doe spoke.\n", encoding="utf-8")
    output = archive("import", "inbox").output
    assert "3 files read (1 clean, 1 partial, 1 verbatim); in content: 3 new" in output
    assert [line.split()[:2] for line in output.splitlines() if line.startswith(("clean", "partial", "verbatim"))] == [
        ["verbatim", "A/RES/90/9"],
        ["partial", "A/RES/90/8"],
        ["clean", "A/RES/90/7"],
    ]
    assert "clean     A/RES/90/7  inbox/A_RES_90_7.txt\n" in (place / ".cache" / "import.txt").read_text(encoding="utf-8")
    assert "verbatim: true" in (place / "content/resolutions/en/A/RES/90/9.yaml").read_text(encoding="utf-8")
