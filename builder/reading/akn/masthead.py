"""What the cover, the preface and the conclusions say of the document: symbol, title, session, agenda, dates, meeting."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic
from builder.model import AgendaItem, Kind, Organ
from builder.printed_words import bare_word, printed
from builder.reading.akn.inline import Notes, read_inline
from builder.reading.akn.tree import Element, iter_named, local, plain
from builder.symbols import canonical_symbol, symbol_facts
from builder.text import EMPTY, Mark, MarkKind, Text, join_texts

__all__ = ["Masthead", "PartHead", "adoption_date", "part_head", "read_masthead"]

# ISO 639-2 as the files have it -> ISO 639-1.
_LANGUAGES = {
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "rus": "ru",
    "ara": "ar",
    "zho": "zh",
    "chi": "zh",
    "deu": "de",
    "ger": "de",
}
# How the publisher's name is printed in each language: the check on the language that a file claims.
_PUBLISHERS: dict[str, str] = {bare_word(name): language for language, name in printed()["publishers"].items()}
_KINDS = {
    "resolution": Kind.RESOLUTION,
    "decision": Kind.DECISION,
    "presidentialStatement": Kind.PRESIDENTIAL_STATEMENT,
    "draftResolution": Kind.DRAFT_RESOLUTION,
}
_ORGANS = {organ.value: organ for organ in Organ}
_ITEM_LETTER = r"[(（]?(?:[a-z]{1,2}|[а-я]|[\u0621-\u064a]ـ?)[)）]"
_ITEM_AND = "|".join(word for words in printed()["item and"].values() for word in words)
# '70', '70 (c)', '78 (a) and (b)', '18 g) et h)', '18 (ز)', '18(g)'.
_ITEM = re.compile(rf"\d+(?:\s*{_ITEM_LETTER})*(?:\s*(?:{_ITEM_AND})\s*{_ITEM_LETTER})*")
_LANGUAGE = re.compile("[a-z]{2,3}")  # it becomes the name of a folder


@dataclass(slots=True)
class Masthead:
    """The facts as the file gives them; empty where it gives none."""

    symbol: str = ""
    language: str = ""
    kind: Kind = Kind.RESOLUTION
    organ: Organ = Organ.OTHER
    title: str | None = None
    title_notes: tuple[str, ...] = ()
    session: str | None = None
    session_name: str = ""
    agenda_items: tuple[AgendaItem, ...] = ()
    proponent: str = ""
    originating: tuple[str, ...] = ()
    adopted: str | None = None
    issued: str | None = None
    meeting: str = ""
    job_number: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PartHead:
    """The letter, title, meeting and date of a part of a composite resolution."""

    letter: str
    title: Text
    meeting: str
    adopted: str | None


def read_masthead(root: Element, notes: Notes) -> Masthead:
    """The masthead of the document below root; of a collection, the outer one that serves all parts."""
    head = Masthead()
    _identity(root, head)
    _title(root, notes, head)
    _session(root, head)
    head.agenda_items = _agenda(root)
    head.proponent = next((words for p in iter_named(root, "docProponent") if (words := plain(p))), "")
    named = (plain(i) for i in iter_named(root, "inline") if i.get("name") == "originating document")
    head.originating = tuple(words for words in named if words)
    head.issued = _valid_date(next((d.get("date") for d in iter_named(root, "docDate") if d.get("refersTo") == "#dateOfIssuance"), None))
    head.adopted = _adopted(root, head)
    head.meeting = _meeting(root)
    head.job_number = next((plain(n) for n in iter_named(root, "docketNumber")), "")
    return head


def _identity(root: Element, head: Masthead) -> None:
    printed = next((plain(n) for n in iter_named(root, "docNumber") if n.get("refersTo") == "#symbol"), "").rstrip("* ")
    head.symbol = canonical_symbol(printed) or ""
    if printed and not head.symbol:
        head.diagnostics.append(Diagnostic("akn-symbol-unknown", found=printed))
    statement = next(iter_named(root, "statement"), None)
    name = (statement.get("name") if statement is not None else "") or ""
    head.kind = _KINDS.get(name, Kind.RESOLUTION)
    if head.symbol:
        facts = symbol_facts(head.symbol)
        head.organ = facts.organ
        if facts.kind is not None and head.kind is not Kind.DRAFT_RESOLUTION and facts.kind is not head.kind:
            head.diagnostics.append(Diagnostic("akn-kind", found=f"marked up as {name or 'nothing'}", done=f"read as {facts.kind}"))
            head.kind = facts.kind
    printed_organs = [plain(a) for a in iter_named(root, "docAuthority") if a.get("refersTo") != "#publisher"]
    if head.organ is Organ.OTHER:
        head.organ = next((_ORGANS[words] for words in reversed(printed_organs) if words in _ORGANS), Organ.OTHER)
    claimed = next((element.get("language") or "" for element in iter_named(root, "FRBRlanguage")), "")
    head.language = _LANGUAGES.get(claimed) or (claimed[:2] if _LANGUAGE.fullmatch(claimed) else "en")
    publisher = next((plain(a) for a in iter_named(root, "docAuthority") if a.get("refersTo") == "#publisher"), "")
    printed_language = _PUBLISHERS.get(bare_word(publisher), head.language)
    if printed_language != head.language and _mentions(root, printed_language) >= _mentions(root, head.language):
        head.diagnostics.append(
            Diagnostic("akn-language", found=f"marked up as {claimed}, printed “{publisher}”", done=f"read as {printed_language}")
        )
        head.language = printed_language


def _mentions(root: Element, language: str) -> int:
    """How often the United Nations are named in a language: the text decides where the masthead and the metadata differ."""
    name = next((name for name, own in _PUBLISHERS.items() if own == language), "")
    words = (plain(p) for body in iter_named(root, "preamble", "mainBody") for p in iter_named(body, "p"))
    return sum(bare_word(text).count(name) for text in words) if name else 0


def _title(root: Element, notes: Notes, head: Masthead) -> None:
    wanted = ("#resolutionTitle", "#decisionTitle", "sponsors")
    titles = [t for t in iter_named(root, "docTitle") if t.get("refersTo") in wanted]
    titles += [t for preface in iter_named(root, "preface") for t in iter_named(preface, "docTitle") if t.get("refersTo") is None]
    for element in titles:
        text = read_inline(element, notes)
        words = text.words.rstrip("* ")
        if words and head.title is None:
            head.title = words
            head.title_notes = text.calls
    # The number over the title may call a note too: 'Resolution 75/290 … becomes resolution 75/290 A.'
    for preface in iter_named(root, "preface"):
        if any(local(above) == "component" for above in preface.iterancestors()):
            continue
        head.title_notes += tuple(notes.add(note) for note in _notes_outside_titles(preface))


def _notes_outside_titles(preface: Element) -> list[Element]:
    return [note for note in iter_named(preface, "authorialNote") if not any(local(above) == "docTitle" for above in note.iterancestors())]


def _session(root: Element, head: Masthead) -> None:
    element = next(iter_named(root, "session"), None)
    if element is not None:
        head.session_name = plain(element)
        head.session = element.get("value")
    facts = symbol_facts(head.symbol) if head.symbol else None
    if facts is not None and facts.session:
        head.session = facts.session  # 'ES-11', where the file says 11
    elif head.organ is Organ.SECURITY_COUNCIL:
        head.session = None


def _agenda(root: Element) -> tuple[AgendaItem, ...]:
    cover = next(iter_named(root, "coverPage"), None)
    if cover is None:
        return ()
    numbers: list[str] = []
    titles: list[str] = []
    for inline in iter_named(cover, "inline"):
        if inline.get("name") == "agenda item":
            numbers += _ITEM.findall(plain(inline))
        elif inline.get("name") == "agenda item name" and plain(inline):
            titles.append(plain(inline))
    if len(titles) == 1 and len(numbers) != 1:
        titles = ["", *titles] if not numbers else titles
    width = max(len(numbers), len(titles))
    return tuple(AgendaItem((numbers + [""] * width)[n], (titles + [""] * width)[n]) for n in range(width))


def _valid_date(date: str | None) -> str | None:
    """The date; None for no date, which the files write as 0001-01-01."""
    if not date or not date.isascii() or not "1945" < date < "2100" or len(date) != len("2019-12-18"):
        return None
    try:
        return datetime.date.fromisoformat(date).isoformat()
    except ValueError:
        return None


def adoption_date(element: Element) -> str | None:
    """The printed date of adoption below an element."""
    dates = (_valid_date(d.get("date")) for d in iter_named(element, "docDate") if d.get("refersTo") == "#adoptionDate")
    return next((date for date in dates if date), None)


def _adopted(root: Element, head: Masthead) -> str | None:
    printed = adoption_date(root)
    named = (_valid_date(d.get("date")) for d in iter_named(root, "FRBRdate") if d.get("name") == "adoption")
    recorded = next((date for date in named if date), None)
    if not printed or not recorded or printed == recorded:
        return printed or recorded
    # The year in a Council's symbol decides where print and record differ.
    year = str(symbol_facts(head.symbol).year) if head.symbol and symbol_facts(head.symbol).year else ""
    taken = recorded if year and printed[:4] != year and recorded[:4] == year else printed
    head.diagnostics.append(Diagnostic("akn-date", found=f"printed {printed}, recorded {recorded}", done=f"took {taken}"))
    return taken


def _meeting(root: Element) -> str:
    """The meeting as printed; of several, the last, as in a decision that two meetings took."""
    found = ""
    for element in iter_named(root, "inline", "location"):
        if "adoptionMeeting" in (element.get("name"), (element.get("refersTo") or "").lstrip("#")) and plain(element):
            found = plain(element)
    return found


def part_head(statement: Element, notes: Notes) -> PartHead:
    """What heads and closes a part of a composite resolution. Notes that its letter calls are calls at the end of its title."""
    preface = next((child for child in statement if local(child) == "preface"), None)
    letter, title = "", EMPTY
    if preface is not None:
        number = next((plain(n) for n in iter_named(preface, "docNumber")), "")
        last = number.rpartition("/")[2]
        letter = re.sub(r"[^A-Z]", "", last) or re.sub(r"[\W\d_]+", " ", last).strip()
        title = join_texts(text for t in iter_named(preface, "docTitle") if (text := read_inline(t, notes)))
        end = len(title.words)
        calls = tuple(Mark(MarkKind.CALL, end, end, notes.add(note)) for note in _notes_outside_titles(preface))
        title = Text(title.words, title.marks + calls)
    return PartHead(letter, title, _meeting(statement), adoption_date(statement))
