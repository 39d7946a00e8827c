"""Akoma Ntoso as a tree: parsing, recovery of what is not well-formed, and the names that the other modules look for."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.text import normalise_words

__all__ = ["AKN", "Element", "iter_named", "local", "parse_akn", "plain"]

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
Element = etree._Element


def parse_akn(data: bytes) -> tuple[Element | None, list[Diagnostic]]:
    """The root element, and what had to be recovered; None where the bytes hold no XML element at all.

    Presidential statements of 2000–2009 are not well-formed by one fault: the tags of the title are closed in the wrong order. The
    parser's recovery loses no character there, but closes the body too early, so readers take paragraphs wherever they stand.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser), []
    except etree.XMLSyntaxError as error:
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
    return root, [Diagnostic("akn-recovered", found=found, done="read on with the parser's recovery")]


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
