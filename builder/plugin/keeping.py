"""No build publishes a site in which an address that was published leads nowhere, or to other words, unless the keeper agreed."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.exceptions import PluginError

from builder.archive import Archive
from builder.cache import cache_dir
from builder.ledger import find_broken
from builder.ledger.comparing import told, write_report

__all__ = ["check_promises"]

_SHOWN = 20
_REPORT = "anchors.txt"


def check_promises(archive: Archive, content: Path, log: logging.LoggerAdapter[logging.Logger], *, may_fail: bool) -> None:
    """Compare the archive with the ledger. PluginError, with a list, where promises are broken; only a warning unless `may_fail`."""
    broken = find_broken(archive)
    report = cache_dir(content) / _REPORT
    try:
        write_report(broken, report)
    except OSError as error:
        log.info("What anchors are missing could not be written to %s: %s", report, error.strerror)
    if not broken:
        return
    lines = [f"Published addresses would be gone, or lead to other words ({len(broken):,}):"]
    lines += (f"  {line}" for line in told(archive, broken, _SHOWN))
    if len(broken) > _SHOWN:
        lines.append(f"  … and {len(broken) - _SHOWN:,} more; all are in {report}")
    lines.append(
        "`archive anchors` shows them with their words, old and new; `archive anchors alias SYMBOL OLD NEW` lets an old address lead to"
    )
    lines.append("the new place, `archive anchors confirm SYMBOL#ANCHOR` gives it up or lets it lead to the words that are there now.")
    message = "\n".join(lines)
    if may_fail:
        raise PluginError(message)
    log.warning(message)
