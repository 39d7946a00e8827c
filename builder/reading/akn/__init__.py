"""The United Nations' own machine-readable documents: Akoma Ntoso XML, profile AKN4UN.

tree (parse, recover) → masthead (what is said of the document) and flow (its text, as rows and headings) → divisions of the text
(annexes, section numbers) → structure (nesting, shared by all readers).
"""

from builder.reading.akn.reader import read_akn

__all__ = ["read_akn"]
