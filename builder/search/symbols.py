"""What the browser needs to lead from a symbol, however it is spelled, to the document.

    site/search/grammar.json                the grammar of symbols, as `symbol_grammar` has it, and where the United Nations shows documents
    site/search/symbols.json                what is held in each language and what is only cited, by series and session or year:
                                            {"held": {"en": {"A/RES/74": "74/1|74/2"}}, "cited": {"A/60": "60/1"}}
    site/search/titles/en/A/RES/74.json     the titles of what is held of a series' session or year: {"74/1": "Scale of assessments…"}

Everything that must be known before the first answer is in the first two; of the titles only those of the answers are fetched.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from builder.archive import Archive
from builder.linking import Graph
from builder.pages.names import full_name
from builder.pages.words import words_of
from builder.symbol_grammar import grammar_rules, symbol_data
from builder.symbols import symbol_facts

__all__ = ["browser_grammar", "symbol_group", "write_symbols"]

FOLDER = "search"


def write_symbols(archive: Archive, graph: Graph, site_dir: Path) -> None:
    """Write the grammar, the lists of symbols and the titles."""
    folder = site_dir / FOLDER
    held = {language: archive.resolutions(language) for language in archive.languages}
    _write(folder / "grammar.json", browser_grammar())
    cited = _grouped(graph.reference_symbols())
    _write(
        folder / "symbols.json",
        {
            "held": {language: _grouped(resolution.symbol for resolution in of_language) for language, of_language in held.items()},
            "cited": cited,
        },
    )
    for language, of_language in held.items():
        titles: dict[str, dict[str, str]] = defaultdict(dict)
        for resolution in of_language:
            group, rest = symbol_group(resolution.symbol)
            titles[group][rest] = resolution.title or resolution.description or full_name(resolution, words_of(language))
        for group, of_group in titles.items():
            _write(folder / "titles" / language / f"{group}.json", of_group)


def symbol_group(symbol: str) -> tuple[str, str]:
    """The series with session or year, and the rest of the symbol behind the series.

    >>> symbol_group("A/RES/217 A (III)"), symbol_group("S/RES/1325 (2000)"), symbol_group("S/12345")
    (('A/RES/3', '217 A (III)'), ('S/RES/2000', '1325 (2000)'), ('S/-', '12345'))
    """
    facts = symbol_facts(symbol)
    return f"{facts.series}/{facts.session or facts.year or '-'}", facts.symbol.removeprefix(f"{facts.series}/")


def _grouped(symbols: Iterable[str]) -> dict[str, str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for symbol in symbols:
        group, rest = symbol_group(symbol)
        groups[group].append(rest)
    return {group: "|".join(dict.fromkeys(of_group)) for group, of_group in groups.items()}


def browser_grammar() -> dict[str, Any]:
    """The patterns, lists and limits with which a browser reads symbols as `parse_symbol` does, and what readers type for bodies."""
    data = symbol_data()
    lists = {name: data[name] for name in ("spellings", "bodies", "brackets", "special_sessions", "first_council_resolutions", "sessions")}
    addresses = ("official_address", "official_languages", "treaty_address", "own_addresses", "symbol_parameters")
    typed = yaml.safe_load(files("builder").joinpath("data/typed.yaml").read_text(encoding="utf-8"))
    return {
        **grammar_rules(),
        "series": {name: entry["organ"] for name, entry in data["series"].items()},
        **lists,
        **{name: data[name] for name in addresses},
        "typed": typed,
    }


def _write(file: Path, data: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
