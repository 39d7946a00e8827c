"""Reads PDF: pieces of text with their fonts and places, printed lines, and from there the way of all printed text (`transcribing`).

`opening` lets in what can be read in bounded time, `pieces` is the one module that knows the PDF library, `page_lines` makes lines of the
pieces, `measures` finds the measures of the document, `around` what is printed around the pages, `tables` the tables, `lines` what a
`Line` says of each.
"""

from builder.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
