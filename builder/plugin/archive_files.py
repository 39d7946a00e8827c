"""MkDocs' files and those of the generated pages, which are there when somebody asks for them."""

from __future__ import annotations

from collections.abc import Container

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

__all__ = ["ArchiveFiles"]


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
