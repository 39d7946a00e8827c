"""Generated pages as MkDocs has them: with Markdown extensions of their own, and in files that are there when somebody asks for them."""

from __future__ import annotations

import re
from collections.abc import Container

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from builder.plugin.places import add_places

__all__ = ["ArchiveFiles", "GeneratedPage", "generated_file"]

# What generated Markdown is converted with, whatever a keeper chooses for pages written by hand: an extension that makes quotation marks
# round or turns (c) into a sign would change the words of a document. It also takes half the time of MkDocs' own set.
_EXTENSIONS = ("attr_list", "def_list", "md_in_html", "toc")
_EXTENSION_OPTIONS = {"toc": {"toc_depth": "1-4"}}

_ID = re.compile(r'\bid="([^"]+)"')


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


# A line of HTML that has nothing in it for Markdown: a drawing, the list of contents, the block of citations.
_READY = re.compile(r"<(figure|nav|details|div)\b(?!.*\bmarkdown=).*</\1>")


class _ReadyLines(Preprocessor):
    """Puts lines of finished HTML aside, as Markdown does with HTML that it has read sign by sign; these need no reading."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with a mark in the place of each that is HTML as it is."""
        return [self.md.htmlStash.store(line) if line.startswith("<") and _READY.fullmatch(line) else line for line in lines]


class _OnlyGenerated(Extension):
    """Takes out of Markdown what generated pages do not use."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        md.preprocessors.register(_ReadyLines(md), "ready_lines", 25)  # before html_block, after the white space is in order
        for name in _INLINE_UNUSED:
            md.inlinePatterns.deregister(name)
        for name in _BLOCKS_UNUSED:
            md.parser.blockprocessors.deregister(name)


class GeneratedPage(MkDocsPage):
    """A page whose Markdown the builder wrote."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown as MkDocs does, with the extensions it was written for, and note anchors and links for the strict check.

        Where MkDocs reads the whole of it a second time for anchors in raw HTML, they are taken from what comes out.
        """
        assert self.markdown is not None
        md = Markdown(extensions=[*_EXTENSIONS, _OnlyGenerated()], extension_configs=_EXTENSION_OPTIONS)
        links = _RelativePathTreeprocessor(self.file, files, config)
        links._register(md)
        html = md.convert(self.markdown)
        self.content = add_places(html, self.meta, self.file.src_uri)
        self.toc = get_toc(getattr(md, "toc_tokens", []))
        self.present_anchor_ids = set(_ID.findall(html))
        self.links_to_anchors = links.links_to_anchors


def generated_file(source: str, markdown: str, config: MkDocsConfig, folder: str | None = None) -> File:
    """The file of a generated page, kept out of MkDocs' own navigation: with thousands of entries it would be most of every page.

    The page is written into the folder, by default the site's.
    """
    file = File.generated(config, source, content=markdown, inclusion=InclusionLevel.NOT_IN_NAV)
    if folder is not None:
        file.dest_dir = folder
    GeneratedPage(None, file, config)
    return file


class ArchiveFiles(Files):
    """MkDocs' files, and one for each generated page that a link leads to, made when it is asked for.

    Twenty thousand pages that nobody touches would otherwise be most of a build in which one has changed. `sources` are the Markdown
    files of all generated pages, `asked` the files of those that were asked for.
    """

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        super().__init__(list(files))
        self._config = config
        self.sources: Container[str] = frozenset()
        self.asked: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file with this path below the source folder; None where there is none."""
        found = super().get_file_from_path(path)
        if found is None and path in self.sources:
            found = self.asked.get(path)
            if found is None:
                found = self.asked[path] = File.generated(self._config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        return found
