"""Akoma Ntoso as a tree: parsing, recovery of what is not well-formed, and the names that the other modules look for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.reading.limits import DEPTH, beyond
from builder.text import normalise_words

__all__ = ["AKN", "Element", "iter_named", "local", "parse_akn", "plain"]

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
Element = etree._Element

_PARSERS_LIMIT = re.compile("Excessive depth|amplification|entity reference loop|too (?:long|big)|allocation failed", re.IGNORECASE)

_DECLARED = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)""")


def parse_akn(data: bytes) -> tuple[Element | None, list[Diagnostic]]:
    """The root element, and what had to be recovered; None where the bytes hold no XML element at all.

    Presidential statements of 2000–2009 are not well-formed by one fault: the tags of the title are closed in the wrong order. The
    parser's recovery loses no character there, but closes the body too early, so readers take paragraphs wherever they stand.
    """
    data, diagnostics = _as_declared(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return _accepted(etree.fromstring(data, parser), diagnostics)
    except etree.XMLSyntaxError as error:
        if _PARSERS_LIMIT.search(error.msg or ""):
            return None, [beyond((error.msg or "").split("\n")[0], "")]  # recovery would lose what comes after
        found = f"line {error.lineno}: {error.msg}"
    recovering = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, recovering)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return None, [Diagnostic("akn-not-xml", found=found)]
    return _accepted(root, [*diagnostics, Diagnostic("akn-recovered", found=found, done="read on with the parser's recovery")])


def _as_declared(data: bytes) -> tuple[bytes, list[Diagnostic]]:
    """The bytes, those that are not the UTF-8 they should be replaced: the parser would stop there and lose all that follows."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf")[:200])
    if b"\0" in data[:4] or (declared and declared[1].lower() not in (b"utf-8", b"utf8")):
        return data, []
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = Diagnostic("akn-encoding", f"bytes that are not UTF-8, first in line {line}", "each is read as \ufffd")
        return data.decode(errors="replace").encode(), [found]
    return data, []


def _accepted(root: Element, diagnostics: list[Diagnostic]) -> tuple[Element | None, list[Diagnostic]]:
    """The tree, unless it is nested deeper than can be read, or its words stand in entities of its own, which are never expanded."""
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.entities()), None) is not None:  # type: ignore[attr-defined]
        return None, [_entities()]
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            return None, [beyond(f"elements nested more than {DEPTH} deep", "")]
    return root, diagnostics


def _entities() -> Diagnostic:
    return Diagnostic("akn-entities", "entities are declared", "not read")


def local(element: Element) -> str:
    """The element's name without its namespace; '' for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def iter_named(root: Element, *names: str) -> Iterator[Element]:
    """All elements of these names below root, in document order."""
    return root.iter(*(AKN + name for name in names))


def plain(element: Element) -> str:
    """The element's words in single spaces, a line break counting as a space, without the footnotes in it."""
    parts: list[str] = []
    _gather(element, parts)
    return normalise_words("".join(parts))


def _gather(element: Element, parts: list[str]) -> None:
    name = local(element)
    if name == "eol":
        parts.append(" ")
    elif name != "authorialNote":
        parts.append(element.text or "")
        for child in element:
            _gather(child, parts)
            parts.append(child.tail or "")
