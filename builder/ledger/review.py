"""What a keeper does about broken promises: looks at them with the words of old and new, confirms them, or names an alias."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.archive import Archive
from builder.fingerprints import fingerprint
from builder.ledger.comparing import Break, Broken, find_broken, nearest, promised_of
from builder.ledger.files import ANCHOR, LedgerError, Promise, change_ledger
from builder.symbols import canonical_symbol

__all__ = ["confirm", "name_alias", "shown"]

_LONGEST = 300  # characters of a paragraph that are shown


def shown(archive: Archive, broken: Sequence[Broken], site: Path) -> Iterator[str]:
    """Each broken promise with the words that were published, the words that are there now, and the command that would mend it.

    The words of old come from the data files of the site that is published, where there is one.
    """
    published = _published(site, broken)
    for one in broken:
        yield str(one)
        if before := published.get((one.symbol, one.language, one.anchor)):
            yield f"  was:     {_short(before)}"
        if one.how is Break.CHANGED:
            yield f"  is now:  {_short(archive.words(one.symbol, one.language, one.anchor) or '')}"
        near = nearest(archive, one) if one.how in (Break.VANISHED, Break.CHANGED) else None
        if near and one.how is Break.CHANGED:
            yield f"  its words are now at #{near[0]}: {_short(archive.words(one.symbol, one.language, near[0]) or '')}"
        elif near:
            yield f"  nearest: #{near[0]}: {_short(archive.words(one.symbol, one.language, near[0]) or '')}"
            yield f'  → archive anchors alias "{one.symbol}" {one.anchor} {near[0]} --language {one.language}'


def _published(site: Path, broken: Sequence[Broken]) -> dict[tuple[str, str, str], str]:
    """The words that the published site has, by symbol, language and anchor. A line is taken apart only where it is wanted."""
    wanted = {
        json.dumps({"symbol": one.symbol, "language": one.language, "anchor": one.anchor}, ensure_ascii=False, separators=(",", ":"))[:-1]
        for one in broken
        if one.how in (Break.VANISHED, Break.CHANGED)
    }
    found = {}
    try:
        with (site / "data" / "paragraphs.jsonl").open(encoding="utf-8") as lines:
            for line in lines if wanted else ():
                if line.partition(',"kind":')[0] in wanted:
                    row = json.loads(line)
                    found[row["symbol"], row["language"], row["anchor"]] = row["text"]
    except (OSError, ValueError, KeyError, TypeError):
        return found  # a site that is not there, or not whole, only shows less
    return found


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


# --- deciding -----------------------------------------------------------------------------------------------------------------------


def confirm(
    content: Path, archive: Archive, places: Sequence[str], *, everything: bool = False, language: str | None = None
) -> list[Broken]:
    """Let what is broken at these places ('A/RES/74/166', 'A/RES/74/166#op7') be as it is now, in one language or all; gives what was.

    LedgerError where nothing is broken at a place; then nothing is confirmed.
    """
    broken = [one for one in find_broken(archive) if language in (None, one.language)]
    chosen = list(broken) if everything else []
    for place in places:
        symbol, _, anchor = place.partition("#")
        known = canonical_symbol(symbol)
        here = [one for one in broken if one.symbol == known and (not anchor or one.anchor == anchor)]
        if not here:
            raise LedgerError(f"At {place}, nothing is broken that could be confirmed" + (f" in {language}" if language else ""))
        chosen += (one for one in here if one not in chosen)
    changed: dict[tuple[str, str], list[Broken]] = {}
    for one in chosen:
        changed.setdefault((one.language, one.symbol), []).append(one)
    gone = [here for here, of_document in changed.items() if of_document[0].how is Break.DOCUMENT]
    kept = [_confirmed(archive, of_document) for here, of_document in changed.items() if here not in gone]
    change_ledger(content, archive.store, kept, gone)
    return chosen


def _confirmed(archive: Archive, broken: Sequence[Broken]) -> Promise:
    """The promise of a document without what is confirmed."""
    language, symbol = broken[0].language, broken[0].symbol
    anchors, aliases = promised_of(archive, symbol, language), _aliases(archive, symbol, language)
    for one in broken:
        match one.how:
            case Break.VANISHED:
                del anchors[one.anchor]
            case Break.CHANGED:
                anchors[one.anchor] = fingerprint(archive.words(symbol, language, one.anchor) or "")
            case _:
                del aliases[one.anchor]
    return Promise(language, symbol, json.dumps(anchors, separators=(",", ":")), aliases)


def name_alias(content: Path, archive: Archive, symbol: str, old: str, new: str, *, language: str | None = None) -> list[str]:
    """Let the address `old` of a document lead to the anchor `new`; gives the languages in which it now does.

    Without a language, those in which `old` was published and is gone. LedgerError where the alias cannot be: `old` is there or is no
    name of an anchor, `new` is not there or is an alias itself.
    """
    known = canonical_symbol(symbol)
    if known is None:
        raise LedgerError(f"{symbol} is no symbol of a document")
    held = [one for one in archive.languages if archive.get(known, one) is not None]
    if not held or (language and language not in held):
        raise LedgerError(f"{known} is not in the archive" + (f" in {language}" if language else ""))
    old, new = old.removeprefix("#"), new.removeprefix("#")
    if not ANCHOR.fullmatch(old):
        raise LedgerError(f"#{old} is no name of an anchor: small letters, digits and hyphens are")
    languages = [language] if language else [one for one in held if _was_published(archive, known, one, old)]
    if not languages:
        raise LedgerError(f"#{old} was never published of {known}; with --language, it is named all the same")
    promises = [_renamed(archive, known, one, old, new) for one in languages]
    change_ledger(content, archive.store, promises)
    return languages


def _was_published(archive: Archive, symbol: str, language: str, old: str) -> bool:
    return old in promised_of(archive, symbol, language) or old in _aliases(archive, symbol, language)


def _renamed(archive: Archive, symbol: str, language: str, old: str, new: str) -> Promise:
    there = archive.anchors(symbol, language)
    anchors, aliases = promised_of(archive, symbol, language), _aliases(archive, symbol, language)
    if old in there:
        raise LedgerError(f"{symbol} ({language}) has #{old}: an address leads to one place")
    if new in aliases and new not in there:
        raise LedgerError(f"#{new} is an alias itself; name the anchor it leads to, #{aliases[new]}")
    if new not in there:
        raise LedgerError(f"{symbol} ({language}) has no #{new}")
    anchors.pop(old, None)
    aliases = {name: new if anchor == old else anchor for name, anchor in aliases.items()} | {old: new}
    return Promise(language, symbol, json.dumps(anchors, separators=(",", ":")), dict(sorted(aliases.items())))


def _aliases(archive: Archive, symbol: str, language: str) -> dict[str, str]:
    query = "SELECT name, anchor FROM alias WHERE language = ? AND symbol = ? ORDER BY name"
    return dict(archive.store.rows(query, (language, symbol)))
