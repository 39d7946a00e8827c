"""The archive's own files: exact round trip, traps of YAML, messages that name the line, edits noticed."""

from __future__ import annotations

import importlib.util
import re
import sys
import textwrap
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.model import (
    Block,
    BlockKind,
    Cell,
    Footnote,
    Formula,
    Heading,
    Kind,
    Organ,
    Paragraph,
    Resolution,
    Source,
    Subject,
    Table,
    Vote,
)
from builder.reading import yaml_tree
from builder.reading.limits import DIGITS
from builder.reading.yaml_file import YamlFileError, format_yaml, is_edited, parse_yaml, read_yaml, validate_file
from builder.reading.yaml_tree import TreeError, parse_tree, write_tree
from builder.text import MarkKind, parse_text
from tests.strategies import TRAPS, resolutions_without_record, resolutions_without_text, strings

SOURCE = Source("74_166.xml", "akn", "f0" * 32)


def document(*body: Block, **fields: object) -> Resolution:
    return Resolution("A/RES/74/166", "en", Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, SOURCE, body=body, **fields)  # type: ignore[arg-type]


def lines(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(resolutions_without_record | resolutions_without_text)
def test_round_trip_is_exact(resolution: Resolution) -> None:
    written = format_yaml(resolution)
    reading = parse_yaml(written.encode(), "file.yaml")
    assert not reading.diagnostics
    assert reading.resolution == resolution
    assert format_yaml(reading.resolution) == written


_values = st.recursive(
    strings | st.integers(1 - 10**DIGITS, 10**DIGITS - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["alpha", "beta", "gamma"]), _values, min_size=1))
def test_every_yaml_reader_reads_the_same(tree: dict[str, yaml_tree.Tree]) -> None:
    written = write_tree(tree)
    assert parse_tree(written) == tree
    assert yaml.load(written, yaml.SafeLoader) == tree
    assert yaml.load(written, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) == tree


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("frame", ["{}", "{} and more", "some {}"])
def test_text_stays_text(trap: str, frame: str) -> None:
    tree: dict[str, yaml_tree.Tree] = {
        "one": frame.format(trap),
        "list": [frame.format(trap)] * 2,
        "deep": [{"in": frame.format(trap * 60)}],
    }
    written = write_tree(tree)
    assert parse_tree(written) == tree
    assert yaml.safe_load(written) == tree


def test_a_file_reads_like_the_document() -> None:
    long = (
        "*Calls upon* all States that have not yet done so to become parties to the [Convention](https://treaties.un.org/1577) and to"
        " implement it in full;[^1]"
    )
    file = format_yaml(
        document(
            Formula(parse_text("The General Assembly,")),
            Paragraph(BlockKind.PREAMBULAR, parse_text("*Recalling* its resolution 73/180,")),
            Heading(parse_text("Follow-up: next steps"), "II"),
            Paragraph(
                BlockKind.OPERATIVE,
                parse_text(long),
                "2.",
                (
                    Paragraph(BlockKind.SUBPARAGRAPH, parse_text("To act;"), "(a)"),
                    Paragraph(BlockKind.TEXT, parse_text("and to report.")),
                ),
            ),
            Table(
                (
                    (Cell((parse_text("Section"),), header=True), Cell((parse_text("Amount"),), header=True)),
                    (Cell((parse_text("Total"),), colspan=2),),
                    (Cell((parse_text("1 200"),)), Cell(())),
                )
            ),
            session="74",
            adopted="2019-12-18",
            vote=Vote(2, 0, 0, ("CUBA", "CÔTE D'IVOIRE")),
            subjects=(Subject("HUMAN RIGHTS"),),
            footnotes=(Footnote("1", parse_text("Resolution 217 A (III).")),),
        )
    )
    assert file.split("\n", 2)[2].rsplit("written:", 1)[0] == lines(
        """
        symbol: A/RES/74/166
        language: en
        kind: resolution
        organ: General Assembly
        session: '74'
        adopted: '2019-12-18'
        vote:
          in_favour: 2
          against: 0
          abstaining: 0
          states_in_favour: [CUBA, CÔTE D'IVOIRE]
        subjects:
        - term: HUMAN RIGHTS
        body:
        - formula: The General Assembly,
        - preambular: '*Recalling* its resolution 73/180,'
        - label: II
          heading: 'Follow-up: next steps'
        - label: '2.'
          operative: >-
            *Calls upon* all States that have not yet done so to become parties to the
            [Convention](https://treaties.un.org/1577) and to implement it in full;[^1]
          items:
          - label: (a)
            text: To act;
          - wrap_up: and to report.
        - table:
          - header: [Section, Amount]
          - - paragraphs: [Total]
              colspan: 2
          - ['1 200', '']
        footnotes:
        - marker: '1'
          text: Resolution 217 A (III).
        source:
          file: 74_166.xml
          format: akn
          sha256: f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0
        """
    )


def test_what_is_left_out_by_hand() -> None:
    reading = parse_yaml(
        b"symbol: A/RES/1/1\nlanguage: en\nkind: resolution\norgan: General Assembly\ntitle:\nadopted: 1946-01-24\n", "hand.yaml"
    )
    assert reading.resolution == Resolution(
        "A/RES/1/1", "en", Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, Source("", "yaml", ""), adopted="1946-01-24"
    )


