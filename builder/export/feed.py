"""The feed of what is new: the newest documents of one language, for readers of Atom feeds.

Source: RFC 4287, The Atom Syndication Format. What is new is what was adopted last: when a document came into the archive is nowhere
on record, and the same content is to give the same bytes.
"""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from urllib.parse import urljoin

from builder.archive import Archive
from builder.model import Resolution
from builder.pages.masthead import description
from builder.pages.metadata import body_name, document_date
from builder.pages.names import language_name
from builder.pages.urls import page_url
from builder.pages.words import words_of
from builder.symbols import sort_key

__all__ = ["FEED", "write_feed"]

FEED = "feed.xml"

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST = 50
# What XML has no way to write.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_feed(archive: Archive, language: str, site_name: str, site_url: str | None) -> str:
    """The Atom document that belongs at '<language>/feed.xml'.

    An id is made from what never changes, the document's path, so that readers know an entry again when the site has moved. Addresses
    are absolute where the site's is known, else relative to the feed's own.
    """
    dated = [(when, resolution) for resolution in archive.newest(language, _LONGEST) if (when := document_date(resolution))]
    newest = sorted(dated, key=lambda found: (found[0], sort_key(found[1].symbol)), reverse=True)[:_LONGEST]
    feed = ET.Element("feed", {"xmlns": _ATOM, _LANGUAGE: language})
    _add(feed, "id", _name(f"{site_url or site_name}#{language}"))
    _add(feed, "title", words_of(language)("site.feed_of", site=site_name, language=language_name(language)))
    _add(feed, "updated", _moment(newest[0][0] if newest else "1970-01-01"))
    _add(_add(feed, "author"), "name", "United Nations")
    _add(feed, "link", rel="alternate", type="text/html", href=_address(f"{language}/", language, site_url))
    if site_url:
        _add(feed, "link", rel="self", type="application/atom+xml", href=_address(f"{language}/{FEED}", language, site_url))
    for when, resolution in newest:
        _add_entry(feed, when, resolution, site_url)
    ET.indent(feed, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _add_entry(feed: ET.Element, when: str, resolution: Resolution, site_url: str | None) -> None:
    path = page_url(resolution.symbol, resolution.language)
    about = resolution.title or resolution.description
    entry = _add(feed, "entry")
    _add(entry, "id", _name(path))
    _add(entry, "title", f"{resolution.symbol}{words_of(resolution.language)('writing.colon')}{about}" if about else resolution.symbol)
    _add(entry, "updated", _moment(when))
    _add(entry, "published", _moment(when))
    _add(_add(entry, "author"), "name", body_name(resolution))
    _add(entry, "link", rel="alternate", type="text/html", href=_address(path, resolution.language, site_url))
    _add(entry, "category", term=resolution.kind.value)
    _add(entry, "summary", description(resolution))


def _add(parent: ET.Element, tag: str, words: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, {name: _NO_XML.sub("", value) for name, value in attributes.items()})
    element.text = None if words is None else _NO_XML.sub("", words)
    return element


def _name(what: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, what).urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _address(path: str, language: str, site_url: str | None) -> str:
    """The address of a path below the site's root, for a feed that stands in the language's folder."""
    return urljoin(site_url, path) if site_url else path.removeprefix(f"{language}/") or "./"
