"""One built page: its ids, where its links lead, what it would fetch, and whether it says what the data files say.

What the pages promise for this, and any other renderer has to keep: the element whose id is a unit's anchor holds the printed label and
the words of the unit and nothing else, but for elements of the classes in `ASIDE`; a document's symbol stands in an element of class
`symbol` (of what is only cited, there or in the main heading), its text in an element of class `resolution`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from builder.check.addresses import Reach, is_remote, page_file, read_address, remote_in_css, requested
from builder.check.policy import check_policy
from builder.diagnostics import Diagnostic

__all__ = ["ASIDE", "CALL", "ExpectedLink", "ExpectedPage", "ExpectedUnit", "PageFacts", "check_page", "squash"]

# The call of a footnote: its words are the marker, and stand in the unit's list of footnotes, not in its text.
CALL = "footnote-ref"
# What is added to a unit for the reader: calls, links back from a note, links of headings and paragraphs to themselves and other languages.
ASIDE = frozenset({CALL, "footnote-backref", "headerlink", "permalink", "places"})


class ExpectedLink(NamedTuple):
    """A citation that leads somewhere: the words it stands on, and the address in the data files."""

    words: str
    url: str


class ExpectedUnit(NamedTuple):
    """A unit as the data files have it: see ParagraphRow."""

    anchor: str
    label: str
    text: str
    footnotes: Sequence[str]
    links: Sequence[ExpectedLink]


class ExpectedPage(NamedTuple):
    """A file of the site, and what the data files say is on it (no symbol: they say nothing of it)."""

    file: str
    symbol: str = ""
    title: str = ""
    held: bool = False
    units: Sequence[ExpectedUnit] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is needed of a page to verify the others: its ids, and the files and anchors its links lead to, each once."""

    file: str
    ids: frozenset[str]
    links: tuple[tuple[str, str], ...]
    findings: tuple[Diagnostic, ...]


_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
_WITH_ADDRESS = etree.XPath("//*[@src or @srcset or @href or @poster or @background or @data or @style or @http-equiv or self::style]")
_WITH_ID = etree.XPath("//*[@id]")
_NAMES = etree.XPath("//a/@name")
_SYMBOLS = etree.XPath("//*[contains(concat(' ', normalize-space(@class), ' '), ' symbol ')]")
_TEXTS = etree.XPath("boolean(//*[contains(concat(' ', normalize-space(@class), ' '), ' resolution ')])")
_HEADINGS = etree.XPath("//h1")

# The heading of a treaty is its place in the Treaty Series, in words.
_TREATIES = "UNTS/"

# MkDocs writes this page's addresses from the root of the host, since it is served at any depth.
_NOT_FOUND = "404.html"


_CONTROLS = re.compile("[\x00-\x1f\x7f]")


def squash(words: str) -> str:
    """The words without white space: how they are compared, since a page may break and space them as it likes, and has no control signs."""
    squashed = "".join(words.split())
    return squashed if squashed.isprintable() else _CONTROLS.sub("", squashed)


def check_page(site_dir: Path, expected: ExpectedPage) -> PageFacts:
    """Parse the page once and say what was found on it. A file that cannot be read or parsed is a finding."""
    file = expected.file
    try:
        source = (site_dir / file).read_bytes()
        root = etree.fromstring(source, _PARSER)
    except OSError as error:
        return PageFacts(file, frozenset(), (), (Diagnostic("check-page-unreadable", error.strerror or "", document=file),))
    if root is None:
        return PageFacts(file, frozenset(), (), (Diagnostic("check-page-unreadable", "it is empty", document=file),))
    elements: dict[str, etree._Element] = {}
    counts: Counter[str] = Counter()
    for element in _elements(_WITH_ID, root):
        name = element.get("id") or ""
        counts[name] += 1
        elements.setdefault(name, element)
    repeated = [(name, count) for name, count in counts.items() if count > 1]
    findings = [Diagnostic("check-id-repeated", f"{count} times", place=f"#{name}", document=file) for name, count in repeated]
    links, found = _addresses(root, file)
    findings += found
    findings += check_policy(root, source, file)
    if expected.symbol:
        findings += _compare_head(root, expected)
    elif _TEXTS(root):
        findings.append(Diagnostic("check-page-unlisted", document=file))
    for unit in expected.units:
        if unit.anchor in elements:  # a missing one is found with the rows' addresses
            findings += (finding.at(file) for finding in _compare_unit(elements[unit.anchor], unit, file))
    findings += _compare_order(list(elements), expected)
    names = _NAMES(root)
    ids = frozenset(counts) | (frozenset(map(str, names)) if isinstance(names, list) else frozenset())
    return PageFacts(file, ids, tuple(sorted(links)), tuple(findings))


