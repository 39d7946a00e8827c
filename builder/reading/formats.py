"""Which reader a file is for: by its first bytes, where they tell, else by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from builder.diagnostics import Diagnostic
from builder.reading.akn import read_akn
from builder.reading.limits import BYTES, beyond
from builder.reading.pdf import read_pdf
from builder.reading.result import Reading
from builder.reading.text import read_text
from builder.reading.word import is_word, read_word
from builder.reading.yaml_file import parse_yaml

__all__ = ["SUFFIXES", "is_archive_file", "read_file"]

# The endings of the files that are read from folders; a file given by its name may have any. An old Word file is not read, but whoever has
# one in a folder is to hear what can be done.
SUFFIXES = frozenset({".xml", ".txt", ".pdf", ".docx", ".doc", ".yaml", ".yml"})

_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-")
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!A-Za-z]")
# An element or a declaration in UTF-16 or UTF-32, either end first, with a mark of the order or without.
_WIDE_XML = re.compile(rb"(?:\xff\xfe(?:\0\0)?|(?:\0\0)?\xfe\xff)?(?:<\0(?:\0\0)?[?!A-Za-z]\0|\0(?:\0\0)?<(?:\0\0)?\0[?!A-Za-z])")
_WIDE_TEXT = re.compile(rb"\xff\xfe(?!\0\0)|\xfe\xff")  # UTF-16, as Windows writes text that it calls Unicode
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UNREADABLE = (
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc) or one with a password: open it and save it as .docx or PDF"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"7z\xbc\xaf", "an archive of files"),
    (b"Rar!", "an archive of files"),
)


def is_archive_file(file_name: str) -> bool:
    """Whether the file is, by its name, one of an archive."""
    return PurePath(file_name).suffix.lower() in (".yaml", ".yml")


def read_file(data: bytes, file_name: str) -> Reading:
    """What the reader for the file made of it; a diagnostic alone where there is none. Never raises on any content."""
    for beginning, kind in _UNREADABLE:
        if data.startswith(beginning):
            return _unread(f"it is {kind}", file_name)
    if len(data) > BYTES:
        return Reading(None, (beyond(f"{len(data):,} bytes, where {BYTES:,} are the most", file_name),))
    if _PDF.match(data):
        return read_pdf(data, file_name)
    if data.startswith(_ZIP):
        return read_word(data, file_name) if is_word(data) else _unread("it is an archive of files", file_name)
    if is_archive_file(file_name):
        return parse_yaml(data, file_name)
    if _XML.match(data) or _WIDE_XML.match(data):
        return read_akn(data, file_name)
    if b"\0" in data and not _WIDE_TEXT.match(data):
        return _unread("it is no text", file_name)
    return read_text(data, file_name)


def _unread(found: str, file_name: str) -> Reading:
    return Reading(None, (Diagnostic("import-format", found, "not read", document=file_name),))
