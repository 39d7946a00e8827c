"""Something hostile in every field of a document, through a whole build: it is words everywhere, and nothing else anywhere.

A document has it in each field that the schema names, and its twin has letters of the same number in the same places. All that is made of
the two must have the same form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest
import yaml
from click.testing import CliRunner

from builder.check import check_site
from builder.cli import main
from builder.loading import load_archive
from builder.reading.yaml_file import parse_yaml, schema
from builder.text import normalise_words
from tests.hostile import HARMLESS, HOSTILE, whole_document

HARMED, SOUND = "A/RES/74/11", "A/RES/74/13"


def run(*arguments: str) -> None:
    ran = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the two documents and of plain ones around them, and its site."""
    folder = tmp_path_factory.mktemp("hostile") / "archive"
    run("new", str(folder))
    place = folder / "content" / "resolutions" / "en" / "A" / "RES" / "74"
    place.mkdir(parents=True)
    for number in range(10, 15):
        symbol = f"A/RES/74/{number}"
        tree = whole_document(symbol, {HARMED: HOSTILE, SOUND: HARMLESS}.get(symbol, "Plain %s"))
        if symbol not in (HARMED, SOUND):
            tree["body"] = [{"operative": "Recalls its resolutions 74/11 and 74/13;"}]
        (place / f"{number}.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    run("build", "--config", str(folder / "mkdocs.yml"))
    return folder


def named_fields(node: Any) -> Iterator[str]:
    """The fields that a schema names."""
    if isinstance(node, dict):
        yield from node.get("properties", {})
        for part in node.values():
            yield from named_fields(part)
    elif isinstance(node, list):
        for part in node:
            yield from named_fields(part)


def given_fields(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        yield from tree
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from given_fields(part)


def test_every_field_of_the_schema_is_tried() -> None:
    tree = whole_document(HARMED, HOSTILE)
    assert set(given_fields(tree)) == set(named_fields(schema())) - {"written"}
    reading = parse_yaml(yaml.safe_dump(tree).encode(), "11.yaml")
    assert reading.diagnostics == ()


def form(html: str) -> list[tuple[str, ...]]:
    """What a page is made of: each element with its attributes' names, and the kind of address it leads to."""
    found = []
    for element in lxml.html.document_fromstring(html).iter():
        tag = element.tag if isinstance(element.tag, str) else "comment"
        leads = [re.match(r"[a-z]+:|#?", element.get(name, ""))[0] for name in ("href", "src") if name in element.attrib]  # type: ignore[index]
        found.append((tag, *sorted(map(str, element.attrib)), *leads))
    return found


def test_the_pages_of_the_two_have_the_same_form(folder: Path) -> None:
    harmed, sound = ((folder / "site" / "en" / symbol / "index.html").read_text(encoding="utf-8") for symbol in (HARMED, SOUND))
    assert form(harmed) == form(sound)
    assert "harm()" in harmed


def test_what_the_archive_shows_of_the_two_elsewhere_has_the_same_form(folder: Path) -> None:
    listed = lxml.html.parse(str(folder / "site" / "en" / "A" / "RES" / "74" / "index.html"))
    forms = [
        form(lxml.html.tostring(item, encoding="unicode"))
        for symbol in (HARMED, SOUND)
        for item in listed.xpath(f"//li[.//a[contains(@href, '{symbol.rpartition('/')[2]}/')]]")[-1:]
    ]
    assert len(forms) == 2
    assert forms[0] == forms[1]


def test_no_page_has_a_script_a_handler_or_an_address_of_its_own(folder: Path) -> None:
    assert [str(finding) for finding in check_site(folder / "site")] == []
    for page in (folder / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b\x0e-\x1f]", html), page
        for element in lxml.html.document_fromstring(html).iter():
            assert not [name for name in element.attrib if name.startswith("on")], page
            for name in ("href", "src", "action", "formaction"):
                assert not re.match(r"\s*(?:javascript|data|vbscript)\s*:", element.get(name, ""), re.IGNORECASE), page


def test_the_head_says_it_as_words(folder: Path) -> None:
    head = lxml.html.parse(str(folder / "site" / "en" / HARMED / "index.html")).getroot().head
    title = normalise_words(
        yaml.safe_load((folder / "content" / "resolutions" / "en" / f"{HARMED}.yaml").read_text(encoding="utf-8"))["title"]
    )
    linked = [json.loads(script.text) for script in head.iter("script") if script.get("type") == "application/ld+json"]
    assert [normalise_words(said["name"]) for said in linked] == [title]
    assert [normalise_words(meta.get("content")) for meta in head.iter("meta") if meta.get("name") == "DC.title"] == [title]


def test_the_data_files_have_a_line_for_each_row(folder: Path) -> None:
    data = folder / "site" / "data"
    rows = [json.loads(line) for line in (data / "resolutions.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [row["symbol"] for row in rows if row["held"]] == [f"A/RES/74/{number}" for number in range(10, 15)]
    units: dict[str, list[tuple[str, int]]] = {HARMED: [], SOUND: []}
    for line in (data / "paragraphs.jsonl").read_text(encoding="utf-8").split("\n"):
        row = json.loads(line) if line else {}
        if row.get("symbol") in units:
            units[row["symbol"]].append((row["kind"], len(row["text"])))
    assert units[HARMED] == units[SOUND]
    assert len(units[HARMED]) > 30
    for file in (folder / "site").rglob("*.json"):
        json.loads(file.read_text(encoding="utf-8"))


def test_the_feed_is_well_formed_and_has_each_document_once(folder: Path) -> None:
    feeds = [path for path in (folder / "site").rglob("*.xml") if b"<feed" in path.read_bytes()[:400]]
    assert feeds
    for path in feeds:
        entries = lxml.etree.parse(str(path)).findall("{http://www.w3.org/2005/Atom}entry")
        assert len(entries) == 5
        assert len({tuple(child.tag for child in entry.iter()) for entry in entries}) == 1


def test_the_markdown_tree_has_the_same_lines_for_both(folder: Path, tmp_path: Path) -> None:
    run("pages", str(tmp_path / "tree"), "--content", str(folder / "content"))
    kinds = []
    for symbol in (HARMED, SOUND):
        source = (tmp_path / "tree" / "en" / f"{symbol}.md").read_text(encoding="utf-8")
        _, front, body = source.split("---\n", 2)
        assert set(yaml.safe_load(front)) >= {"title"}
        kinds.append(([*yaml.safe_load(front)], [re.match(r"\s*(?:#+ |- |<\w+|: |\{: )?", line)[0] for line in body.splitlines()]))  # type: ignore[index]
    assert kinds[0] == kinds[1]


def test_the_archive_is_read_without_a_complaint(folder: Path) -> None:
    archive, diagnostics = load_archive(folder / "content")
    assert len(archive) == 5
    assert {found.severity.value for found in diagnostics} <= {"note", "warning"}
