"""Whether a site is already what a build would make it: then none is needed, and a keeper's timer costs a second."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from builder.archive import LEDGER
from builder.cache import cache_dir, code_digest, write_atomically
from builder.ledger import ledger_state
from builder.plugin.environment import add_overrides, configuration, own_folders, plugin_sources
from builder.publishing import MANIFEST

__all__ = ["fingerprint", "is_unchanged", "note_published"]

_NOTE = "published.json"


def fingerprint(config: MkDocsConfig) -> str:
    """A hash of all that a build reads, by name, size and date of the files: content, configuration, templates, hooks, the program.

    But for the ledger, which a build also writes.
    """
    said = hashlib.sha256(f"{code_digest()} {configuration(config)} {os.environ.get('SOURCE_DATE_EPOCH')}".encode())
    ledger = f"{Path(config.docs_dir) / LEDGER}{os.sep}"
    for folder in (Path(config.docs_dir), *own_folders(config)):
        for line in sorted(_told(folder)):
            if not line.startswith(ledger):
                said.update(line.encode())
    for path in plugin_sources(config):
        said.update(path.read_bytes())
    return said.hexdigest()


def _told(folder: Path) -> Iterator[str]:
    """A line for each file in the folder."""
    for parent, _, names in os.walk(folder):
        for name in names:
            found = os.stat(f"{parent}/{name}")  # noqa: PTH116 - twenty thousand times
            yield f"{parent}/{name} {found.st_size} {found.st_mtime_ns}\n"


def note_published(content: Path, site: Path, built_from: str) -> None:
    """Note from what the site was built; where nothing can be noted, the next build looks at everything."""
    note = {"site": str(site.resolve()), "manifest": _manifest(site), "fingerprint": built_from, "ledger": ledger_state(content)}
    try:
        write_atomically(cache_dir(content) / _NOTE, json.dumps(note).encode())
    except OSError:
        return


def is_unchanged(config: MkDocsConfig) -> bool:
    """Whether the site at the place that is configured was built from what is there now."""
    add_overrides(config)
    site = Path(config.site_dir)
    try:
        content = Path(config.docs_dir)
        note = json.loads((cache_dir(content) / _NOTE).read_bytes())
        same_site = note["site"] == str(site.resolve()) and note["manifest"] == _manifest(site)
        return bool(same_site and note["ledger"] == ledger_state(content) and note["fingerprint"] == fingerprint(config))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _manifest(site: Path) -> list[int]:
    """Size and date of the list of the site's files, which a build writes last."""
    found = (site / MANIFEST).stat()
    return [found.st_size, found.st_mtime_ns]
