"""The same Markdown through other generators, to tell what the archive's own way of building costs or saves.

Each gets the pages that `archive pages` writes, and a theme: MkDocs and Zensical Material, without search and with an empty navigation,
Hugo the smallest template there is. Those that are not installed are left out.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.building import ARCHIVE, Measurement, measure

__all__ = ["compare"]

_MKDOCS = """site_name: Comparison
docs_dir: content
theme: {name: material, font: false}
plugins: []
nav: [{Home: index.md}]
not_in_nav: '*'
validation: {nav: {omitted_files: ignore, not_found: ignore}, links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore}}
markdown_extensions: [attr_list, def_list, md_in_html, {toc: {toc_depth: 1-4}}]
"""
_HUGO = """baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_LAYOUT = '<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>\n'


def compare(archive: Path, folder: Path) -> Iterator[Measurement]:
    """Build the pages of the archive with whatever else is installed, in a folder that is not there yet."""
    pages = folder / "content"
    measure("the pages as Markdown", [*ARCHIVE, "pages", str(pages)], archive, may_fail=True)
    (pages / "index.md").write_text("# Comparison\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")
    yield measure("mkdocs build (Material, no search)", [sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)
    if zensical := _installed("zensical"):
        yield measure("zensical build", [zensical, "build"], folder)
    if hugo := _installed("hugo"):
        (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
        layouts = folder / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name in ("single", "list"):
            (layouts / f"{name}.html").write_text(_LAYOUT, encoding="utf-8")
        yield measure("hugo (smallest template)", [hugo, "--quiet", "--destination", "hugo"], folder)


def _installed(name: str) -> str | None:
    """The program beside this Python, or on the path."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
