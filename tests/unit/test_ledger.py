"""The ledger of published anchors: what is noted, what fails a build, and what a keeper can do about it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner, Result
from hypothesis import Verbosity, given, settings
from markdown import markdown

from builder.anchors import anchored
from builder.archive import Archive, document_file
from builder.check import check_site
from builder.cli import main
from builder.ledger import find_broken, record_published
from builder.ledger.review import confirm, name_alias, shown
from builder.linking import link_archive
from builder.loading import load_archive
from builder.model import BlockKind, Kind, Organ, Paragraph, Resolution, Source
from builder.pages import render_pages
from builder.plugin import ResolutionArchivePlugin
from builder.reading.yaml_file import format_yaml
from builder.text import parse_text
from tests.strategies import resolutions
from tests.unit.test_plugin import build, make

SYMBOL = "A/RES/74/1"
FIRST = "Decides to keep the matter under review at its next session;"
SECOND = "Requests the Secretary-General to report on the implementation of the present resolution;"
THIRD = "Calls upon all States to cooperate with the Committee in every way."


def resolution(*paragraphs: tuple[str, str], symbol: str = SYMBOL, language: str = "en") -> Resolution:
    body = tuple(Paragraph(BlockKind.OPERATIVE, parse_text(words), label) for label, words in paragraphs)
    source = Source("made.xml", "akn", "0" * 64)
    return Resolution(symbol, language, Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, source, "A title", adopted="2019-12-18", body=body)


WHOLE = resolution(("1.", FIRST), ("2.", SECOND), ("3.", THIRD))
RENUMBERED = resolution(("1.", FIRST), ("2.", THIRD), ("4.", SECOND))


def put(content: Path, *documents: Resolution) -> Archive:
    for document in documents:
        path = content / "resolutions" / document_file(document.symbol, document.language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_yaml(document), encoding="utf-8")
    return load_archive(content)[0]


def broken(archive: Archive) -> list[str]:
    return [str(one) for one in find_broken(archive)]


def lines(content: Path, language: str = "en") -> list[dict[str, object]]:
    text = (content / "anchors" / language / "general-assembly.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An archive whose documents have been published."""
    folder = tmp_path / "content"
    archive = put(folder, WHOLE, replace(WHOLE, language="fr"), replace(WHOLE, symbol="A/RES/74/10"), replace(WHOLE, symbol="A/RES/74/9"))
    record_published(folder, archive.store)
    return folder


def run(content: Path, *arguments: str) -> Result:
    first, *others = arguments or [""]
    options = ["anchors", "--content", str(content), "--site", str(content.parent / "site")]
    return CliRunner().invoke(main, [*options, *([first] if first else []), *others])


# --- the files ----------------------------------------------------------------------------------------------------------------------


def test_a_line_is_a_document_and_lines_are_in_order(content: Path) -> None:
    assert [line["symbol"] for line in lines(content)] == ["A/RES/74/1", "A/RES/74/9", "A/RES/74/10"]
    assert list(lines(content, "fr")[0]["anchors"]) == ["op1", "op2", "op3"]  # type: ignore[call-overload]
    assert "aliases" not in lines(content)[0]


def test_the_same_content_gives_the_same_bytes(content: Path, tmp_path: Path) -> None:
    other = tmp_path / "other/content"
    put(other, replace(WHOLE, symbol="A/RES/74/9"), RENUMBERED)
    archive = put(other, replace(WHOLE, symbol="A/RES/74/10"), replace(WHOLE, language="fr"), WHOLE)
    record_published(other, archive.store)
    for language in ("en", "fr"):
        file = f"anchors/{language}/general-assembly.jsonl"
        assert (content / file).read_bytes() == (other / file).read_bytes()


def test_where_nothing_changed_nothing_is_written(content: Path) -> None:
    before = (content / "anchors/en/general-assembly.jsonl").stat()
    archive, _ = load_archive(content)
    record_published(content, archive.store)
    assert (content / "anchors/en/general-assembly.jsonl").stat().st_mtime_ns == before.st_mtime_ns


