"""Reads PDF: pieces of text with their fonts and places, printed lines, and from there the way of all printed text (`transcribing`).

`opening` and `pieces` are all that knows the PDF library, in a process of its own (`library_process`, `wire`). `page_lines` makes lines of
the pieces, `around` takes what is printed around the pages, `measures` finds the measures of the document, `tables` the tables,
`lines` says of each line what a `Line` says; `reader` is these steps in order.
"""

from builder.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
