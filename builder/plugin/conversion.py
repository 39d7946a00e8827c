"""From the Markdown of a generated page to HTML: by Python-Markdown, with the extensions that the builder writes for and no others."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs.utils import get_relative_url

from builder.plugin.archive_files import ArchiveFiles
from builder.plugin.quick_pages import READY, QuickPage, convert_page

__all__ = ["Converted", "convert"]

# What generated Markdown is converted with, whatever a keeper chooses for pages written by hand: an extension that makes quotation marks
# round or turns (c) into a sign would change the words of a document. It also takes half the time of MkDocs' own set.
_EXTENSIONS = ("attr_list", "def_list", "md_in_html", "toc")
_EXTENSION_OPTIONS = {"toc": {"toc_depth": "1-4"}}

# What Markdown can say and the builder never does. To look for it takes half of the time, and no word of a document can then say it.
_INLINE_UNUSED = (
    "backtick",
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "linebreak",
)
_BLOCKS_UNUSED = ("indent", "code", "setextheader", "hr", "olist", "quote", "reference")

# An id inside a tag: words of a document can say id="op2", but no sign that begins a tag.
_ID = re.compile(r'<[a-z][^<>]*?\sid="([^"]+)"')

# A link to the Markdown file of another page, in the form in which nothing in it must be decoded first.
_TO_PAGE = re.compile(r"(?P<path>(?!/)[^:?#%\\]*\.md)(?:#(?P<anchor>[^#%]+))?")


@dataclass(frozen=True, slots=True)
class Converted:
    """What Markdown became: HTML, the tree of its headings, the ids in it, and by the Markdown file they lead to the links to anchors.

    `repeated` are ids that stand there several times.
    """

    html: str
    toc: TableOfContents
    anchors: set[str]
    repeated: tuple[str, ...]
    links: dict[str, dict[str, str]]


def convert(markdown: str, file: File, files: Files, config: MkDocsConfig) -> Converted:
    """Convert the Markdown of a generated page as MkDocs does, which warns of links that lead nowhere.

    Where MkDocs reads the whole of it a second time for anchors in raw HTML, they are taken from what comes out.
    """
    md, links = _converter()
    links.begin(file, files, config)
    page = convert_page(markdown, links.path_to_url) or _slowly(md, markdown)
    html = page.html
    ids = _ID.findall(html)
    anchors = set(ids)
    repeated = tuple(sorted(name for name, times in Counter(ids).items() if times > 1)) if len(ids) > len(anchors) else ()
    return Converted(html, get_toc(page.toc_tokens), anchors, repeated, links.found())


def _slowly(md: Markdown, markdown: str) -> QuickPage:
    """What Python-Markdown makes of a page on which something is not of the builder's usual forms."""
    md.reset()
    return QuickPage(md.convert(markdown), md.toc_tokens)  # type: ignore[attr-defined]


@cache
def _converter() -> tuple[Markdown, _Links]:
    """One for all pages of a process: to make it takes as long as to convert a small page."""
    links = _Links()
    md = Markdown(extensions=[*_EXTENSIONS, _OnlyGenerated()], extension_configs=_EXTENSION_OPTIONS)
    links._register(md)
    return md, links


class _OnlyGenerated(Extension):
    """Takes out of Markdown what generated pages do not use."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        md.preprocessors.register(_ReadyLines(md), "ready_lines", 25)  # before html_block, after white space is in order
        for name in _INLINE_UNUSED:
            md.inlinePatterns.deregister(name)
        for name in _BLOCKS_UNUSED:
            md.parser.blockprocessors.deregister(name)


class _ReadyLines(Preprocessor):
    """Puts lines of finished HTML aside, as Markdown does with HTML that it has read sign by sign."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with a mark in the place of what needs no more reading."""
        return [self.md.htmlStash.store(line) if line.startswith("<") and READY.fullmatch(line) else line for line in lines]


class _Links(_RelativePathTreeprocessor):
    """Turns links to Markdown files into addresses of pages, as MkDocs does, but looks at each only once, and at most without a `File`."""

    def __init__(self) -> None:
        pass  # `begin` says of which page

    def begin(self, file: File, files: Files, config: MkDocsConfig) -> None:
        """From now on, the links are those of this page."""
        super().__init__(file, files, config)
        self._known: dict[str, str] = {}
        self._to_anchors: dict[str, dict[str, str]] = {}

    def found(self) -> dict[str, dict[str, str]]:
        """By the Markdown file they lead to, the anchors that links name, each with the link."""
        for to, anchors in self.links_to_anchors.items():
            self._to_anchors.setdefault(to.src_uri, {}).update(anchors)
        return self._to_anchors

    def path_to_url(self, url: str) -> str:
        """What the link is to lead to."""
        address = self._known.get(url)
        if address is None:
            address = self._known[url] = self._find(url)
        return address

    def _find(self, url: str) -> str:
        if url.startswith("https://"):
            return url
        if url.startswith("#") and len(url) > 1:
            self._note(self.file.src_uri, url[1:], url)
            return url
        match = _TO_PAGE.fullmatch(url)
        if match and self.config.use_directory_urls and isinstance(self.files, ArchiveFiles):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(self.file.src_uri), match["path"]))
            if target in self.files.sources:
                relative = get_relative_url(_page_address(target), self.file.url)
                if anchor := match["anchor"]:
                    self._note(target, anchor, url)
                    return f"{relative}#{anchor}"
                return relative
        return super().path_to_url(url)

    def _note(self, target: str, anchor: str, url: str) -> None:
        self._to_anchors.setdefault(target, {}).setdefault(anchor, url)


@lru_cache(maxsize=1 << 14)
def _page_address(source: str) -> str:
    """The address below the site's root of the page that comes of a Markdown file.

    >>> _page_address("en/A/RES/74/166.md"), _page_address("en/A/RES/74/index.md")
    ('en/A/RES/74/166/', 'en/A/RES/74/')
    """
    return quote(source.removesuffix(".md").removesuffix("index").rstrip("/") + "/")
