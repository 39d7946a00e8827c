"""The feed: what RFC 4287 asks of one, and what is in it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from urllib.parse import urljoin

import pytest

from builder.anchors import anchored
from builder.archive import Archive
from builder.export.feed import write_feed
from builder.model import BlockKind, Kind, Organ, Paragraph, Resolution, Source
from builder.symbols import sort_key
from builder.text import Text

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def document(number: int, adopted: str | None, *, title: str = "A title", language: str = "en") -> Resolution:
    body = (Paragraph(BlockKind.OPERATIVE, Text("Decides something;"), "1."),)
    source = Source("made.xml", "akn", "0" * 64)
    return Resolution(
        f"A/RES/74/{number}", language, Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, source, title, session="74", adopted=adopted, body=body
    )


def archive(*resolutions: Resolution) -> Archive:
    return Archive(tuple(sorted(map(anchored, resolutions), key=lambda each: sort_key(each.resolution.symbol))))


def parsed(feed: bytes) -> ET.Element:
    return ET.fromstring(feed)


def texts(element: ET.Element, tag: str) -> list[str | None]:
    return [found.text for found in element.iter(ATOM + tag)]


THREE = archive(document(1, "2019-12-01"), document(2, "2019-12-18"), document(3, "2019-12-10"))


@pytest.mark.parametrize("site_url", [None, "https://example.org/un/"])
def test_a_feed_and_each_of_its_entries_have_what_the_standard_asks(site_url: str | None) -> None:
    feed = parsed(write_feed(THREE, "en", "Archive & friends", site_url))
    assert feed.tag == ATOM + "feed"
    entries = feed.findall(ATOM + "entry")
    for element in (feed, *entries):
        for tag in ("id", "title", "updated"):
            assert len(element.findall(ATOM + tag)) == 1, tag
        assert [link.get("rel") for link in element.findall(ATOM + "link")].count("alternate") == 1
    assert all(MOMENT.fullmatch(moment or "") for tag in ("updated", "published") for moment in texts(feed, tag))
    assert all(entry.find(f"{ATOM}author/{ATOM}name") is not None for entry in entries)
    ids = texts(feed, "id")
    assert len(set(ids)) == len(ids) == 4
    assert all((each or "").startswith("urn:uuid:") for each in ids)


def test_the_newest_come_first_and_date_the_feed() -> None:
    feed = parsed(write_feed(THREE, "en", "Archive", None))
    assert texts(feed, "title")[1:] == ["A/RES/74/2: A title", "A/RES/74/3: A title", "A/RES/74/1: A title"]
    assert texts(feed, "updated")[0] == "2019-12-18T00:00:00Z"


def test_links_are_absolute_where_the_address_of_the_site_is_known() -> None:
    feed = parsed(write_feed(THREE, "en", "Archive", "https://example.org/un/"))
    links = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
    assert links == {"alternate": "https://example.org/un/en/", "self": "https://example.org/un/en/feed.xml"}
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "https://example.org/un/en/A/RES/74/2/"  # type: ignore[union-attr]


def test_links_are_relative_to_the_feed_where_it_is_not() -> None:
    feed = parsed(write_feed(THREE, "en", "Archive", None))
    hrefs = [link.get("href", "") for link in feed.iter(ATOM + "link")]
    led = [urljoin("http://host/any/folder/en/feed.xml", href) for href in hrefs]
    assert led[:2] == ["http://host/any/folder/en/", "http://host/any/folder/en/A/RES/74/2/"]


def test_an_entry_is_known_again_when_the_site_has_moved() -> None:
    one, other = (parsed(write_feed(THREE, "en", "Archive", url)) for url in ("https://example.org/", "https://example.com/un/"))
    assert texts(one, "id")[1:] == texts(other, "id")[1:]
    assert texts(one, "id")[0] != texts(other, "id")[0]


def test_a_feed_holds_the_fifty_newest_of_its_language_that_are_dated() -> None:
    many = [document(number, f"2019-12-{number % 28 + 1:02}") for number in range(1, 81)]
    feed = parsed(write_feed(archive(*many, document(90, None), document(91, "2020-01-01", language="ar")), "en", "Archive", None))
    titles = texts(feed, "title")[1:]
    assert len(titles) == 50
    assert not {"A/RES/74/90: A title", "A/RES/74/91: A title"}.intersection(titles)


def test_an_empty_language_has_a_feed_without_entries() -> None:
    feed = parsed(write_feed(archive(), "en", "Archive", None))
    assert feed.findall(ATOM + "entry") == []
    assert texts(feed, "updated") == ["1970-01-01T00:00:00Z"]


def test_words_that_xml_cannot_write_or_that_look_like_markup_do_no_harm() -> None:
    title = "<b>Bold</b> & \x00\x0b\ufffe done"
    feed = parsed(write_feed(archive(document(1, "2019-12-01", title=title)), "en", "<Archive>", None))
    assert texts(feed, "title") == ["<Archive> (English)", "A/RES/74/1: <b>Bold</b> &  done"]


def test_the_same_archive_gives_the_same_bytes() -> None:
    assert write_feed(THREE, "en", "Archive", None) == write_feed(THREE, "en", "Archive", None)
