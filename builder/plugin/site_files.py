"""Files of the site beside its pages: what Material brings and nobody needs goes, feeds and the description of the search come."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from builder.archive import Archive
from builder.export.feed import FEED, write_feed
from builder.pages.citation_styles import style_table
from builder.plugin.languages import script_words

__all__ = ["SEARCH_DESCRIPTION", "add_site_files", "remove_needless", "site_files"]

SEARCH_DESCRIPTION = "opensearch.xml"

# Maps for those who look for errors in Material's scripts (1.3 MB), and its own search with its word lists (0.7 MB), which is switched off.
_NEEDLESS = re.compile(r"assets/.*\.map|assets/javascripts/(?:lunr|workers)/.*")
_MATERIAL_SEARCH = {"search", "material/search"}
_ICON, _MATERIAL_ICON = "assets/images/favicon.svg", "assets/images/favicon.png"


def remove_needless(files: Files, config: MkDocsConfig) -> None:
    """Take out what the theme brings and no page asks for; put the archive's icon for Material's, unless the keeper has one."""
    kept = re.compile(r"assets/javascripts/(?:lunr|workers)/.*(?<!\.map)") if _MATERIAL_SEARCH.intersection(config.plugins) else None
    for file in [file for file in files if _NEEDLESS.fullmatch(file.src_uri) and not (kept and kept.fullmatch(file.src_uri))]:
        files.remove(file)
    if config.theme["favicon"] == _MATERIAL_ICON and (icon := files.src_uris.get(_MATERIAL_ICON)) and _comes_from_theme(icon, config):
        config.theme["favicon"] = _ICON
        files.remove(icon)


def _comes_from_theme(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir != config.docs_dir


def add_site_files(
    files: Files, archive: Archive, config: MkDocsConfig, *, search: bool, recall: Callable[..., str] = lambda _, make, *__: make()
) -> None:
    """Add the files of `site_files` to those of the site; the keeper's own stay. `recall` keeps what was made (see `PageCache.recall`)."""
    own = site_files(archive, config.site_name, config.site_url, search=search, recall=recall)
    for path, content in (*own, *script_words([*archive.languages, config.theme["language"]])):
        if path not in files.src_uris:
            files.append(File.generated(config, path, content=content))


def site_files(
    archive: Archive, site_name: str, site_url: str | None, *, search: bool, recall: Callable[..., str] = lambda _, make, *__: make()
) -> Iterator[tuple[str, bytes]]:
    """Each file with its path below the root: feeds, citation styles and, where the site's address is known, what needs that."""
    for language in archive.languages:
        make = partial(write_feed, archive, language, site_name, site_url)
        yield f"{language}/{FEED}", recall(f"feed {language}", make, site_name, site_url).encode()
    yield "assets/citation-styles.json", json.dumps(style_table(), ensure_ascii=False, separators=(",", ":")).encode()
    if not site_url:
        return
    if search:
        yield SEARCH_DESCRIPTION, _search_description(site_name, site_url)
    if urlsplit(site_url).path in ("", "/"):  # it is read at the root of a host only
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {urljoin(site_url, 'sitemap.xml')}\n".encode()


def _search_description(site_name: str, site_url: str) -> bytes:
    """The search for browsers that offer it in their address bar. Source: OpenSearch 1.1 Draft 6; short names have 16 characters."""
    short = textwrap.shorten(site_name, 16, placeholder="") or site_name[:16]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
 <ShortName>{escape(short)}</ShortName>
 <LongName>{escape(site_name[:48])}</LongName>
 <Description>{escape(f"Find United Nations documents by symbol or words in {site_name}"[:1024])}</Description>
 <Image type="image/svg+xml">{escape(urljoin(site_url, _ICON))}</Image>
 <Url type="text/html" method="get" template="{escape(urljoin(site_url, "search/"), {'"': "&quot;"})}?q={{searchTerms}}"/>
 <InputEncoding>UTF-8</InputEncoding>
</OpenSearchDescription>
""".encode()
