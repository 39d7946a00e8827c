"""Resolutions of every shape, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from builder.model import (
    AdoptionMethod,
    AgendaItem,
    Annex,
    Block,
    BlockKind,
    Cell,
    Draft,
    Footnote,
    Formula,
    Heading,
    Kind,
    Organ,
    Paragraph,
    Part,
    Repair,
    Resolution,
    Source,
    Subject,
    Table,
    Vote,
)
from builder.text import Text, parse_text

# What a naive YAML writer, or a naive reader, takes for something else.
TRAPS = [
    "",
    "1.",
    "74",
    "no",
    "Yes",
    "y",
    "1e3",
    "1_000",
    "0x1f",
    "0o7",
    ".5",
    "-1",
    "~",
    "null",
    "true",
    "2019-12-18",
    "12:30",
    "190:20:30",
]
TRAPS += [
    "<<",
    "=",
    "-",
    "?",
    ": ",
    " #",
    "a: b",
    "a #b",
    "#a",
    "*Recalling*",
    "&amp;",
    "!tag",
    "|",
    ">",
    "%",
    "@",
    "`",
    "'",
    '"',
    "''",
    "[a, b]",
]
TRAPS += [
    "{a: b}",
    "  two  spaces ",
    "tab\tin",
    "line\nend",
    "\x07",
    "\x85",
    "\u2028",
    "\u00a0",
    "\ufeff",
    "é",
    "الجمعية العامة",
    "大会",
    "🕊",
]

strings = (
    st.sampled_from(TRAPS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("ab :#-'\"[]{},*\\\n", max_size=12)
)
_notations = st.lists(
    st.sampled_from(["*", "<b>", "</b>", "<sup>", "</sup>", "[", "](https://undocs.org/en/A/RES/2200%20\\(XXI\\))", "[^1]", "\\", " "])
    | strings,
    max_size=12,
).map("".join)
long_notations = st.lists(
    st.sampled_from(["*Recalling*", "its", "resolution", "73/180", "of", "17", "December", "2018,[^1]", "#", "-"]), max_size=120
).map(" ".join)
texts: st.SearchStrategy[Text] = (_notations | long_notations).map(parse_text)
labels = st.sampled_from(["", "1.", "(a)", "(i)", "•", "–", "II", "3 bis."]) | strings
dates = st.none() | st.dates().map(str)


def tuples(items: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=most).map(tuple)


cells = st.builds(Cell, tuples(texts), st.integers(1, 3), st.integers(1, 3), st.booleans()) | st.builds(Cell, tuples(texts, 1))
header_rows = tuples(st.builds(Cell, tuples(texts, 1), header=st.just(True)))
tables = st.builds(Table, tuples(tuples(cells) | header_rows))
_leaves: st.SearchStrategy[Block] = (
    st.builds(Formula, texts)
    | st.builds(Heading, texts, labels, st.integers(1, 4))
    | st.builds(Paragraph, st.sampled_from(BlockKind), texts, labels)
    | tables
)
blocks: st.SearchStrategy[Block] = st.recursive(
    _leaves,
    lambda inner: (
        st.builds(Paragraph, st.sampled_from(BlockKind), texts, labels, tuples(inner))
        | st.builds(Draft, tuples(inner), tuples(st.builds(Annex, tuples(inner, 2), texts), 1))
    ),
    max_leaves=6,
)
bodies = tuples(blocks)
annexes = tuples(st.builds(Annex, bodies, texts), 2)
counts = st.none() | st.integers(0, 193)
names = tuples(strings | st.sampled_from(["CÔTE D'IVOIRE", "BOLIVIA (PLURINATIONAL STATE OF)", "Korea, Republic of"]), 30)

_identity: dict[str, st.SearchStrategy[object]] = {
    "symbol": st.sampled_from(["A/RES/74/166", "S/RES/1325 (2000)", "A/RES/217 A (III)"]) | strings.filter(lambda s: s[:1].strip() != ""),
    "language": st.sampled_from(["en", "fr", "ar", "zh"]),
    "kind": st.sampled_from(Kind),
    "organ": st.sampled_from(Organ),
    "source": st.builds(Source, strings, st.sampled_from(["akn", "text", "yaml"]), st.sampled_from(["", "0" * 64, "ab" * 32])),
}
_record: dict[str, st.SearchStrategy[object]] = {
    "title": st.none() | strings,
    "title_notes": tuples(st.sampled_from(["1", "*"])),
    "description": st.none() | strings,
    "session": st.none() | st.sampled_from(["74", "ES-11", "2021"]) | strings,
    "session_name": strings,
    "agenda_items": tuples(st.builds(AgendaItem, strings, strings)),
    "proponent": strings,
    "reports": tuples(strings),
    "drafts": tuples(strings),
    "sponsors": names,
    "additional_sponsors": names,
    "adopted": dates,
    "issued": dates,
    "meeting": strings,
    "meeting_record": strings,
    "adoption": st.none() | st.sampled_from(AdoptionMethod),
    "adoption_note": strings,
    "vote": st.none() | st.builds(Vote, counts, counts, counts, names, names, names),
    "subjects": tuples(st.builds(Subject, strings, strings)),
    "sustainable_development_goals": tuples(st.integers(1, 17)),
    "job_number": strings,
}
_text: dict[str, st.SearchStrategy[object]] = {
    "body": bodies,
    "parts": tuples(st.builds(Part, strings, bodies, texts, annexes, strings, dates), 2),
    "annexes": annexes,
    "footnotes": tuples(st.builds(Footnote, st.sampled_from(["1", "2", "*", "13"]), texts)),
    "notices": tuples(texts),
    "furniture": tuples(strings),
    "repairs": tuples(st.builds(Repair, strings, strings, strings)),
}


def _resolution(**given: object) -> Resolution:
    return Resolution(**given)  # type: ignore[arg-type]


resolutions = st.builds(_resolution, **_identity, **_record, **_text)
# Of one half each: drawing a whole one takes ten times as long as what is done with it.
resolutions_without_text = st.builds(_resolution, **_identity, **_record)
resolutions_without_record = st.builds(_resolution, **_identity, **_text)
