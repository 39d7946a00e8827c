"""Verify a built site: every link and anchor, one page a document, data files that say what the pages say, no request to another host.

    for finding in check_site(Path("site"), Path("content")):
        print(finding)

Everything is read from the folder as a web server would serve it; nothing of how it was built is trusted. What is printed by a script
when a page is open cannot be seen here.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from builder.archive import RESOLUTIONS
from builder.check.addresses import Reach, page_file, read_address, remote_in_css
from builder.check.data_files import DataFiles, check_data, read_data
from builder.check.pages import ExpectedLink, ExpectedPage, ExpectedUnit, PageFacts, check_page
from builder.diagnostics import Diagnostic
from builder.parallel import map_parallel
from builder.reading.yaml_file import validate_file

__all__ = ["check_site"]

Progress = Callable[[int, int], None]
_Result = TypeVar("_Result")


def check_site(site_dir: Path, content_dir: Path | None = None, *, progress: Progress | None = None) -> list[Diagnostic]:
    """Everything that is wrong with the built site; with `content_dir`, with the archive it was built from, and between the two.

    Empty when all is well. `progress` is called with how many pages and files were read, of how many. The findings are in a fixed
    order: data files, pages, links between them, content.
    """
    files = _files(site_dir)
    if "index.html" not in files:
        return [Diagnostic("check-no-site", document=site_dir.name)]
    data = read_data(site_dir)
    pages = [file for file in files if file.endswith(".html")]
    sources = sorted((content_dir / RESOLUTIONS).rglob("*.yaml")) if content_dir else []
    total = len(pages) + len(sources)
    read = map_parallel(partial(check_page, site_dir), _expected(pages, data))
    facts = {page.file: page for page in _counted(read, 0, total, progress)}
    findings = [*data.findings, *check_data(data)]
    for page in facts.values():
        findings += page.findings
    findings += _check_styles(site_dir, files)
    findings += _check_links(facts, files)
    findings += _check_row_addresses(data, facts)
    if content_dir:
        for found in _counted(map_parallel(validate_file, sources), len(pages), total, progress):
            findings += found
        findings += _check_held(data, sources, content_dir)
    return findings


def _counted(results: Iterable[_Result], done: int, total: int, progress: Progress | None) -> Iterator[_Result]:
    """The results; tells with each how far the work has come, when so much was done before."""
    for result in results:
        yield result
        done += 1
        if progress:
            progress(done, total)


def _files(site_dir: Path) -> dict[str, None]:
    """Every file of the site by its path below the root, sorted."""
    found = [Path(folder, name).relative_to(site_dir).as_posix() for folder, _, names in os.walk(site_dir) for name in names]
    return dict.fromkeys(sorted(found))


def _expected(pages: Iterable[str], data: DataFiles) -> list[ExpectedPage]:
    """Each page with what the data files say is on it."""
    links: dict[tuple[str, str, str], list[ExpectedLink]] = defaultdict(list)
    for row in data.citations:
        if row["url"] is not None:
            links[row["symbol"], row["language"], row["anchor"]].append(ExpectedLink(row["text"], row["url"]))
    units: dict[tuple[str, str | None], list[ExpectedUnit]] = defaultdict(list)
    for unit, paragraph in data.units.items():
        expected = ExpectedUnit(paragraph["anchor"], paragraph["label"], paragraph["text"], paragraph["footnotes"], links.get(unit, ()))
        units[paragraph["symbol"], paragraph["language"]].append(expected)
    said = {
        (file := page_file(row["url"])): ExpectedPage(
            file, row["symbol"], row["title"] or "", row["held"], units.get((row["symbol"], row["language"]), ())
        )
        for row in data.resolutions
    }
    return [said.get(page) or ExpectedPage(page) for page in pages]


def _check_links(facts: Mapping[str, PageFacts], files: Mapping[str, None]) -> Iterator[Diagnostic]:
    """Every link of every page leads to a file of the site, and to an id on it."""
    for page in facts.values():
        for path, anchor in page.links:
            file = path if path in files else page_file(f"{path}/")
            if file not in files:
                yield Diagnostic("check-link-broken", path, document=page.file)
            elif anchor and file in facts and anchor != "top" and anchor not in facts[file].ids:
                yield Diagnostic("check-anchor-broken", f"{path}#{anchor}", document=page.file)


def _check_row_addresses(data: DataFiles, facts: Mapping[str, PageFacts]) -> Iterator[Diagnostic]:
    """Every address of this site in the data files is a page, and its anchor stands on it."""
    urls = (
        ("data/resolutions.jsonl", (row["url"] for row in data.resolutions)),
        ("data/paragraphs.jsonl", (row["url"] for row in data.paragraphs)),
        ("data/citations.jsonl", dict.fromkeys(row["url"] for row in data.citations if row["url"] is not None)),
    )
    for document, found in urls:
        for url in found:
            address = read_address(url, "index.html")
            if address.reach is Reach.OUTSIDE:
                continue
            page = facts.get(address.path)
            if page is None or (address.anchor and address.anchor not in page.ids):
                yield Diagnostic("check-data-address", url, document=document)


def _check_styles(site_dir: Path, files: Iterable[str]) -> Iterator[Diagnostic]:
    """No style sheet fetches from another host."""
    for file in files:
        if file.endswith(".css"):
            for address in remote_in_css((site_dir / file).read_text(encoding="utf-8", errors="replace")):
                yield Diagnostic("check-remote-request", address, document=file)


def _check_held(data: DataFiles, sources: Iterable[Path], content_dir: Path) -> Iterator[Diagnostic]:
    """Every file of the archive became a document of the site, and every document of the site has one."""
    root = content_dir / RESOLUTIONS
    held = {f"{row['language']}/{row['path']}": row["symbol"] for row in data.resolutions if row["held"]}
    kept = {path.relative_to(root).as_posix().removesuffix(".yaml"): path for path in sources}
    for place in sorted(kept.keys() - held.keys()):
        yield Diagnostic("check-content-left-out", document=str(kept[place]))
    for place in sorted(held.keys() - kept.keys()):
        yield Diagnostic("check-content-missing", f"no {place}.yaml", document=held[place])
