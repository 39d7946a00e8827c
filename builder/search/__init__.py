"""The search of the built site: full text with Pagefind, one index a language, and symbols in any spelling.

`write_symbols` writes what a reader can ask for by symbol, and the grammar with which the browser reads one; `write_texts` the words of the
documents, as Pagefind shall see them; `write_indexes` the index of these words, and what a search can be narrowed by.
"""

from builder.search.index import INDEX_FOLDER, write_indexes
from builder.search.pagefind import SearchError
from builder.search.symbols import write_symbols
from builder.search.texts import write_texts

__all__ = ["INDEX_FOLDER", "SearchError", "write_indexes", "write_symbols", "write_texts"]