def test_new_paragraphs_and_documents_break_nothing_and_are_added(content: Path) -> None:
    archive = put(
        content, resolution(("1.", FIRST), ("2.", SECOND), ("3.", THIRD), ("4.", "Decides.")), replace(WHOLE, symbol="A/RES/75/1")
    )
    assert not broken(archive)
    record_published(content, archive.store)
    assert list(lines(content)[0]["anchors"]) == ["op1", "op2", "op3", "op4"]  # type: ignore[call-overload]
    assert lines(content)[-1]["symbol"] == "A/RES/75/1"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<<<<<<< ours", "Expecting value"),
        ('{"symbol":"A/RES/74/1","anchors":{}}', "has a line already"),
        ('{"symbol":"S/RES/1325 (2000)","anchors":{}}', "belongs in a file security-council.jsonl"),
        ('{"symbol":"a/res/74/1","anchors":{}}', "no symbol"),
        ('{"symbol":"A/RES/74/2","anchors":{"op1":"!"}}', "not names with fingerprints"),
        ('{"symbol":"A/RES/74/2","anchors":{"\\"><b>":"abcd"}}', "not names with fingerprints"),
        ('{"symbol":"A/RES/74/2","anchors":{},"aliases":{"Op 1":"op1"}}', "not names with anchors"),
        ('{"symbol":"A/RES/74/2","anchors":{},"dates":1}', "symbol, anchors and aliases"),
        ("[" * 100_000, ""),
    ],
)
def test_a_line_that_cannot_be_read_is_told_each_time_and_stays(content: Path, line: str, said: str) -> None:
    file = content / "anchors/en/general-assembly.jsonl"
    damaged = file.read_text(encoding="utf-8") + line + "\n"
    file.write_text(damaged, encoding="utf-8")
    for _ in range(2):
        archive, findings = load_archive(content)
        assert [(found.code, found.place) for found in findings] == [("ledger-line", "line 4")]
        assert said in findings[0].found
    with pytest.raises(ValueError, match="line 4"):
        record_published(content, archive.store)
    assert file.read_text(encoding="utf-8") == damaged


# --- what is broken -----------------------------------------------------------------------------------------------------------------


def test_a_paragraph_that_is_gone_or_has_other_words_is_broken(content: Path) -> None:
    archive = put(content, RENUMBERED)
    assert broken(archive) == ["A/RES/74/1#op2 (en): 85% of its words are others", "A/RES/74/1#op3 (en): is gone"]


@pytest.mark.parametrize(
    ("words", "breaks"),
    [
        (FIRST.upper().replace(" ", "  "), False),
        (FIRST.replace("next", "seventy-fifth"), False),  # 1 of 11 words, and one more
        (FIRST.replace("under review at its", "before it until the"), True),  # 4 of 11
    ],
)
def test_a_fifth_of_the_words_may_change(content: Path, words: str, breaks: bool) -> None:
    archive = put(content, resolution(("1.", words), ("2.", SECOND), ("3.", THIRD)))
    assert bool(broken(archive)) is breaks


@pytest.mark.parametrize("how", ["removed", "set aside"])
def test_a_document_that_is_gone_is_one_line(content: Path, how: str) -> None:
    file = content / "resolutions/en/A/RES/74/9.yaml"
    if how == "removed":
        file.unlink()
    else:
        file.write_text("symbol: A/RES/74/9\n", encoding="utf-8")
    archive, _ = load_archive(content)
    assert broken(archive) == ["A/RES/74/9 (en): the document is gone, with 3 anchors"]


def test_a_ledger_that_was_merged_or_edited_counts_from_then_on(content: Path) -> None:
    file = content / "anchors/en/general-assembly.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('"op3":', '"op7":', 1), encoding="utf-8")
    assert broken(load_archive(content)[0]) == ["A/RES/74/1#op7 (en): is gone"]
    file.unlink()
    assert not broken(load_archive(content)[0])


# --- what a keeper does -------------------------------------------------------------------------------------------------------------


