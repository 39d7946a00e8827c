"""The schema that ships says of a file what the reader says of it, so that an editor that knows the schema is a help."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

import fastjsonschema
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import model
from builder.reading.yaml_file import schema
from builder.reading.yaml_model import resolution_from_tree, tree_from_resolution
from builder.reading.yaml_values import MisfitError
from tests.strategies import resolutions

INDEPENDENT = jsonschema.Draft7Validator(schema())
FAST = fastjsonschema.compile(schema())


def reader_accepts(tree: Any) -> bool:
    try:
        resolution_from_tree(tree)
    except MisfitError:
        return False
    return True


def schema_accepts(tree: Any) -> bool:
    try:
        FAST(copy.deepcopy(tree))
    except fastjsonschema.JsonSchemaValueException:
        fast = False
    else:
        fast = True
    assert fast == INDEPENDENT.is_valid(tree)
    return fast


def paths(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for step, value in inner for found in paths(value, (*path, step)))]


odd_values = st.sampled_from(
    [
        None,
        True,
        0,
        1,
        18,
        -1,
        "",
        "x",
        "en",
        "A/RES/1/1",
        "2019-12-18",
        "2019-13-18",
        "0" * 64,
        "consensus",
        [],
        [[]],
        [""],
        {},
        {"text": ""},
        {"heading": "x"},
        {"text": "x", "operative": "y"},
        {"header": ["x"]},
        {"paragraphs": ["x"]},
        [{"wrap_up": "x"}],
        [{"subparagraph": "x"}],
    ]
)
keys = st.sampled_from(
    [
        "text",
        "items",
        "label",
        "level",
        "heading",
        "operative",
        "wrap_up",
        "subparagraph",
        "draft",
        "annexes",
        "table",
        "header",
        "body",
        "title",
        "vote",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A resolution's tree, in which one value is replaced, added or taken away."""
    tree: Any = tree_from_resolution(draw(resolutions))
    path = draw(st.sampled_from(paths(tree)[1:]))
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    match draw(st.sampled_from(["replace", "remove", "add"])):
        case "replace":
            parent[path[-1]] = draw(odd_values)
        case "remove":
            del parent[path[-1]]
        case _ if isinstance(parent, dict):
            parent[draw(keys)] = draw(odd_values)
        case _:
            parent.append(draw(odd_values))
    return tree


SLOW = settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@SLOW
@given(resolutions)
def test_what_is_written_agrees_with_the_schema(resolution: model.Resolution) -> None:
    assert schema_accepts(tree_from_resolution(resolution))


@settings(SLOW, max_examples=400)
@given(damaged())
def test_reader_and_schema_refuse_the_same(tree: Any) -> None:
    assert reader_accepts(tree) == schema_accepts(tree)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(model.Resolution, None), (model.Annex, "annex"), (model.Cell, "cell"), (model.Paragraph, "item"), (model.Draft, "block")],
)
def test_no_field_of_the_model_is_missing_from_the_schema(kind: Any, name: str | None) -> None:
    part = schema()["definitions"][name] if name else schema()
    properties = part["properties"] if "properties" in part else part["oneOf"][1]["properties"]
    own_keys = {"kind", "body"} if name in ("item", "block") else set()
    assert {field.name for field in dataclasses.fields(kind)} - own_keys <= properties.keys()
