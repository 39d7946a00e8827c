"""Word files (.docx): the document's own paragraphs, styles, numbering and notes; then the way of all printed text (`transcript`).

A Word file is a zip archive of XML parts (ISO/IEC 29500, Office Open XML). Each part is opened here as it is: python-docx gives neither
footnotes nor resolved numbering, and stops at what is damaged.
"""

from builder.reading.word.package import is_word
from builder.reading.word.reader import read_word

__all__ = ["is_word", "read_word"]
