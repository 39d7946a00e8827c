"""What no build may publish: a site in which an address that was published leads nowhere, or pages and data files that do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.archive import Archive
from builder.cache import cache_dir, write_atomically
from builder.ledger import find_broken, told

__all__ = ["ANCHORS_REPORT", "broken_promises", "unlike_rows"]

_SHOWN = 20
ANCHORS_REPORT = "anchors.txt"

_ADDRESS = re.compile(rb'"url":"([^"]*)","official_url":')


def broken_promises(archive: Archive, content: Path) -> str:
    """The anchors that the ledger has and this archive has not, as a list to print; '' where none is missing. All are in a report."""
    broken = find_broken(archive)
    report = cache_dir(content) / ANCHORS_REPORT
    try:
        write_atomically(report, "".join(f"{one}\n" for one in broken).encode())
        where = f"; all are in {report}"
    except OSError:
        where = ""
    if not broken:
        return ""
    lines = [f"Published addresses would be gone, or lead to other words ({len(broken):,}):"]
    lines += (f"  {line}" for line in told(archive, broken[:_SHOWN]))
    if len(broken) > _SHOWN:
        lines.append(f"  … and {len(broken) - _SHOWN:,} more{where}")
    lines.append(
        "`archive anchors` shows them with their words, old and new; `archive anchors alias SYMBOL OLD NEW` lets an old address lead to"
    )
    lines.append("the new place; `archive anchors confirm SYMBOL#ANCHOR` gives it up, or lets it lead to the words that are there now.")
    return "\n".join(lines)


def unlike_rows(site: Path, pages: Iterable[str]) -> str:
    """The documents that have a row in the data files and no page, or a page and no row, as a list to print; '' where there are none.

    `pages` are the HTML files of documents below the site, held or only cited.
    """
    said = list(_unlike_rows(site, set(pages)))
    if not said:
        return ""
    lines = [f"Pages and data files do not agree ({len(said):,}):", *(f"  {line}" for line in said[:_SHOWN])]
    return "\n".join([*lines, *([f"  … and {len(said) - _SHOWN:,} more"] if len(said) > _SHOWN else [])])


def _unlike_rows(site: Path, pages: set[str]) -> Iterator[str]:
    rows = {f"{address.decode()}index.html" for address in _ADDRESS.findall((site / "data" / "resolutions.jsonl").read_bytes())}
    for file in sorted(rows | pages):
        if file not in rows:
            yield f"{file} has no row in data/resolutions.jsonl"
        elif not (site / file).is_file():
            yield f"{file} is missing, which has a row in data/resolutions.jsonl"
        elif file not in pages:
            yield f"{file} is another page than that of the document; remove the page that stands in its place in content/"
