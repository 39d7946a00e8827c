"""What the README and docs/ say is there is there, and what is there they say."""

from __future__ import annotations

import doctest
import re
import shlex
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import Command, Group
from click.testing import CliRunner

from builder.cli import main
from builder.export import data_schema
from builder.linking.cite import cite
from builder.linking.resolve import Outcome, Reason

CHECKOUT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    CHECKOUT / "README.md",
    CHECKOUT / "CHANGELOG.md",
    *sorted(CHECKOUT.glob("docs/*.md")),
    *sorted(CHECKOUT.glob("benchmarks/*.md")),
]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")

LINK = re.compile(r"!?\[[^]]*\]\((?P<target>[^)#\s]+)[^)]*\)")
CODE = re.compile(r"```(?:sh|yaml)\n(?P<block>.*?)```|`(?P<span>[^`\n]+)`", re.DOTALL)
FIRST_CELL = re.compile(r"^\| `(?P<name>[^`]+)` \|", re.MULTILINE)
COMMAND = re.compile(r"^\s*(?:- run: )?(?:\S*/)?archive (?P<name>[a-z]+)\b(?P<rest>[^#\n]*)", re.MULTILINE)
OPTION = re.compile(r"(?<=[ `])--[a-z-]+")


def section(text: str, heading: str) -> str:
    """What stands under a second-level heading."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def code_in(text: str) -> str:
    """Commands in blocks and in running text, a line each."""
    return "\n".join(match["block"] or match["span"] for match in CODE.finditer(text) if match["block"] or match["span"])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_to_files(document: Path) -> None:
    targets = [match["target"] for match in LINK.finditer(document.read_text(encoding="utf-8"))]
    missing = [target for target in targets if "://" not in target and not (document.parent / target).exists()]
    assert not missing


def test_the_table_of_commands_is_the_list_of_commands() -> None:
    documented = [cell.split()[1] for cell in FIRST_CELL.findall(section(README, "Commands"))]
    assert sorted(documented) == sorted(main.commands)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_and_their_options_exist(document: Path) -> None:
    """Inside code only: `archive check` is a command, 'an archive of resolutions' is not."""
    text = document.read_text(encoding="utf-8")
    for match in COMMAND.finditer(code_in(text)):
        assert match["name"] in main.commands, match[0]
        known = options_of(main.commands[match["name"]]) | {"--help"}
        assert set(OPTION.findall(match["rest"])) <= known, match[0]


def options_of(command: Command) -> set[str]:
    """The options of a command and of those below it."""
    below = command.commands.values() if isinstance(command, Group) else ()
    own = {option for parameter in command.params for option in parameter.opts}
    return own.union(*(options_of(one) for one in below))


def test_options_that_the_readme_names_alone_belong_to_the_import() -> None:
    known = {option for parameter in main.commands["import"].params for option in parameter.opts}
    named = set(re.findall(r"`(--[a-z-]+)`", section(README, "Put in your own documents")))
    assert named
    assert named <= known


def test_make_targets_exist() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", code_in(README)))
    assert named == targets - {"help", "clean"}


@pytest.mark.parametrize("name", ["resolutions.jsonl", "paragraphs.jsonl", "citations.jsonl"])
def test_fields_of_the_data_files_are_described_in_their_order(name: str) -> None:
    text = (CHECKOUT / "docs" / "data-files.md").read_text(encoding="utf-8")
    schema: dict[str, Any] = data_schema()["definitions"][name]
    assert FIRST_CELL.findall(section(text, name)) == list(schema["properties"])


def test_the_security_policy_is_the_same_wherever_it_stands() -> None:
    """That of docs/publishing.md is the one under which the tests in a browser run."""
    policy = re.compile(r"add_header Content-Security-Policy .*")
    assert policy.findall(README) == policy.findall((CHECKOUT / "docs" / "publishing.md").read_text(encoding="utf-8"))
    assert len(policy.findall(README)) == 1


# --- docs/citations.md ---

CITATIONS = (CHECKOUT / "docs" / "citations.md").read_text(encoding="utf-8")
SAID = re.compile(r"^\| `(?P<words>[^`]+)` \| (?:`(?P<by>[^`]+)` )?\|(?: (?P<cited>.*) \|)?$", re.MULTILINE)


@pytest.mark.parametrize("line", list(SAID.finditer(section(CITATIONS, "The forms"))), ids=lambda line: line["words"])
def test_what_words_are_said_to_cite_they_cite(line: re.Match[str]) -> None:
    meant = [citation.target for citation in cite(line["words"], by=line["by"])]
    assert meant == re.findall("`([^`]+)`", line["cited"])


LANGUAGES = {"Arabic": "ar", "Chinese": "zh", "French": "fr", "German": "de", "Russian": "ru", "Spanish": "es"}
SAID_IN = re.compile(r"^\| (?P<language>\w+) \| `(?P<words>[^`]+)` \| `(?P<by>[^`]+)` \| (?P<cited>.*) \|$", re.MULTILINE)


@pytest.mark.parametrize("line", list(SAID_IN.finditer(section(CITATIONS, "Languages"))), ids=lambda line: line["language"])
def test_what_words_of_a_language_are_said_to_cite_they_cite(line: re.Match[str]) -> None:
    meant = [citation.target for citation in cite(line["words"], by=line["by"], language=LANGUAGES[line["language"]])]
    assert meant == re.findall("`([^`]+)`", line["cited"])


@pytest.mark.parametrize("line", list(SAID.finditer(section(CITATIONS, "What is refused"))), ids=lambda line: line["words"])
def test_what_is_said_to_be_refused_is_refused(line: re.Match[str]) -> None:
    assert [citation.target for citation in cite(line["words"], by=line["by"]) if citation.target] == []


def test_all_reasons_and_outcomes_of_citations_are_explained() -> None:
    """The words of a reason stand in the data files: who meets one finds it here."""
    explained = section(CITATIONS, "Outcomes and reasons")
    assert FIRST_CELL.findall(explained) == [reason.value for reason in Reason]
    assert re.findall(r"`(\w+)`: the archive|`(\w+)`: ", explained) == [("held", ""), *(("", each.value) for each in list(Outcome)[1:])]


def test_all_findings_about_citations_are_explained() -> None:
    listed = yaml.safe_load(files("builder").joinpath("data/diagnostics.yaml").read_text(encoding="utf-8"))
    explained = FIRST_CELL.findall(section(CITATIONS, "Links of the United Nations as a second opinion"))
    assert sorted(explained) == sorted(code for code in listed if code.startswith("link-"))


def test_the_function_does_what_its_example_shows() -> None:
    example = re.search(r"```python\n(>>>.*?)```", CITATIONS, re.DOTALL)
    assert example
    test = doctest.DocTestParser().get_doctest(example[1], {}, "citations.md", None, None)
    assert test.examples
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


def test_the_command_says_what_its_example_shows() -> None:
    example = re.search(r"```sh\narchive (cite .*?)\n```\n\n```text\n(.*?)```", CITATIONS, re.DOTALL)
    assert example
    result = CliRunner().invoke(main, shlex.split(example[1]), catch_exceptions=False)
    said = [cell for line in result.output.splitlines() for number, cell in enumerate(line.split("\t")) if cell and number != 3]
    shown = [cell for line in example[2].splitlines()[1:] for cell in re.split("  +", line) if cell]
    assert sorted(shown) == sorted(said)


def test_the_case_that_is_shown_is_a_case() -> None:
    example = re.search(r"```yaml\n(- name: .*?)```", CITATIONS, re.DOTALL)
    assert example
    (case,) = yaml.safe_load(example[1])
    assert {citation.text: citation.target for citation in cite(case["words"], by=case["by"])} == case["cites"]


def test_the_map_of_the_code_shows_what_there_is() -> None:
    """Every module and package of the builder stands in the README's map, and nothing that is not there."""
    table = section(README, "The code")
    cells = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", table, re.MULTILINE)
    named = {part.removeprefix("builder/").rstrip("/") for cell in cells for part in re.findall(r"`([^`]+)`", cell)} - {"overrides"}
    present = {path.name for path in (CHECKOUT / "builder").iterdir() if not path.name.startswith(("_", "py.typed"))}
    assert named == present
