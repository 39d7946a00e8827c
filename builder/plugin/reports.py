"""What was found while reading and linking, as the log of a build shows it, and in full in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from builder.cache import write_atomically
from builder.diagnostics import Diagnostic, Severity, count_codes, meaning_of

__all__ = ["report", "write_report"]

log = get_plugin_logger("resolution-archive")


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Log what was found: errors one by one, which a strict build does not pass; the rest by code."""
    found = tuple(diagnostics)
    for diagnostic in found:
        if diagnostic.severity is Severity.ERROR:
            log.error(str(diagnostic))
    for code, number in count_codes(found):
        if meaning_of(code)["severity"] != Severity.ERROR:
            log.info("%s: %s (%d)", code, meaning_of(code)["title"], number)


def write_report(diagnostics: Sequence[Diagnostic], path: Path, what: str) -> None:
    """Write all that was found, a line each, and say where; an empty file where nothing was."""
    try:
        write_atomically(path, "".join(f"{diagnostic}\n" for diagnostic in diagnostics).encode())
    except OSError as error:
        log.info("What was %s could not be written to %s: %s", what, path, error.strerror)
        return
    if diagnostics:
        log.info("All that was %s is in %s", what, path)
