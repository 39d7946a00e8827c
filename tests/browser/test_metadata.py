"""The heads of built pages as machines read them: with the address of the site, and without it."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from lxml import html

from builder.archive import document_file
from builder.reading.yaml_file import format_yaml
from tests.browser.conftest import SEED, built, new_archive
from tests.browser.documents import DOCUMENTS

pytestmark = pytest.mark.browser

SITE = "https://example.org/un/"
LONG = "en/A/RES/74/391/"
# The most that a page of usual length may hold for machines alone, in bytes before compression: there are thousands of pages.
MOST = 3500


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented documents where its address is known."""
    archive = new_archive(tmp_path_factory.mktemp("addressed") / "archive")
    resolutions = archive / "content" / "resolutions"
    shutil.copytree(SEED, resolutions, dirs_exist_ok=True)
    for document in DOCUMENTS:
        path = resolutions / document_file(document.symbol, document.language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_yaml(document), encoding="utf-8")
    with (archive / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\nsite_url: {SITE}\nplugins:\n  - resolution-archive:\n      search: true\n")
    return built(archive) / "resolutions"


@pytest.fixture
def anywhere(root: Path) -> Path:
    """The site of the same documents, which may be put anywhere."""
    return root / "resolutions"


def head(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path / "index.html").read_bytes()).find("head")


def tags(site: Path, path: str) -> dict[str, list[str]]:
    """What the page's tags say, by name or property."""
    found: dict[str, list[str]] = {}
    for tag in head(site, path).iter("meta"):
        if name := tag.get("name") or tag.get("property"):
            found.setdefault(name, []).append(tag.get("content"))
    return found


def links(site: Path, path: str) -> dict[tuple[str, str], str]:
    """The page's links by relation, and by language or type."""
    found = head(site, path).iter("link")
    return {(link.get("rel").strip(), link.get("hreflang") or link.get("type") or ""): link.get("href") for link in found}


def test_zotero_finds_a_report_with_number_date_body_and_title(addressed: Path) -> None:
    said = tags(addressed, LONG)
    assert said["citation_title"] == ["Protection of lighthouses in coastal waters"]
    assert said["citation_author"] == ["United Nations General Assembly,"]
    assert said["citation_technical_report_institution"] == ["United Nations"]
    assert said["citation_technical_report_number"] == ["A/RES/74/391"]
    assert said["citation_publication_date"] == ["2019-12-18"]
    assert said["citation_language"] == ["en"]
    assert said["citation_public_url"] == [f"{SITE}{LONG}"]
    assert not {"citation_journal_title", "citation_pdf_url", "DC.coverage"}.intersection(said)


def test_dublin_core_says_the_same(addressed: Path) -> None:
    said = {name: values for name, values in tags(addressed, LONG).items() if name.startswith("DC.")}
    assert said == {
        "DC.title": ["Protection of lighthouses in coastal waters"],
        "DC.creator": ["United Nations General Assembly"],
        "DC.publisher": ["United Nations"],
        "DC.identifier": ["A/RES/74/391"],
        "DC.type": ["resolution"],
        "DC.date": ["2019-12-18"],
        "DC.language": ["en"],
        "DC.subject": ["Lighthouses"],
        "DC.source": ["https://docs.un.org/en/A/RES/74/391"],
    }


def test_with_the_address_of_the_site_a_page_names_its_own_and_those_in_other_languages(addressed: Path) -> None:
    found = links(addressed, LONG)
    assert found["canonical", ""] == f"{SITE}{LONG}"
    assert found["alternate", "en"] == f"{SITE}{LONG}"
    assert found["alternate", "ar"] == f"{SITE}ar/A/RES/74/391/"
    assert found["alternate", "x-default"] == f"{SITE}{LONG}"
    assert links(addressed, "fr/A/RES/74/")["alternate", "ar"] == f"{SITE}ar/A/RES/74/"
    assert tags(addressed, LONG)["og:url"] == [f"{SITE}{LONG}"]


def test_without_it_nothing_is_said_that_needs_it(anywhere: Path) -> None:
    found = links(anywhere, LONG)
    assert not {relation for relation, _ in found}.intersection({"canonical", "search"})
    assert ("alternate", "ar") not in found
    assert not {"og:url", "citation_public_url"}.intersection(tags(anywhere, LONG))
    assert not (anywhere / "opensearch.xml").exists()


@pytest.mark.parametrize(
    ("path", "feed"), [("", "en/feed.xml"), (LONG, "../../../../feed.xml"), ("ar/A/RES/74/391/", "../../../../feed.xml")]
)
def test_every_page_leads_to_the_feed_of_its_language(addressed: Path, anywhere: Path, path: str, feed: str) -> None:
    for site in (addressed, anywhere):
        assert links(site, path)["alternate", "application/atom+xml"] == feed
        assert (site / path / feed).is_file()


def test_browsers_can_add_the_search(addressed: Path) -> None:
    assert links(addressed, "")["search", "application/opensearchdescription+xml"] == "opensearch.xml"
    description = ET.parse(addressed / "opensearch.xml").getroot()
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert 0 < len(description.findtext(f"{space}ShortName", "")) <= 16
    address = description.find(f"{space}Url")
    assert address is not None
    assert address.get("template") == f"{SITE}search/?q={{searchTerms}}"


def test_pages_have_descriptions_of_their_own(anywhere: Path) -> None:
    said = [tags(anywhere, path)["description"][0] for path in ("", "en/", "en/A/RES/74/", "en/subjects/", "about/", LONG)]
    assert len(set(said)) == len(said)
    assert said[-1] == "General Assembly resolution 74/391, adopted 18 December 2019: Protection of lighthouses in coastal waters"


def test_hostile_names_of_subjects_are_words_in_every_tag(anywhere: Path) -> None:
    path = "en/subjects/b-subject-b-7-7"
    assert head(anywhere, path).findtext("title") == "<b>Subject</b> {{ 7 * 7 }} – Resolution Archive"
    said = tags(anywhere, path)
    assert said["description"][0].startswith("<b>Subject</b> {{ 7 * 7 }}: ")
    assert said["og:title"] == ["<b>Subject</b> {{ 7 * 7 }}"]


def test_what_is_only_cited_stays_out_of_search_engines(anywhere: Path) -> None:
    said = tags(anywhere, "en/A/RES/73/180/")
    assert said["robots"] == ["noindex, follow"]
    assert said["DC.identifier"] == ["A/RES/73/180"]
    assert "robots" not in tags(anywhere, LONG)


@pytest.mark.parametrize("path", [LONG, "en/S/RES/2504(2020)/", "en/A/RES/74/166/"])
def test_what_is_for_machines_alone_is_small(addressed: Path, path: str) -> None:
    said = [
        tag for tag in head(addressed, path) if (tag.get("name") or "").startswith(("citation", "DC.", "twitter")) or tag.tag == "script"
    ]
    said += [tag for tag in head(addressed, path) if (tag.get("property") or "").startswith("og:") or tag.get("hreflang")]
    assert sum(len(html.tostring(tag)) for tag in said) < MOST
