"""The parts in which the documents of a language are indexed: neighbours, some hundreds of them, so that a document that has changed costs
a second, and all cores are used where none is indexed yet.

    .cache/search-parts/en/3f0c…/           a part: its name is a hash of all that it is made of, so that what is there is as it should be
        content                             what is known of its documents, and where their words stand (`IndexedPart`)
        pagefind/fragment/0f3a….pf_fragment each document, as Pagefind writes it, by the hash of what it holds
        pagefind/pagefind.js, …             what each index has
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.archive import Archive
from builder.cache import code_digest
from builder.search import texts as texts_module
from builder.search.pagefind import SearchError, pagefind_version, read_cbor, read_packed, run_pagefind
from builder.search.texts import Indexed, write_texts
from builder.search.words import Words, words_of_pieces
from builder.store import pack_text, register, unpack_text

__all__ = ["FRAGMENTS", "Entry", "IndexedPart", "Part", "divide", "index_part", "read_part"]

FRAGMENTS = "fragment"
_CONTENT, _PAGEFIND = "content", "pagefind"

# A part begins at each document with whose symbol's checksum this can be divided: on average at one of so many. What is divided that way
# stays as it is wherever a document is added.
_TOGETHER = 200

# Parts of Pagefind that show results in its own way; the search page shows them in ours.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


@dataclass(frozen=True, slots=True)
class Part:
    """Documents of a language that are indexed together, and the folder of their index."""

    language: str
    symbols: tuple[str, ...]
    folder: Path

    @property
    def pagefind(self) -> Path:
        """The files that Pagefind made."""
        return self.folder / _PAGEFIND


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the index: what is written of it, the hash of its fragment, how many words Pagefind counts.

    `begins` are pairs on one line: the place of a word, and the part of the text that begins with it.
    """

    document: Indexed
    fragment: str
    words: int
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexedPart:
    """What is known of the documents of a part, in order, and where their words stand.

    `version` is Pagefind's, `rest` what its list of documents and pieces ends with, both the same in each part.
    """

    entries: tuple[Entry, ...]
    words: Words
    version: str
    rest: list[Any]


register(texts_module, sys.modules[__name__])


def divide(archive: Archive, language: str, folder: Path) -> list[Part]:
    """The parts of the documents of a language, in order, each with its folder below this one."""
    groups: list[dict[str, str]] = []
    for symbol, sha256 in archive.hashes(language).items():
        if not groups or not zlib.crc32(symbol.encode()) % _TOGETHER:
            groups.append({})
        groups[-1][symbol] = sha256
    return [Part(language, tuple(group), folder / _name(group)) for group in groups]


def _name(documents: Mapping[str, str]) -> str:
    made_of = (code_digest(), pagefind_version(), list(documents.items()))
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]


def index_part(archive: Archive, part: Part) -> None:
    """Index the documents of a part into its folder, which is there whole or not at all. SearchError where Pagefind fails."""
    part.folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="unfinished-", dir=part.folder.parent) as unfinished:
        texts, made = Path(unfinished, "texts"), Path(unfinished, "part")
        documents = write_texts(archive, part.language, part.symbols, texts)
        run_pagefind(texts, made / _PAGEFIND, f"the {part.language} documents")
        (made / _CONTENT).write_bytes(pack_text(_take_in(made / _PAGEFIND, documents)))
        for pattern in _UNUSED:
            for file in (made / _PAGEFIND).glob(pattern):
                file.unlink()
        made.replace(part.folder)


def _take_in(index: Path, documents: list[Indexed]) -> IndexedPart:
    """What Pagefind made of the documents; of its files, those that are not needed any more are removed.

    It numbers the documents in the order in which the file system names them; here they are in ours.
    """
    fragments = dict(_fragments(index / FRAGMENTS))
    try:
        entries = tuple(_entry(document, *fragments[document.url][1:]) for document in documents)
    except KeyError as error:
        raise SearchError(f"Pagefind left {error.args[0]} out of its index") from error
    (meta_file,) = index.glob("pagefind.*.pf_meta")
    meta = read_cbor(meta_file)
    place = {fragments[document.url][0]: number for number, document in enumerate(documents)}
    pieces = (read_packed(index / "index" / f"{name}.pf_index") for _, _, name in meta[2])
    words = words_of_pieces(pieces, [place[name] for name, _ in meta[1]])
    shutil.rmtree(index / "index")
    meta_file.unlink()
    return IndexedPart(entries, words, meta[0], meta[3:])


def _fragments(folder: Path) -> Iterator[tuple[str, tuple[str, str, dict[str, Any]]]]:
    """Of each document: its address, Pagefind's name for it, the hash by which its file is named from here on, and what is in that."""
    for file in list(folder.iterdir()):
        content = read_packed(file)
        fragment = json.loads(content)
        digest = hashlib.sha256(content).hexdigest()
        file.replace(file.with_stem(digest))
        yield fragment["url"].strip("/") + "/", (file.stem, digest, fragment)


def _entry(document: Indexed, digest: str, fragment: Mapping[str, Any]) -> Entry:
    places = {anchor["id"]: anchor["location"] for anchor in fragment["anchors"]}
    begins = (number for anchor, part in document.parts for number in (places[anchor], int(part)))
    return Entry(document, digest, fragment["word_count"], tuple(begins))


def read_part(part: Part) -> IndexedPart:
    """What is known of a part that is indexed."""
    found: IndexedPart = unpack_text((part.folder / _CONTENT).read_bytes())
    return found
