"""The zip archive of a Word file: its parts, how they refer to each other, and how much of it may be unpacked.

Nothing outside the archive is ever opened: what a part refers to elsewhere (a link, a picture on the network) is an address and no more.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.reading.limits import beyond

__all__ = ["MAIN", "Element", "Package", "RefusedError", "address", "everywhere", "is_word", "local", "value"]

Element = etree._Element

MAIN = "word/document.xml"
_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",  # "Strict Open XML"
)
_REFERENCES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)

# Bounds of what is unpacked. The largest part of a real file has 0.5 MB and is packed to a twentieth; the longest resolutions may have
# ten times that. The format itself packs to a thousandth at most.
_UNPACKED = 32 * 2**20  # bytes of all parts that are read
_SMALL = 2**20  # bytes: a part that is no larger may be packed however tightly
_RATIO = 200
_ENTRIES = 10_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, OverflowError)

_AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
_PARSERS_LIMIT = re.compile("Excessive depth|amplification|entity reference loop|too (?:long|big)|allocation failed", re.IGNORECASE)


class RefusedError(Exception):
    """The file cannot be read; its one argument is the diagnostic that says why."""

    @property
    def finding(self) -> Diagnostic:
        finding = self.args[0]
        assert isinstance(finding, Diagnostic)
        return finding


_names: dict[str, str] = {}
_NAMES = 4096  # that are remembered: real files have 300


def local(element: Element) -> str:
    """The element's name without its namespace. Asked for some ten times an element, so it is remembered."""
    tag = element.tag
    name = _names.get(tag)
    if name is None:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_names) < _NAMES:
            _names[tag] = name
    return name


def everywhere(root: Element, *names: str) -> Iterator[Element]:
    """All elements of WordprocessingML with these names inside another, in order."""
    return root.iter(*(ns + name for name in names for ns in _NAMESPACES))


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of WordprocessingML: `<w:b w:val="0"/>` -> '0'; None where it is not set or there is no element."""
    if element is None:
        return None
    return next((found for ns in _NAMESPACES if (found := element.get(ns + name)) is not None), None)


def address(element: Element) -> str:
    """The id of the relationship that an element names (`r:id`), '' where it names none."""
    return next((found for ns in _REFERENCES if (found := element.get(ns + "id")) is not None), "")


def is_word(data: bytes) -> bool:
    """Whether the bytes are a zip archive with the main part of a Word file in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return MAIN in archive.NameToInfo
    except _BROKEN:
        return MAIN.encode() in data  # a damaged one, which is to be named as such


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str  # 'footnotes', 'header', 'hyperlink'
    target: str  # a part's name or an address
    outside: bool


@dataclass(slots=True)
class Package:
    """The parts of a Word file, each parsed when it is asked for, and what was found amiss in them."""

    archive: zipfile.ZipFile
    found: list[Diagnostic] = field(default_factory=list)
    _unpacked: int = 0
    _relations: dict[str, dict[str, _Relation]] = field(default_factory=dict)

    @classmethod
    def open(cls, data: bytes) -> Package:
        """The package in these bytes. RefusedError where they cannot be opened."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise RefusedError(Diagnostic("word-unreadable", str(error), "not read")) from error
        if len(archive.infolist()) > _ENTRIES:
            raise RefusedError(beyond(f"{len(archive.infolist()):,} parts, where {_ENTRIES:,} are the most", ""))
        return cls(archive)

    def root(self, name: str) -> Element | None:
        """The root element of a part; None where there is no such part, or no XML in it.

        RefusedError where it is larger than may be, cannot be unpacked, or declares entities.
        """
        data = self._bytes(name)
        return None if data is None else self._parsed(data, name)

    def related(self, kind: str, part: str = MAIN) -> list[str]:
        """The names of the parts of a kind ('footnotes', 'header') that a part refers to, in the order in which it lists them."""
        return [relation.target for relation in self._of(part).values() if relation.kind == kind and not relation.outside]

    def part(self, kind: str) -> str:
        """The one part of a kind, whether it is there or not: that which the text refers to, else the one of the usual name."""
        return next(iter(self.related(kind)), f"word/{kind}.xml")

    def around(self) -> list[str]:
        """The headers and footers of the pages."""
        named = [name for kind in ("header", "footer") for name in self.related(kind)]
        return named or sorted(name for name in self.archive.NameToInfo if _AROUND.fullmatch(name))

    def links(self, part: str) -> Mapping[str, str]:
        """The addresses on the web that a part's hyperlinks lead to, by the ids that it has for them."""
        return {
            name: relation.target
            for name, relation in self._of(part).items()
            if relation.kind == "hyperlink" and relation.target.startswith(("http://", "https://"))
        }

    def target(self, part: str, name: str) -> str:
        """The part that another refers to by an id, '' where it refers to none."""
        relation = self._of(part).get(name)
        return relation.target if relation and not relation.outside else ""

    def _of(self, part: str) -> dict[str, _Relation]:
        if part not in self._relations:
            folder, _, file = part.rpartition("/")
            root = self.root(f"{folder}/_rels/{file}.rels")
            self._relations[part] = {} if root is None else dict(_relations(root, folder))
        return self._relations[part]

    def _bytes(self, name: str) -> bytes | None:
        info = self.archive.NameToInfo.get(name)
        if info is None:
            return None
        if info.compress_type not in _METHODS or info.flag_bits & 1:
            raise RefusedError(Diagnostic("word-unreadable", f"{name} is encrypted or packed in an unknown way", "not read"))
        tight = info.file_size > _SMALL and info.file_size > _RATIO * max(1, info.compress_size)
        self._unpacked += info.file_size
        if tight or self._unpacked > _UNPACKED:
            raise RefusedError(beyond(f"{name} unpacks to {info.file_size:,} bytes", ""))
        try:
            return self.archive.read(info)
        except _BROKEN as error:
            if name == MAIN:
                raise RefusedError(Diagnostic("word-unreadable", f"{name}: {error}", "not read")) from error
            self.found.append(Diagnostic("word-damaged", f"{name}: {error}", "read on without it"))
            return None

    def _parsed(self, data: bytes, name: str) -> Element | None:
        try:
            return _accepted(etree.fromstring(data, _parser(recover=False)))
        except etree.XMLSyntaxError as error:
            fault = f"{name}, line {error.lineno}: {(error.msg or '').splitlines()[0] if error.msg else 'no XML'}"
        if _PARSERS_LIMIT.search(fault):
            raise RefusedError(beyond(fault, ""))
        try:
            root = etree.fromstring(data, _parser(recover=True))
        except etree.XMLSyntaxError:
            root = None
        done = "read on with the parser's recovery" if root is not None else "read on without it"
        self.found.append(Diagnostic("word-damaged", fault, done))
        return _accepted(root) if root is not None else None


def _parser(*, recover: bool) -> etree.XMLParser:
    """A parser that opens nothing else and expands nothing. It stops at elements 256 deep; real files have 40."""
    return etree.XMLParser(recover=recover, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)


def _accepted(root: Element) -> Element:
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(Diagnostic("word-unreadable", "entities are declared, which no Word file does", "not read"))
    return root


def _relations(root: Element, folder: str) -> Iterator[tuple[str, _Relation]]:
    for element in root:
        kind = (element.get("Type") or "").rpartition("/")[2]
        target = element.get("Target") or ""
        outside = element.get("TargetMode") == "External"
        if not outside:
            # A part is named from the folder of the one that refers to it. What leads out of the archive names no part of it.
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield element.get("Id") or "", _Relation(kind, target, outside)