GOOD = lines(
    """
    symbol: A/RES/74/166
    language: en
    kind: resolution
    organ: General Assembly
    body:
    - formula: The General Assembly,
    - label: '1.'
      operative: '*Calls upon* all States:'
      items:
      - label: (a)
        text: To act;
    """
)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("label: '1.'", "label: 1.", "line 7, body[1].label", "stands in quotes"),
        ("operative:", "operativ:", "line 7, body[1]", "a block is expected"),
        ("text: To act;", "txt: To act;", "line 10, body[1].items[0]", "a block is expected"),
        ("label: (a)", "lable: (a)", "line 10, body[1].items[0].lable", "perhaps label"),
        ("kind: resolution", "kind: Resolution", "line 3, kind", "one of these is expected: resolution, decision"),
        ("language: en\n", "", "line 1", "language is missing"),
        ("language: en", "language: English", "line 2, language", "a language code like en"),
        ("organ: General Assembly", "organ: General Assembly\nadopted: 18 December 2019", "line 5, adopted", "a date like 2019-12-18"),
        ("- formula: The General Assembly,", "- The General Assembly,", "line 6, body[0]", "a block is expected"),
        ("text: To act;", "text: [To act;]", "line 11, body[1].items[0].text", "text is expected"),
        ("text: To act;", "text: To act;\n    text: To act;", "line 12", "text is given twice"),
        ("text: To act;", "text: *act", "line 11", "alias"),
        ("text: To act;", "text: 'To act;", "line 12", "quoted scalar"),
        ("text: To act;", "text: !!python/name:os.system", "line 11", "a tag"),
        ("kind: resolution", "kind: [resolution", "line 4", "flow sequence"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_field(tmp_path: Path, old: str, new: str, place: str, message: str) -> None:
    assert parse_yaml(GOOD.encode(), "good.yaml").resolution is not None
    path = tmp_path / "166.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    (found,) = validate_file(path)
    assert found.document == str(path)
    assert found.place == place
    assert message in found.found
    with pytest.raises(YamlFileError, match=r"166\.yaml"):
        read_yaml(path)


def test_all_mistakes_are_named_at_once() -> None:
    reading = parse_yaml(GOOD.replace("language: en", "language: 1").replace("'1.'", "1").encode(), "two.yaml")
    assert [d.place for d in reading.diagnostics] == ["line 2, language", "line 7, body[1].label"]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"\x00", b"- a", b"{", b"1", b"a: &x [*x]", b"? [a]\n: b", b"!!map {}", b"---\na: 1\n---\nb: 2"]
)
def test_what_is_no_file_of_the_archive_is_said_so(data: bytes) -> None:
    reading = parse_yaml(data, "odd.yaml")
    assert reading.resolution is None
    assert reading.diagnostics


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="replace")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reading = parse_yaml(data, "any.yaml")
    assert (reading.resolution is None) == bool(reading.diagnostics)


def test_an_alias_cannot_blow_up() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    with pytest.raises(TreeError, match="alias"):
        parse_tree(bomb)


def test_an_edit_is_noticed() -> None:
    written = format_yaml(document(Formula(parse_text("The General Assembly,")))).encode()
    assert not is_edited(written)
    assert not is_edited(written.replace(b"\n", b"\r\n")), "line ends are the version control's"
    assert is_edited(written.replace(b"Assembly", b"Asembly", 1))
    assert is_edited(written + b"title: added after the hash\n")
    assert is_edited(GOOD.encode()), "what never was written by us is not ours to replace"
    assert is_edited(b"")


def test_without_libyaml_all_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [GOOD, GOOD.replace("'1.'", "1."), write_tree({"trap": list(TRAPS), "long": ["word " * 60 + "end"]})]
    with_library = [parse_tree(text) for text in texts]
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    spec = importlib.util.find_spec("builder.reading.yaml_tree")
    assert spec
    assert spec.loader
    slow = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(slow)
    assert "CParser" not in {base.__name__ for base in slow._Composer.__mro__}
    assert [slow.parse_tree(text) for text in texts] == with_library
    with pytest.raises(slow.TreeError):
        slow.parse_tree("a: 'b")


def test_the_examples_of_the_guide_are_read_as_it_says() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "correcting.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    resolution = parse_yaml(example.encode(), "correcting.md").resolution
    assert resolution is not None
    assert [type(block).__name__ for block in resolution.body] == ["Formula", "Paragraph", "Heading", "Paragraph", "Table"]
    shown = {
        key: re.search(rf"`[^`]*\b{key}:", guide)
        for key in ("preambular", "operative", "text", "wrap_up", "heading", "formula", "table", "draft")
    }
    assert all(shown.values()), shown
    notation = re.findall(r"^\| `(?P<notation>[^`]+)` \|", guide.partition("## Words")[2], re.MULTILINE)
    kinds = [{mark.kind for mark in parse_text(line).marks} for line in notation if "\\" not in line]
    assert all(kinds)
    assert set.union(*kinds) == set(MarkKind)
