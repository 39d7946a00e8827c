"""Generated pages as MkDocs has them."""

from __future__ import annotations

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from builder.pages import Page
from builder.plugin.conversion import convert
from builder.plugin.places import add_places

__all__ = ["GeneratedPage", "generated_file"]

_log = logging.getLogger("mkdocs.structure.pages")  # a strict build counts what it warns of


class GeneratedPage(MkDocsPage):
    """A page whose Markdown the builder wrote. `anchors_linked` are the anchors that it links to, by the Markdown file they are in.

    `written` is what was written; without it, the page is read from the content of its file.
    """

    anchors_linked: dict[str, dict[str, str]]
    written: Page | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take what was written as it is: what a page says of itself need not become YAML only to be read again."""
        if self.written is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = self.written.text, dict(self.written.matter)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, and note anchors and links for the strict check."""
        assert self.markdown is not None
        converted = convert(self.markdown, self.file, files, config)
        self.content, self.toc = add_places(converted.html, self.meta, self.file.src_uri), converted.toc
        self.present_anchor_ids = converted.anchors
        self.anchors_linked = converted.links
        for name in converted.repeated:
            _log.warning(f"Doc file '{self.file.src_uri}' contains the id '{name}' more than once, but an address leads to one place.")

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Warn of links to anchors that are not there; of pages that MkDocs itself makes."""
        found = {files.get_file_from_path(source): anchors for source, anchors in self.anchors_linked.items()}
        self.links_to_anchors = {file: anchors for file, anchors in found.items() if file is not None}
        super().validate_anchor_links(files=files, log_level=log_level)


def generated_file(source: str, markdown: str, config: MkDocsConfig, folder: str | None = None) -> File:
    """The file of a generated page, kept out of MkDocs' own navigation: with thousands of entries it would be most of every page.

    The page is written into the folder, by default the site's.
    """
    file = File.generated(config, source, content=markdown, inclusion=InclusionLevel.NOT_IN_NAV)
    if folder is not None:
        file.dest_dir = folder
    GeneratedPage(None, file, config)
    return file
