"""How large a document may be: beyond these bounds a file is refused with a diagnostic, so that reading any file ends.

Each is several times what the largest of the United Nations' documents needs; without one, a file made to harm would take all memory,
hours, or the interpreter's stack.
"""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Diagnostic

__all__ = ["BYTES", "DEPTH", "DIGITS", "LETTERS", "LINES", "LISTS", "QUOTED", "beyond", "received"]

BYTES = 16 * 2**20  # of a file: the longest resolution's XML has 2 MB, and reading takes some fifty times the size in memory
DEPTH = 100  # of nested elements or YAML values: real files have 30; the readers walk down recursively, and Python stops at 1,000 calls
LINES = 20_000  # with words, of an extracted text: 500 pages of 40
LETTERS = 2_000  # of one word of an extracted text: longer ones are no words, and patterns tried at each of their places take the square
LISTS = 12  # of a paragraph, one inside another: real ones have five; what would be deeper stands beside the innermost
QUOTED = 4  # drafts, each quoted in the one before: real ones have one; what would be deeper is text of the innermost
DIGITS = 18  # of a number in YAML: none in a document needs more, and Python refuses to convert thousands


def beyond(found: str, document: str) -> Diagnostic:
    """The refusal of a file, with what it has too much of."""
    return Diagnostic("import-limit", found, "not read", document=document)


def received(path: Path) -> bytes | Diagnostic:
    """The bytes of a file, or why they are not taken."""
    try:
        if not path.is_file():  # a folder, a pipe, a link that leads nowhere
            return Diagnostic("import-format", "it is no file", "not read", document=str(path))
        if (size := path.stat().st_size) > BYTES:
            return beyond(f"{size:,} bytes, where {BYTES:,} are the most", str(path))
        return path.read_bytes()
    except OSError as error:
        return Diagnostic("import-format", error.strerror or str(error), "not read", document=str(path))