def _elements(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    found = path(root)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


# --- addresses ---


def _addresses(root: etree._Element, file: str) -> tuple[set[tuple[str, str]], list[Diagnostic]]:
    """The files and anchors that the page leads to, and what is wrong with its addresses in themselves."""
    links: set[tuple[str, str]] = set()
    findings: dict[Diagnostic, None] = {}
    followed: set[str] = set()
    for element in _elements(_WITH_ADDRESS, root):
        if element.tag == "style":
            remote: Sequence[str] = remote_in_css(element.text or "")
        else:
            fetched = list(requested(element))
            remote = [address for address in fetched if is_remote(address)]
            followed.update(address for address in fetched if not address.startswith("data:"))
        for elsewhere in remote:
            findings[Diagnostic("check-remote-request", elsewhere, place=f"<{element.tag}>", document=file)] = None
        if href := element.get("href"):
            followed.add(href)
    for written in followed:
        address = read_address(written, file)
        match address.reach:
            case Reach.INSIDE:
                links.add((address.path, address.anchor))
            case Reach.ROOT if file != _NOT_FOUND:
                findings[Diagnostic("check-link-absolute", written, document=file)] = None
            case Reach.NOWHERE:
                findings[Diagnostic("check-link-broken", written, document=file)] = None
            case Reach.SCRIPT:
                findings[Diagnostic("check-link-script", written, document=file)] = None
            case _:
                pass
    return links, sorted(findings, key=str)


# --- agreement with the data files ---


def _compare_head(root: etree._Element, expected: ExpectedPage) -> Iterator[Diagnostic]:
    """Whether the page is the one of this symbol, of its kind, under its title."""
    headings = [_own_words(element) for element in _elements(_HEADINGS, root)]
    symbols = [_own_words(element) for element in _elements(_SYMBOLS, root)]
    shown = symbols if expected.held else [*headings, *symbols]
    if squash(expected.symbol) not in shown and not expected.symbol.startswith(_TREATIES):
        yield Diagnostic("check-page-symbol", f"not {expected.symbol}", document=expected.file)
    if bool(_TEXTS(root)) is not expected.held:
        found = "there is no text" if expected.held else "there is a text"
        yield Diagnostic("check-page-held", found, document=expected.file)
    # What is not held bears a title only where those who cite it give one.
    titles = headings if expected.held else _all_words(root)
    if expected.title and squash(expected.title) not in titles:
        yield Diagnostic("check-page-title", f"not {expected.title!r}", document=expected.file)


def _compare_order(ids: Sequence[str], expected: ExpectedPage) -> Iterator[Diagnostic]:
    """Whether the units stand on the page as they follow each other in the data files."""
    present, wanted = set(ids), {unit.anchor for unit in expected.units}
    shown = [name for name in ids if name in wanted]
    given = [unit.anchor for unit in expected.units if unit.anchor in present]
    for one, other in zip(shown, given, strict=True):
        if one != other:
            yield Diagnostic("check-page-order", f"#{one}, not #{other}", document=expected.file)
            return


def _compare_unit(element: etree._Element, unit: ExpectedUnit, file: str) -> Iterator[Diagnostic]:
    """Whether the element has the unit's label, words, calls and links."""
    place = f"#{unit.anchor}"
    if not (unit.text or unit.label):  # a part, annex or draft without a heading: its anchor is on the whole
        return
    shown, words = _own_words(element), squash(unit.text)
    label = shown.removesuffix(words)
    if not shown.endswith(words):
        yield Diagnostic("check-page-words", _difference(shown, words), place=place)
    elif not _is_label(label, unit.label, words):
        yield Diagnostic("check-page-label", f"{label!r}, not {unit.label!r}", place=place)
    calls = [_all_words(call) for call in element.iter("a", "sup") if CALL in _classes(call)]
    if calls != [squash(marker) for marker in unit.footnotes]:
        yield Diagnostic("check-page-calls", f"{' '.join(calls) or 'none'}, not {' '.join(unit.footnotes) or 'none'}", place=place)
    links = list(_links(element, file))
    wanted = [(squash(link.words), _lead(link.url, "index.html")) for link in unit.links]
    if links != wanted:
        odd = next((link for link in wanted if link not in links), None) or next((link for link in links if link not in wanted), links[:1])
        yield Diagnostic("check-page-citations", f"{len(links)} links, {len(wanted)} citations; the first that differs: {odd}", place=place)


def _is_label(shown: str, path: str, words: str) -> bool:
    """Whether the words before a unit's own are the last of its labels; a heading may print its number within its words."""
    if not shown:
        return not path or words.startswith(squash(path))
    return squash(path).endswith(shown.removesuffix("."))


def _links(element: etree._Element, file: str) -> Iterator[tuple[str, str]]:
    """The words and the target of each link in the unit that is no aside and in none."""
    for child in element:
        if not ASIDE.isdisjoint(_classes(child)):
            continue
        if child.tag == "a" and child.get("href") is not None:
            yield _own_words(child), _lead(child.get("href") or "", file)
        yield from _links(child, file)


def _lead(url: str, file: str) -> str:
    """The address in one spelling, whether a page or a data file has it."""
    address = read_address(url, file)
    if address.reach is not Reach.INSIDE:
        return url.strip()
    return page_file(address.path) + (f"#{address.anchor}" if address.anchor else "")


def _own_words(element: etree._Element) -> str:
    """The words of the element without white space and asides."""
    return squash("".join(_pieces(element)))


def _all_words(element: etree._Element) -> str:
    return squash("".join(map(str, element.itertext())))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield str(element.text or "")
    for child in element:
        if ASIDE.isdisjoint(_classes(child)):
            yield from _pieces(child)
        yield str(child.tail or "")


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


_AROUND = 20


def _difference(shown: str, words: str) -> str:
    """Where the page's words leave those of the data files, read from the end, so that a label does not matter."""
    same = 0
    while same < min(len(shown), len(words)) and shown[-1 - same] == words[-1 - same]:
        same += 1
    end = len(shown) - same, len(words) - same
    return f"…{shown[max(0, end[0] - _AROUND) : end[0] + _AROUND]}…, not …{words[max(0, end[1] - _AROUND) : end[1] + _AROUND]}…"
