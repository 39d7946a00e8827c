"""The ledger of published anchors: what the archive has promised to keep, in `content/anchors/`, and whether a build would keep it.

    content/anchors/en/general-assembly.jsonl

A line is a document with the fingerprints of its units' words: `files` reads and writes the lines, and has them in the store; `comparing`
finds what a build would break; `review` is what a keeper does about it: confirm a change, or name an alias.
"""

from builder.ledger.comparing import Break, Broken, find_broken, told
from builder.ledger.files import LedgerError, ledger_state, read_ledger, record_published

__all__ = ["Break", "Broken", "LedgerError", "find_broken", "ledger_state", "read_ledger", "record_published", "told"]
