"""Documents with something hostile in every field that a file of the archive can have, made from its schema: a new field is among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from builder.reading.yaml_file import schema
from builder.text import Text, format_text

__all__ = ["HARMLESS", "HOSTILE", "whole_document"]

# Everything that could become markup, script, path, template code or a directive of some renderer.
HOSTILE = (
    "</title></script><script>harm()</script><img src=x onerror=harm()> <!-- archive: holdings --> <!-- ]]> **b** _i_ `c` "
    "[a](javascript:harm) ![a](x.png) [[w]] {{ 7 * 7 }} {% raw %} ${7} {: #op99 onclick=harm } [^1]: &amp; &lt;b&gt; &#60; | t | "
    "\\* \\\\ ~~~ ''' \"\"\" ' onload=harm() x=' \" onload=harm() x=\" <?php ?> <div markdown=1> --8<-- 'x' :a: ==m== *[H]: "
    "../../etc/passwd javascript:harm \x02wzxhzdk:0\x03 \n---\ntitle: taken\n---\n# heading\n- item\n!!! note\n    code\n\n"
    "\u2028\u202e\ufeff%s"
)
# The same with letters in the place of all that means something to somebody.
HARMLESS = re.sub(r"[^\w\s%]|_", "x", re.sub("[\x02\x03\u202e\ufeff]", "", HOSTILE))

_FIXED = {  # where the schema wants a form
    "language": "en",
    "adopted": "2019-12-18",
    "issued": "2019-12-18",
    "sha256": "",
}
_DEEPEST = 3  # blocks in blocks


def whole_document(symbol: str, pattern: str) -> dict[str, Any]:
    """A document with every field of the schema; each that takes any words has the pattern, with a number for its '%s'."""
    count = iter(range(10_000))
    tree: dict[str, Any] = _made(schema(), "", 0, lambda: pattern.replace("%s", str(next(count))))
    return tree | {"symbol": symbol, "kind": "resolution", "organ": "General Assembly", "session": "74"}


def _made(node: dict[str, Any], name: str, depth: int, words: Callable[[], str]) -> Any:
    """A value with all that this part of the schema allows."""
    if reference := node.get("$ref"):
        named = reference.removeprefix("#/definitions/")
        if named == "words":
            return format_text(Text(" ".join(words().split())))
        return _made(schema()["definitions"][named], named, depth, words)
    if name in _FIXED:
        return _FIXED[name]
    if "enum" in node:
        return node["enum"][0]
    kinds = node.get("type", "object" if "properties" in node else "")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "object":
        return _object(node, depth, words)
    if kind == "array":
        return _array(node["items"], name, depth, words)
    if kind == "integer":
        return max(node.get("minimum", 1), 1)
    if kind == "boolean":
        return True
    if kind == "string":
        return "".join(words().split()) if node.get("pattern", "").endswith(r"\S+$") else words().strip()
    return _made(node["oneOf"][-1], name, depth, words)


def _object(node: dict[str, Any], depth: int, words: Callable[[], str]) -> dict[str, Any]:
    return {key: _made(part, key, depth, words) for key, part in node["properties"].items() if key != "written"}


def _array(item: dict[str, Any], name: str, depth: int, words: Callable[[], str]) -> list[Any]:
    named = item.get("$ref", "").removeprefix("#/definitions/")
    if named in ("block", "item"):
        return _blocks(schema()["definitions"][named], depth + 1, words)
    if named in ("row", "cell"):
        return [_made(form, name, depth, words) for form in schema()["definitions"][named]["oneOf"]]
    if named == "annex" and depth >= _DEEPEST:
        return []
    return [_made(item, name, depth, words)]


def _blocks(node: dict[str, Any], depth: int, words: Callable[[], str]) -> list[Any]:
    """A block of each kind, with all that goes with it; no blocks in blocks in blocks."""
    if depth > _DEEPEST:
        return []
    found = []
    for form in node["oneOf"]:
        (kind,) = form["required"]
        needs = {key: {option for choice in rule["anyOf"] for option in choice["required"]} if isinstance(rule, dict) else set(rule)
                 for key, rule in node["dependencies"].items()}  # fmt: skip
        beside = [key for key in node["properties"] if key == kind or kind in needs.get(key, set())]
        found.append({key: _made(node["properties"][key], key, depth, words) for key in beside})
    return found
