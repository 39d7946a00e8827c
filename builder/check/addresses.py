"""Addresses as they stand in a page: where they lead inside the site, and which make a browser ask another host."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from lxml import etree

__all__ = ["Address", "Reach", "is_remote", "page_file", "read_address", "remote_in_css", "requested"]

# What a person may follow out of the site. Anything else ('javascript:', 'file:') is no link to a document.
_FOLLOWED = frozenset({"http", "https", "mailto", "tel"})

# Relations of <link> that name a page and fetch nothing; all others make a browser fetch, or at least look up the host.
_NAMING_RELATIONS = frozenset({"alternate", "author", "bookmark", "canonical", "help", "license", "next", "prev", "search", "tag"})

_REMOTE = re.compile(r"\s*(?:https?:|wss?:)?//", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?P<address>(?:https?:)?//[^"')\s]*)""", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*['\"]?(?P<address>[^'\"]+)", re.IGNORECASE)
# The addresses in a list of images for several widths: 'a.png 1x, b.png 2x'; those of 'data:' have commas of their own.
_SOURCES = re.compile(r"(?P<address>\S*[^\s,])(?:\s[^,]*)?(?:,|$)")
# Browsers drop these from an address before they read it: the first anywhere, the others at its ends.
_DROPPED = re.compile("[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")


class Reach(StrEnum):
    """How far an address leads."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    ROOT = "root"  # '/en/…': leads elsewhere as soon as the folder is served under a prefix
    NOWHERE = "nowhere"  # above the site's root, or not to be parsed
    SCRIPT = "script"  # a scheme that is none of a document


@dataclass(frozen=True, slots=True)
class Address:
    """Where an address leads: for one inside the site, the path below its root and the anchor ('' for the page as such)."""

    reach: Reach
    path: str = ""
    anchor: str = ""


def page_file(path: str) -> str:
    """The file served at a path: 'en/A/RES/74/166/' -> 'en/A/RES/74/166/index.html'."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def read_address(written: str, file: str) -> Address:
    """Where an address leads that is written in the page `file` ('en/A/RES/74/166/index.html')."""
    try:
        parts = urlsplit(_DROPPED.sub("", written))
    except ValueError:  # brackets that do not close
        return Address(Reach.NOWHERE)
    if parts.scheme:
        return Address(Reach.OUTSIDE if parts.scheme in _FOLLOWED else Reach.SCRIPT)
    if parts.netloc:
        return Address(Reach.OUTSIDE)
    if parts.path.startswith("/"):
        return Address(Reach.ROOT)
    anchor = unquote(parts.fragment.partition(":~:")[0])
    if not parts.path:
        return Address(Reach.INSIDE, file, anchor)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))
    if path == ".." or path.startswith("../"):
        return Address(Reach.NOWHERE)
    folder = parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..")
    path = "" if path == "." else path
    return Address(Reach.INSIDE, page_file(f"{path}/" if folder and path else path), anchor)


def requested(element: etree._Element) -> Iterator[str]:
    """The addresses that a browser fetches by itself on meeting the element: scripts, images, style sheets, icons, frames."""
    get = element.get
    for name in ("src", "poster", "background"):
        if address := get(name):
            yield address
    if sources := get("srcset"):
        yield from (match["address"] for match in _SOURCES.finditer(sources))
    if address := get("data") if element.tag == "object" else None:
        yield address
    if style := get("style"):
        yield from remote_in_css(style)
    href = get("href") or get("{http://www.w3.org/1999/xlink}href") or get("xlink:href")
    if href and (element.tag in ("image", "use") or (element.tag == "link" and _fetches(get("rel") or ""))):
        yield href
    if element.tag == "meta" and (get("http-equiv") or "").lower() == "refresh":
        yield from (match["address"] for match in _REFRESH.finditer(get("content") or ""))


def _fetches(relations: str) -> bool:
    return not _NAMING_RELATIONS.issuperset(relations.lower().split())


def is_remote(address: str) -> bool:
    """Whether fetching the address asks another host."""
    return _REMOTE.match(address) is not None


def remote_in_css(styles: str) -> list[str]:
    """Addresses on other hosts in a style sheet."""
    return [match["address"] for match in _CSS_ADDRESS.finditer(styles)]
