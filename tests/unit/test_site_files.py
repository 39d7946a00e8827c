"""Files of the site beside its pages: which come, which go, and which are a keeper's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from builder.archive import Archive
from builder.new import make_archive
from builder.plugin.site_files import SEARCH_DESCRIPTION, add_site_files, remove_needless, site_files

EMPTY = Archive(())
STYLES = "assets/citation-styles.json"


def added(site_url: str | None, *, name: str = "Resolution Archive", search: bool = True) -> dict[str, str]:
    """What is added to the site of an empty archive, by path."""
    return {path: content.decode() for path, content in site_files(EMPTY, name, site_url, search=search)}


@pytest.mark.parametrize(
    ("site_url", "expected"),
    [
        ("https://example.org/", {STYLES, "robots.txt", SEARCH_DESCRIPTION}),
        ("https://example.org/un/", {STYLES, SEARCH_DESCRIPTION}),
        (None, {STYLES}),
    ],
)
def test_robots_are_told_at_the_root_of_a_host_only(site_url: str | None, expected: set[str]) -> None:
    assert set(added(site_url)) == expected


def test_robots_are_told_of_the_sitemap() -> None:
    assert added("https://example.org")["robots.txt"].endswith("Sitemap: https://example.org/sitemap.xml\n")


def test_files_of_the_keeper_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_archive(tmp_path)
    config = load_config(str(tmp_path / "mkdocs.yml"), site_url="https://example.org/")
    monkeypatch.setattr(config.plugins, "_current_plugin", "resolution-archive", raising=False)  # as within an event of MkDocs
    files = Files([File("robots.txt", str(tmp_path / "content"), str(tmp_path / "site"), use_directory_urls=True)])
    add_site_files(files, EMPTY, config, search=False)
    assert [file.src_dir for file in files if file.src_uri == "robots.txt"] == [str(tmp_path / "content")]


def test_without_a_search_none_is_described() -> None:
    assert SEARCH_DESCRIPTION not in added("https://example.org/", search=False)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Resolution Archive", "Resolution"),
        ("Library", "Library"),
        ("Völkerrechtsbibliothek", "Völkerrechtsbibl"),
        ("A & B <C>", "A &amp; B &lt;C&gt;"),
    ],
)
def test_a_search_has_a_short_name(name: str, short: str) -> None:
    assert f"<ShortName>{short}</ShortName>" in added("https://example.org/", name=name)[SEARCH_DESCRIPTION]


def left(folder: Path, *paths: str, **settings: object) -> tuple[set[str], str]:
    """What is left of files that the theme brings, and the icon of the site."""
    make_archive(folder)
    config = load_config(str(folder / "mkdocs.yml"), **settings)
    files = Files([File(path, str(folder / "theme"), str(folder / "site"), use_directory_urls=True) for path in paths])
    remove_needless(files, config)
    return {file.src_uri for file in files}, config.theme["favicon"]


BROUGHT = (
    "assets/javascripts/bundle.js",
    "assets/javascripts/bundle.js.map",
    "assets/javascripts/workers/search.js",
    "assets/javascripts/lunr/wordcut.js",
    "assets/images/favicon.png",
)


def test_what_no_page_asks_for_goes(tmp_path: Path) -> None:
    assert left(tmp_path, *BROUGHT) == ({"assets/javascripts/bundle.js"}, "assets/images/favicon.svg")


def test_a_keeper_who_uses_the_search_of_material_keeps_its_files(tmp_path: Path) -> None:
    kept, _ = left(tmp_path, *BROUGHT, plugins=["resolution-archive", "search"])
    assert kept == {"assets/javascripts/bundle.js", "assets/javascripts/workers/search.js", "assets/javascripts/lunr/wordcut.js"}


def test_a_keeper_may_have_an_icon(tmp_path: Path) -> None:
    theme = {"name": "material", "favicon": "own.png"}
    assert left(tmp_path, "own.png", theme=theme) == ({"own.png"}, "own.png")
