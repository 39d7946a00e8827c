"""What the archive knows of its documents and their citations, in one SQLite file that can be made again from `content/`.

    .cache/archive.sqlite

It is what lets a build look at one document among twenty thousand without reading the others, and do again only what changed: everything
that is looked up while a page is made has a key (`keys`), the store remembers which page looked at which keys, and whatever changes a
value notes its key.
"""

from builder.store.database import Store
from builder.store.packing import is_same, pack, pack_text, register, unpack, unpack_text

__all__ = ["Store", "is_same", "pack", "pack_text", "register", "unpack", "unpack_text"]