def test_the_words_of_old_and_new_are_shown_with_the_place_that_is_nearest(content: Path) -> None:
    row = {"symbol": SYMBOL, "language": "en", "anchor": "op3", "kind": "operative", "text": THIRD}
    (content.parent / "site/data").mkdir(parents=True)
    (content.parent / "site/data/paragraphs.jsonl").write_text(json.dumps(row, separators=(",", ":")) + "\n", encoding="utf-8")
    archive = put(content, RENUMBERED)
    said = "\n".join(shown(archive, find_broken(archive), content.parent / "site"))
    assert f"was:     {THIRD}" in said
    assert f"nearest: #op2: {THIRD}" in said
    assert 'archive anchors alias "A/RES/74/1" op3 op2 --language en' in said
    assert f"its words are now at #op4: {SECOND}" in said


def test_the_command_lists_confirms_and_is_content_then(content: Path) -> None:
    put(content, RENUMBERED)
    listed = run(content)
    assert listed.exit_code == 1
    assert "A/RES/74/1#op3 (en): is gone" in listed.output
    assert run(content, "confirm", "A/RES/74/1#op3").exit_code == 0
    assert list(lines(content)[0]["anchors"]) == ["op1", "op2"]  # type: ignore[call-overload]
    assert run(content, "confirm", "A/RES/74/1#op3").exit_code == 1, "there is nothing any more to confirm"
    assert run(content, "confirm").exit_code == 2
    assert run(content, "confirm", "--all").exit_code == 0
    assert "Every published address is kept" in run(content).output


def test_a_document_is_confirmed_in_the_language_that_is_named(content: Path) -> None:
    for language in ("en", "fr"):
        (content / "resolutions" / language / "A/RES/74/1.yaml").unlink()
    archive, _ = load_archive(content)
    assert [one.language for one in confirm(content, archive, [SYMBOL], language="fr")] == ["fr"]
    assert [one.language for one in find_broken(archive)] == ["en"]
    assert not (content / "anchors/fr/general-assembly.jsonl").exists(), "nothing is promised in French any more"


def test_an_alias_keeps_the_old_address(content: Path) -> None:
    archive = put(content, RENUMBERED, replace(RENUMBERED, language="fr"))
    assert name_alias(content, archive, SYMBOL, "op3", "op2") == ["en", "fr"]
    assert lines(content)[0]["aliases"] == {"op3": "op2"}
    assert broken(archive) == [f"A/RES/74/1#op2 ({language}): 85% of its words are others" for language in ("en", "fr")]
    assert broken(load_archive(content)[0]) == broken(archive)
    page = next(page.markdown for page in render_pages(archive, link_archive(archive)) if page.src == "en/A/RES/74/1.md")
    assert re.search(r'^<span class="alias" id="op3" data-anchor="op2"></span>\*\*2\.\*\* Calls upon', page, re.MULTILINE)


@pytest.mark.parametrize(
    ("symbol", "old", "new", "options", "said"),
    [
        (SYMBOL, "op3", "op9", (), "has no #op9"),
        (SYMBOL, "op1", "op2", (), "has #op1"),
        (SYMBOL, "op3", "op3", (), "has no #op3"),
        (SYMBOL, "op8", "op1", (), "was never published"),
        (SYMBOL, "Op 3", "op2", (), "no name of an anchor"),
        (SYMBOL, 'op3"><script>', "op2", (), "no name of an anchor"),
        (SYMBOL, "op3", "op2", ("--language", "ru"), "not in the archive in ru"),
        ("A/RES/74/2", "op3", "op2", (), "not in the archive"),
        ("nonsense", "op3", "op2", (), "no symbol"),
        (SYMBOL, "op3", "old", (), "#old is an alias itself; name the anchor it leads to, #op1"),
    ],
)
def test_what_cannot_be_an_alias_is_refused(content: Path, symbol: str, old: str, new: str, options: tuple[str, ...], said: str) -> None:
    archive = put(content, RENUMBERED)
    name_alias(content, archive, SYMBOL, "old", "op1", language="en")
    before = lines(content)
    result = run(content, "alias", symbol, old, new, *options)
    assert result.exit_code == 1
    assert said in result.output
    assert lines(content) == before


