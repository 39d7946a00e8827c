"""What must hold of every file, whatever is in it.

The reader returns; what it could not read has a diagnostic, and no printed word is gone without one; what it read is written as YAML
and read from it again unchanged; anchors are unique and safe; no word of the document is more than a word on its pages.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

import lxml.html
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from builder.anchors import Anchored, anchored
from builder.archive import Archive, document_file
from builder.check.pages import ASIDE
from builder.linking.graph import link_archive
from builder.model import BlockKind, Kind, Organ, Paragraph, Resolution, Source
from builder.pages import Page, render_pages
from builder.plugin.archive_files import ArchiveFiles
from builder.plugin.conversion import _EXTENSION_OPTIONS, _EXTENSIONS, _Links, _OnlyGenerated, convert
from builder.reading.akn.tree import Element, local, parse_akn
from builder.reading.data_extract import complete, read_extracts
from builder.reading.formats import read_file
from builder.reading.lines import decode
from builder.reading.result import Reading
from builder.reading.yaml_file import format_yaml, parse_yaml
from builder.symbols import canonical_symbol
from builder.text import Text, normalise_words, parse_text

__all__ = ["EXAMINE", "BrokenPromiseError", "printed_words"]


class BrokenPromiseError(Exception):
    """Something that must hold of every input did not. The first argument says what, the second where it was seen."""


def _hold(kept: object, promise: str, seen: object = "") -> None:
    if not kept:
        raise BrokenPromiseError(promise, seen)


# --- each reader ------------------------------------------------------------------------------------------------------------------


def examine_akn(data: bytes, *, pages: bool) -> None:
    """What must hold of a file of XML."""
    reading = read_file(data, "input.xml")
    if reading.resolution is not None and reading.resolution.source.format == "akn":
        root, _ = parse_akn(data)
        assert root is not None
        kept = _squash(printed_words(reading))
        # What is shorter stands somewhere else by chance, with other accents, too often to tell.
        lost = [words for words in _printed_in(root) if len(_squash(words)) > 3 and _squash(words) not in kept]
        _hold(not lost, "words of the XML are lost", lost)
    examine_reading(reading, pages=pages)


def examine_text(data: bytes, *, pages: bool) -> None:
    """What must hold of an extracted text."""
    reading = read_file(data, "input.txt")
    if reading.resolution is not None and reading.resolution.source.format == "text":
        printed = normalise_words(decode(data)[0])  # a form feed or vertical tab is white space
        kept = printed_words(reading)
        lost = Counter(filter(str.isalnum, printed)) - Counter(filter(str.isalnum, kept))
        _hold(not lost, "letters of the text are lost", lost)
        squashed = _squash(kept)
        words = [word for word in set(printed.split()) if len(word) > 1 and _squash(word) not in squashed]
        _hold(not words, "words of the text are lost", words)
    examine_reading(reading, pages=pages)


def examine_yaml(data: bytes, *, pages: bool) -> None:
    """What must hold of a file of an archive."""
    examine_reading(read_file(data, "input.yaml"), pages=pages)


def examine_extract(data: bytes, *, pages: bool) -> None:
    """What must hold of the records beside the XML."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.json"
        path.write_bytes(data)
        extracts, diagnostics = read_extracts([path])
    for extract in extracts.values():
        completed, found = complete(_bare(extract.symbol), extract)
        examine_reading(Reading(completed, (*diagnostics, *found)), pages=pages)


def examine_linking(data: bytes, *, pages: bool) -> None:
    """What must hold of the words of one document, whatever they are: each line is a paragraph."""
    words = data.decode(errors="replace")
    body = tuple(Paragraph(BlockKind.OPERATIVE, parse_text(line)) for line in words.splitlines()[:200] if line.strip())
    document = anchored(_bare("A/RES/74/1", body))
    archive = Archive([document])
    graph = link_archive(archive)
    by_anchor = {unit.anchor: unit.text.words for unit in document.units}
    for anchor, citations in graph.citations_in("A/RES/74/1", "en").items():
        length = len(by_anchor[anchor])
        for citation in citations:
            _hold(0 <= citation.start < citation.end <= length, "a citation stands outside its paragraph", citation)
    if pages:
        examine_pages(document)


