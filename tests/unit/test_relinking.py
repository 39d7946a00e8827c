"""A document that comes into the archive, or changes in it, changes the links of all that cite it: the commands, as a keeper runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from builder.cli import main
from tests.samples import akn_file

CITING, CITED = "en/A/RES/74/1/", "en/A/RES/73/180/"
OFFICIAL = "https://docs.un.org/en/A/RES/73/180"


class Keeper:
    """Someone with an archive, who imports and builds."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.run("new", place / "mine")

    def run(self, *arguments: str | Path) -> None:
        done = CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)
        assert done.exit_code == 0, done.output

    def import_file(self, name: str, symbol: str, words: str, number: str = "1.") -> None:
        """Import a document of one operative paragraph with this number."""
        path = akn_file(self.place, name, symbol, words)
        path.write_text(path.read_text(encoding="utf-8").replace("<num>1.</num>", f"<num>{number}</num>"), encoding="utf-8")
        self.run("import", path, "--content", self.place / "mine/content")

    def confirm(self, place: str) -> None:
        """Agree that a published address is no more."""
        self.run("anchors", "--content", self.place / "mine/content", "confirm", place)

    def build(self) -> Path:
        """The built site, which its own check finds in order."""
        self.run("build", "--config", self.place / "mine/mkdocs.yml")
        self.run("check", self.place / "mine/site", "--content", self.place / "mine/content")
        return self.place / "mine/site"


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path)


def links_of(site: Path, page: str, anchor: str) -> dict[str, str]:
    """The links in the paragraph by their words."""
    root = html.parse(str(site / page / "index.html"), html.HTMLParser(encoding="utf-8")).getroot()
    (paragraph,) = root.xpath(f"//*[@id='{anchor}']")
    return {link.text_content(): link.get("href") for link in paragraph.iter("a") if "permalink" not in link.get("class", "")}


def rows(site: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (site / "data" / name).read_text(encoding="utf-8").splitlines()]


def test_importing_an_older_document_links_all_that_cites_it_anew(keeper: Keeper) -> None:
    keeper.import_file("74_1.xml", "A/RES/74/1", "Recalls paragraph 4 of its resolution 73/180;")
    site = keeper.build()
    assert links_of(site, CITING, "op1") == {"73/180": OFFICIAL}
    assert "does not hold" in (site / CITED / "index.html").read_text(encoding="utf-8"), "what is cited has a page that says so"
    (citation,) = rows(site, "citations.jsonl")
    assert (citation["outcome"], citation["pinpoint"], citation["covers"]) == ("external", "paragraph 4", [])

    keeper.import_file("73_180.xml", "A/RES/73/180", "Decides.", "4.")
    site = keeper.build()
    assert links_of(site, CITING, "op1") == {"paragraph 4": "../../73/180/#op4", "73/180": "../../73/180/#op4"}
    page = (site / CITED / "index.html").read_text(encoding="utf-8")
    assert "Decides." in page
    assert "does not hold" not in page, "the page of what was only cited is gone"
    assert "A/RES/74/1" in page, "and it says who cites it"
    assert [row["held"] for row in rows(site, "resolutions.jsonl")] == [True, True]

    # The paragraph has another number in a corrected source: the citation falls back to the document.
    keeper.import_file("73_180.xml", "A/RES/73/180", "Decides.", "5.")
    keeper.confirm("A/RES/73/180#op4")
    site = keeper.build()
    assert links_of(site, CITING, "op1") == {"73/180": "../../73/180/"}
    (citation,) = rows(site, "citations.jsonl")
    assert (citation["outcome"], citation["pinpoint"], citation["covers"]) == ("held", "paragraph 4", [])


def test_taking_a_document_out_sends_its_citations_elsewhere_again(keeper: Keeper) -> None:
    keeper.import_file("74_1.xml", "A/RES/74/1", "Recalls its resolution 73/180;")
    keeper.import_file("73_180.xml", "A/RES/73/180", "Decides.")
    assert links_of(keeper.build(), CITING, "op1") == {"73/180": "../../73/180/"}
    (keeper.place / "mine/content/resolutions/en/A/RES/73/180.yaml").unlink()
    keeper.confirm("A/RES/73/180")
    assert links_of(keeper.build(), CITING, "op1") == {"73/180": OFFICIAL}