def test_an_alias_of_an_anchor_that_moves_moves_with_it(content: Path) -> None:
    archive = put(content, RENUMBERED)
    confirm(content, archive, (), everything=True)
    name_alias(content, archive, SYMBOL, "op3", "op2", language="en")
    record_published(content, archive.store)
    archive = put(content, resolution(("1.", FIRST), ("3 bis.", THIRD), ("4.", SECOND)))
    assert broken(archive) == ["A/RES/74/1#op2 (en): is gone", "A/RES/74/1#op3 (en): is an alias of #op2, which is gone"]
    name_alias(content, archive, SYMBOL, "op2", "op3bis", language="en")
    assert not broken(archive)
    assert lines(content)[0]["aliases"] == {"op2": "op3bis", "op3": "op3bis"}


def test_an_alias_that_is_a_paragraph_again_is_broken_until_it_is_confirmed(content: Path) -> None:
    archive = put(content, RENUMBERED)
    confirm(content, archive, (), everything=True)
    name_alias(content, archive, SYMBOL, "op3", "op2", language="en")
    record_published(content, archive.store)
    archive = put(content, resolution(("1.", FIRST), ("2.", THIRD), ("3.", "Decides."), ("4.", SECOND)))
    assert broken(archive) == ["A/RES/74/1#op3 (en): is an alias of #op2, and now a paragraph, too"]
    assert archive.aliases(SYMBOL, "en") == {}, "the paragraph has its own address"
    confirm(content, archive, ["A/RES/74/1#op3"])
    assert not broken(archive)
    assert "aliases" not in lines(content)[0]


# --- in a build ---------------------------------------------------------------------------------------------------------------------


def test_a_build_keeps_its_promises_or_fails_and_leaves_the_old_site(tmp_path: Path) -> None:
    folder = make(tmp_path, WHOLE)
    content, page = folder / "content", folder / "site/en/A/RES/74/1/index.html"
    assert build(folder).returncode == 0
    assert list(lines(content)[0]["anchors"]) == ["op1", "op2", "op3"]  # type: ignore[call-overload]
    before = page.read_bytes()
    put(content, resolution(("1.", FIRST), ("2.", SECOND), ("5.", THIRD)))
    failed = build(folder)
    assert failed.returncode == 1
    assert "A/RES/74/1#op3 (en): is gone; its words are now at #op5" in failed.stderr
    assert "archive anchors" in failed.stderr
    assert "op3" in (folder / ".cache/anchors.txt").read_text(encoding="utf-8")
    assert page.read_bytes() == before
    assert run(content, "alias", SYMBOL, "op3", "op5").exit_code == 0
    result = build(folder)
    assert result.returncode == 0, result.stderr
    html = page.read_text(encoding="utf-8")
    assert re.search(r'<p[^>]* id="op5"[^>]*><span class="alias" id="op3" data-anchor="op5"></span><strong>5\.</strong>', html)
    assert not check_site(folder / "site", content)
    assert not list((folder / "site").rglob("*general-assembly*")), "the ledger is not published"


def test_what_is_only_looked_at_is_built_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    plugin = ResolutionArchivePlugin()
    plugin.on_startup(command="serve", dirty=False)
    plugin._refuse("an address is gone")
    assert "an address is gone" in caplog.text


@settings(max_examples=30, deadline=None, verbosity=Verbosity.quiet)
@given(resolutions)
def test_whatever_has_an_anchor_can_have_had_another(document: Resolution) -> None:
    """A heading, a table, a note, an annex or a draft without a heading: each keeps the address that it had."""
    units = anchored(replace(document, symbol=SYMBOL, language="en"))
    archive = Archive((units,))
    anchors = [unit.anchor for unit in units.units if unit.anchor]
    archive.store.write_all("INSERT INTO alias VALUES ('en', ?, ?, ?)", [(SYMBOL, f"old-{anchor}", anchor) for anchor in anchors])
    page = next(page.markdown for page in render_pages(archive, link_archive(archive)) if page.src == "en/A/RES/74/1.md")
    text = page.partition("---\n")[2].partition("---\n")[2]
    html = lxml.html.fromstring(markdown(text, extensions=["attr_list", "def_list", "md_in_html"]))
    found = {span.get("id"): span for span in html.find_class("alias")}
    assert len(html.find_class("alias")) == len(found) == len(anchors)
    for anchor in anchors:
        at = found[f"old-{anchor}"]
        around = [element.get("id") for element in at.iterancestors()]
        assert anchor in around or at.getparent().getnext().get("id") == anchor, "a table follows the names that it had"