def _bare(symbol: str, body: tuple[Paragraph, ...] = ()) -> Resolution:
    return Resolution(symbol, "en", Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, Source("input.xml", "akn", ""), body=body)


EXAMINE = {"akn": examine_akn, "text": examine_text, "yaml": examine_yaml, "extract": examine_extract, "linking": examine_linking}


# --- what was read ----------------------------------------------------------------------------------------------------------------


def examine_reading(reading: Reading, *, pages: bool) -> None:
    """What must hold of anything that was read."""
    for diagnostic in reading.diagnostics:
        str(diagnostic)  # KeyError for a code that is not listed
    resolution = reading.resolution
    if resolution is None:
        _hold(reading.diagnostics, "a file is refused without a word")
        return
    written = format_yaml(resolution).encode()
    again = parse_yaml(written, "input.yaml")
    named = bool(resolution.symbol) and canonical_symbol(resolution.symbol) == resolution.symbol  # a build leaves others out
    if resolution.symbol:
        _hold(again.resolution == resolution, "what is written is read differently", _difference(resolution, again))
    if named:
        place = document_file(resolution.symbol, resolution.language)
        _hold(_is_safe(place), "a document leaves its folder", place)
    document = anchored(resolution)
    anchors = [unit.anchor for unit in document.units if unit.anchor]
    _hold(len(anchors) == len(set(anchors)), "an anchor is there twice", [a for a, count in Counter(anchors).items() if count > 1][:5])
    bad = [anchor for anchor in anchors if not re.fullmatch(r"[a-z0-9-]+", anchor)]
    _hold(not bad, "an anchor has other signs than a-z, 0-9 and hyphens", bad[:5])
    if pages and named:
        examine_pages(document)


def _difference(resolution: Resolution, again: Reading) -> str:
    if again.resolution is None:
        return str(again.diagnostics[0])
    for field in fields(resolution):
        one, other = getattr(resolution, field.name), getattr(again.resolution, field.name)
        if one != other:
            return f"{field.name}: {str(one)[:300]} / {str(other)[:300]}"
    return ""


_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


def _is_safe(place: str) -> bool:
    """Whether a path can be written below a folder on any system."""
    parts = PurePosixPath(place).parts
    return (
        not place.startswith("/")
        and all(part == part.strip(" ") and part.rstrip(".") == part and not _DEVICE.match(part) for part in parts)
        and not re.search(r'[\\:*?"<>|\x00-\x1f]', place)
        and all(len(part.encode()) <= 255 for part in parts)
    )


def printed_words(reading: Reading) -> str:
    """All words that a reader kept: in the model, in furniture, in what it says of the document."""
    return "\n".join([*_strings(reading.resolution), *(f"{d.found} {d.done}" for d in reading.diagnostics)])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Text):
        yield value.words
        yield from value.calls
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif is_dataclass(value):
        names = sorted((field.name for field in fields(value)), key=lambda name: name not in ("label", "marker"))  # as printed
        for name in names:
            yield from _strings(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)


def _squash(words: str) -> str:
    """Letters and numbers only: how typography was put in order does not matter."""
    return "".join(filter(str.isalnum, normalise_words(words)))


# What the masthead is made of: read for its facts, not for its words.
_FACTS = frozenset({"meta", "coverPage", "preface", "conclusions"})
_TEXT = frozenset({"paragraph", "point", "item", "list", "table", "preamble", "mainBody", "section", "formula", "attachments"})


def _printed_in(element: Element) -> Iterator[str]:
    """The words of the text, one piece between two tags at a time; of the masthead only what can be none of its own."""
    if element.text and element.text.strip():
        yield element.text
    for child in element:
        if local(child) in _FACTS:
            for inner in child.iter():
                if local(inner) in _TEXT and not any(local(above) in _TEXT for above in inner.iterancestors()):
                    yield from _printed_in(inner)
        elif local(child):
            yield from _printed_in(child)
        if child.tail and child.tail.strip():
            yield child.tail


# --- pages ------------------------------------------------------------------------------------------------------------------------

