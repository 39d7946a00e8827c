"""Reads text extracted from a PDF: lines, then the way of all printed text (`transcribing`, `transcript`).

`read_text` reads the layout in which a footnote marker has a line of its own. Italics are lost in such text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from builder.diagnostics import Diagnostic
from builder.reading.early import transcribe_record
from builder.reading.limits import LETTERS, LINES, beyond
from builder.reading.lines import decode, read_lines
from builder.reading.result import Reading
from builder.reading.transcribing import transcribe
from builder.reading.transcript import assemble

__all__ = ["read_text"]

_LINE_END = re.compile(r"[\r\n\f]")
_NO_WORD = re.compile(rf"\S{{{LETTERS + 1}}}")


def read_text(data: bytes, file_name: str) -> Reading:
    """The resolution printed in an extracted text, and what the reader was unsure of.

    `resolution` is None where there are no words; any text at all is read without an error. Its symbol is '' where none is printed. The
    language is English.
    """
    printed, guessed = decode(data)
    found = (Diagnostic("text-encoding", "bytes that are not UTF-8", f"read as {guessed}"),) if guessed else ()
    if match := _NO_WORD.search(printed):
        place = f"line {printed.count(chr(10), 0, match.start()) + 1}"
        return Reading(None, (replace(beyond(f"a word of more than {LETTERS:,} letters", file_name), place=place),))
    count = sum(bool(line.strip()) for line in _LINE_END.split(printed))
    if count > LINES:
        return Reading(None, (beyond(f"{count:,} lines with words, where {LINES:,} are the most", file_name),))
    lines = read_lines(printed)
    if not lines:
        return Reading(None, (*found, Diagnostic("text-empty", "no word is in it", "not read", document=file_name)))
    transcript = transcribe_record(printed, file_name) or transcribe(lines)
    return assemble(replace(transcript, diagnostics=(*found, *transcript.diagnostics)), data, file_name, "text")
