"""Nesting by printed labels, and the anchors that come of it. The cases are data: tests/cases/anchors.yaml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.anchors import Anchored, UnitKind, anchored
from builder.model import Annex, Block, Footnote, Heading, Kind, Organ, Paragraph, Part, Resolution, Source, Table
from builder.reading.structure import Row, nest
from builder.text import Text, parse_text

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "anchors.yaml").read_text(encoding="utf-8"))


def rows_of(lines: list[str]) -> list[Row | Block]:
    rows: list[Row | Block] = []
    for line in lines:
        if line.startswith("> "):
            rows.append(Row(parse_text(line[2:]), preambular=True))
        elif line.startswith("# "):
            number, bar, title = line[2:].partition(" | ")
            rows.append(Heading(parse_text(title if bar else number), number if bar else ""))
        else:
            label, _, words = line.partition("|")
            rows.append(Row(parse_text(words.strip()), label.strip()))
    return rows


def document_of(text: str, kind: Kind = Kind.RESOLUTION, footnotes: tuple[Footnote, ...] = ()) -> Resolution:
    """The resolution that a case writes in short."""
    body: list[str] = []
    parts: list[tuple[str, list[str]]] = []
    annexes: list[tuple[str, list[str]]] = []
    target = body
    for line in text.strip().splitlines():
        if line.startswith("= "):
            annexes.append((line[2:], []))
            target = annexes[-1][1]
        elif line.startswith("@ "):
            parts.append((line[2:], []))
            target = parts[-1][1]
        else:
            target.append(line)
    return Resolution(
        "A/RES/99/1",
        "en",
        kind,
        Organ.GENERAL_ASSEMBLY,
        Source("case", "text", "0" * 64),
        body=nest(rows_of(body), operative=True),
        parts=tuple(Part(letter, nest(rows_of(lines), operative=True)) for letter, lines in parts),
        annexes=tuple(Annex(nest(rows_of(lines), operative=False), Text(heading)) for heading, lines in annexes),
        footnotes=footnotes,
    )


def addresses(document: Anchored) -> list[str]:
    return [unit.anchor for unit in document.units if unit.kind is not UnitKind.FORMULA]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_anchors_of(case: dict[str, str]) -> None:
    document = anchored(document_of(case["text"]))
    assert addresses(document) == case["anchors"].split()
    assert [d.place for d in document.diagnostics] == case.get("repeated", "").split()


def test_a_statement_counts_its_paragraphs_as_p() -> None:
    resolution = document_of("| At the meeting:\n| “The Council\n(a) | One", Kind.PRESIDENTIAL_STATEMENT)
    statement = Resolution(
        "S/PRST/2020/1", "en", resolution.kind, Organ.SECURITY_COUNCIL, resolution.source,
        body=nest(rows_of(["| At the meeting:", "| “The Council:", "(a) | One"]), operative=False),
    )  # fmt: skip
    assert addresses(anchored(statement)) == ["p1", "p2", "p2-a"]


def test_labels_are_paths_of_what_is_printed() -> None:
    document = anchored(document_of("2. | *Decides*:\n(a) | One:\n(i) | Two:\n– | Three\n| and more"))
    assert [(unit.label, unit.path) for unit in document.units] == [
        ("2", "2"),
        ("(a)", "2 (a)"),
        ("(i)", "2 (a) (i)"),
        ("–", "–"),
        ("", ""),
    ]
    assert [unit.parent for unit in document.units] == [None, "op2", "op2-a", "op2-a-i", "op2"]
    assert [unit.level for unit in document.units] == [0, 1, 2, 3, 1]


def test_footnotes_come_last_under_their_printed_markers() -> None:
    notes = (Footnote("1", Text("One")), Footnote("*", Text("Star")), Footnote("**", Text("Stars")), Footnote("1", Text("Again")))
    document = anchored(document_of("1. | *Decides*.", footnotes=notes))
    assert addresses(document) == ["op1", "fn1", "fnstar", "fnstar2", "fn1-dup2"]


def test_units_of_an_annex_are_of_kind_annex() -> None:
    document = anchored(document_of("1. | *Decides*.\n= Annex\n# Title\n1. | One:\n(a) | Two"))
    assert [str(unit.kind) for unit in document.units] == ["operative", "heading", "heading", "annex", "annex"]
    assert [unit.scope for unit in document.units] == ["", "annex", "annex", "annex", "annex"]
    assert document.scopes == {"annex": "annex"}


PRINTED = [
    "",
    "1.",
    "2.",
    "3.",
    "9.",
    "(a)",
    "(b)",
    "(h)",
    "(i)",
    "(ii)",
    "(z)",
    "(aa)",
    "A.",
    "I.",
    "–",
    "•",
    "1.1",
    "(أ)",
    "?",
    "x)",
    "²",
    "٥.",
    "5²",
]
LABELS = st.sampled_from(PRINTED)
ROWS = st.lists(
    st.one_of(
        st.builds(Row, st.builds(Text, st.sampled_from(["Words", "words:", "and so on", ""])), LABELS, st.booleans(), st.booleans()),
        st.builds(
            Heading,
            st.builds(Text, st.sampled_from(["Title", "II", "Article 5", "Article ٥", "Annex"])),
            st.sampled_from(["", "I", "B", "3.", "²"]),
        ),
        st.just(Table(())),
    ),
    max_size=25,
)


def flat(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for block in blocks:
        match block:
            case Paragraph():
                out += [(block.label, block.text.words), *flat(block.items)]
            case Heading():
                out.append((block.label, block.text.words))
            case _:
                out.append(("", "table"))
    return out


@given(ROWS, st.booleans())
@settings(max_examples=300)
def test_any_rows_nest_without_loss_in_reading_order(rows: list[Row | Block], operative: bool) -> None:
    printed = [("", "table") if isinstance(row, Table) else (row.label, row.text.words) for row in rows]
    assert flat(nest(rows, operative=operative)) == printed


@given(ROWS)
@settings(max_examples=300)
def test_every_anchor_is_unique_and_plain(rows: list[Row | Block]) -> None:
    source = Source("", "", "")
    document = anchored(Resolution("A/RES/99/1", "en", Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, source, body=nest(rows, operative=True)))
    found = addresses(document)
    assert len(found) == len(set(found)) == len(rows)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", anchor) for anchor in found)
    assert all(unit.parent is None or unit.parent in found for unit in document.units)