# All elements and attributes of generated pages.
_ELEMENTS = re.compile(
    "a|abbr|article|b|bdi|blockquote|br|button|caption|circle|cite|code|dd|desc|details|div|dl|dt|em|figcaption|figure|g|h[1-6]|header|hr|i|li"
    "|line|mark|nav|ol|p|path|polygon|polyline|pre|q|rect|s|section|small|span|strong|su[bp]|summary|svg|table|tbody|td|template|text|tfoot|th"
    "|thead|time|title|tr|tspan|u|ul|use"
)
_ATTRIBUTES = re.compile(
    r"id|class|href|title|lang|dir|rel|role|colspan|rowspan|scope|start|value|open|type|hidden|datetime|tabindex|name|for|cite|hreflang|translate"
    r"|viewbox|width|height|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|d|dx|dy|points|fill|stroke|transform|text-anchor|xmlns|focusable|preserveaspectratio"
    r"|popover|popovertarget|fill-opacity|stroke-width|data-[a-z-]+|aria-[a-z-]+",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


@cache
def _config() -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "fuzz", "docs_dir": tempfile.gettempdir()})
    config.validate()
    config.plugins._current_plugin = "resolution-archive"
    return config


def _converted(page: Page, sources: frozenset[str]) -> Any:
    """The page as it is built, and held against Markdown's own conversion."""
    config, body = _config(), page.text
    files = ArchiveFiles(Files([]), config)
    files.sources = sources
    file = File.generated(config, page.src, content="")
    html = convert(body, file, files, config).html
    links = _Links()
    plain = Markdown(extensions=[*_EXTENSIONS, _OnlyGenerated()], extension_configs=_EXTENSION_OPTIONS)
    links._register(plain)
    links.begin(file, files, config)
    root, other = (lxml.html.document_fromstring(f"<body>{made}</body>") for made in (html, plain.convert(body)))
    _hold(not re.search("[\x02\x03]", html), "a mark of the converter is left over", page.src)
    for one, two in zip_longest(root.iter(), other.iter()):
        same = one is not None and two is not None and (one.tag, one.attrib) == (two.tag, two.attrib)
        _hold(same, "Markdown's own conversion is another", f"{page.src}: {one is not None and lxml.html.tostring(one)[:200]!r}")
    _hold(_squash(root.text_content()) == _squash(other.text_content()), "Markdown's own conversion has other words", page.src)
    return root


def examine_pages(document: Anchored) -> None:
    """What must hold of the pages of an archive of this one document."""
    archive = Archive([document])
    pages = list(render_pages(archive, link_archive(archive)))
    sources = frozenset(page.src for page in pages)
    for page in pages:
        _hold(_is_safe(page.src), "a page leaves its folder", page.src)
        root = _converted(page, sources)
        for element in root.body.iter():
            _hold(element is root.body or _ELEMENTS.fullmatch(str(element.tag)), f"an unexpected element {element.tag}", page.src)
            for name, value in element.attrib.items():
                _hold(_ATTRIBUTES.fullmatch(name), f"an unexpected attribute {name}", page.src)
                if name in ("href", "src", "action") and (scheme := _SCHEME.match(value)):
                    _hold(scheme[1].lower() in ("https", "http"), "an address of an unexpected kind", value)
        ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
        _hold(max(ids.values(), default=0) <= 1, "an id is on a page twice", [name for name, count in ids.items() if count > 1][:5])
        if page.src == f"{document_file(document.resolution.symbol, document.resolution.language).removesuffix('.yaml')}.md":
            _examine_words(document, {element.get("id"): element for element in root.iter() if element.get("id")})


def _examine_words(document: Anchored, elements: dict[str, Any]) -> None:
    for unit in document.units:
        if not unit.anchor:
            continue
        _hold(unit.anchor in elements, "a unit is not on its page", unit.anchor)
        shown, words = _squash("".join(_own(elements[unit.anchor]))), _squash(unit.text.words)
        _hold(words in shown, "words of a unit are not on its page", (unit.anchor, shown[:200], words[:200]))


def _own(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if ASIDE.isdisjoint((child.get("class") or "").split()):
            yield from _own(child)
        yield child.tail or ""
