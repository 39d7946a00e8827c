"""The order of the layers: data flows one way through `builder`, and so do imports.

A module may import from its own layer and from those listed before it. What is here is read from the source, not from what happens
to be imported, so that an import inside a function or for types only counts too.
"""

from __future__ import annotations

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

BUILDER = Path(__file__).resolve().parents[2] / "builder"

# The layers, each with why it stands where it stands. A layer is a module or a package directly below `builder`;
# those that stand side by side in the flow have an order here, too, so that they stay independent in one direction at least.
LAYERS: dict[str, str] = {
    "text": "words and their marks: everything is made of them, they know of nothing",
    "diagnostics": "findings: any step may have some",
    "file_names": "which names not every system takes; of whatever files",
    "fingerprints": "of words, whoever's they are",
    "printed_words": "the words of documents in every language, as data; knows of nothing",
    "labels": "printed labels are words; nothing about documents is needed to read one",
    "model": "the parsed resolution is made of texts",
    "symbol_grammar": "what a symbol can look like; its organs and kinds are the model's",
    "symbols": "one spelling, path and address for each symbol, by that grammar",
    "divisions": "which headings open divisions of a parsed resolution",
    "anchors": "addresses of a parsed resolution's units, whichever reader made it",
    "reading": "files to parsed resolutions; a reader gives no addresses and links nothing",
    "parallel": "the same function over many files: knows of no document",
    "cache": "the folder of what can be made again; knows of no document",
    "store": "documents, citations and pages as rows, and which of them changed",
    "packed": "a parsed resolution as those rows",
    "archive": "all parsed resolutions with their anchors, looked up one at a time",
    "agreement": "whether the languages of each document have the same anchors",
    "ledger": "what was published of the archive, and whether it is still there",
    "loading": "from the files of a folder to the archive",
    "importing": "puts what was read into that folder",
    "linking": "what the documents cite, decided over all of them, before there are pages",
    "pages": "documents and their links as Markdown, for whichever renderer",
    "export": "the same as data files, with the addresses of the pages",
    "search": "the index of the documents' words, and the symbols a reader can ask for",
    "publishing": "the finished folder takes the place of the old one; knows of no document",
    "plugin": "the one place that knows MkDocs: it runs the steps above in its build",
    "check": "looks at the finished folder with the eyes of a visitor",
    "new": "an empty archive around the installed package",
    "terminal": "what the commands show while and after they work",
    "show_command": "the command that shows how a document is read",
    "anchor_commands": "the commands about published addresses",
    "cli": "the commands; nothing imports them",
}

# Whoever replaces the renderer has these layers to look at, and no others.
RENDERER = {"mkdocs", "material", "mkdocs_material"}
MAY_IMPORT_RENDERER = {"plugin", "cli"}

LONGEST_MODULE = 400
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc"}

MODULES = sorted(BUILDER.rglob("*.py"))


def module_name(path: Path) -> str:
    """'reading.akn.flow' for builder/reading/akn/flow.py, 'reading' for builder/reading/__init__.py, '' for the package itself."""
    parts = path.relative_to(BUILDER).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(name: str) -> str:
    return name.partition(".")[0]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


NAMES = {module_name(path): path for path in MODULES}


def imports_of(path: Path) -> set[tuple[int, str]]:
    """Line and full name of everything that a module imports; `from package import module` gives the module."""
    found: set[tuple[int, str]] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {(node.lineno, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute, so that their direction can be read"
            module = node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                found.add((node.lineno, inner if inner.removeprefix("builder.") in NAMES else module))
    return found


def own_imports(path: Path) -> set[tuple[int, str]]:
    """Line and name (without 'builder.') of the modules of this project that a module imports."""
    return {(line, name.removeprefix("builder.")) for line, name in imports_of(path) if name.startswith("builder.")}


def by_module(path: Path) -> str:
    return module_name(path) or "builder"


@pytest.mark.parametrize("path", MODULES, ids=by_module)
def test_imports_go_with_the_flow(path: Path) -> None:
    name = module_name(path)
    if not name:
        assert not own_imports(path), "importing the package imports none of its modules"
        return
    order = list(LAYERS)
    assert layer_of(name) in LAYERS, f"{name} belongs to no layer: give {layer_of(name)} a place in LAYERS, with the reason"
    later = set(order[order.index(layer_of(name)) + 1 :])
    against = [f"{path.name}:{line} imports {imported}" for line, imported in sorted(own_imports(path)) if layer_of(imported) in later]
    assert not against, f"{layer_of(name)} ({LAYERS[layer_of(name)]}) comes before what it imports: {against}"


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {module_name(path): {name for _, name in own_imports(path)} - {module_name(path)} for path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1][::-1]))


def test_every_layer_exists() -> None:
    present = {layer_of(name) for name in NAMES} - {""}
    assert set(LAYERS) <= present, f"no longer there: {sorted(set(LAYERS) - present)}"


@pytest.mark.parametrize("path", MODULES, ids=by_module)
def test_only_the_plugin_and_the_commands_know_the_renderer(path: Path) -> None:
    if layer_of(module_name(path)) in MAY_IMPORT_RENDERER:
        return
    known = [f"{path.name}:{line} imports {name}" for line, name in sorted(imports_of(path)) if name.partition(".")[0] in RENDERER]
    assert not known, f"MkDocs and Material are for {sorted(MAY_IMPORT_RENDERER)} alone: {known}"


@pytest.mark.parametrize("path", MODULES, ids=by_module)
def test_modules_have_a_shape(path: Path) -> None:
    assert not SHAPELESS.intersection(module_name(path).split(".")), "a module is named after what it is about"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{path.name} has {lines} lines: it is about more than one thing"


@pytest.mark.parametrize("path", MODULES, ids=by_module)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    """Modules, and their functions and classes that others may use: those in `__all__`, or without it all that have no underscore."""
    tree = parsed(path)
    if not tree.body:
        return
    assert ast.get_docstring(tree), f"{path.name} does not say what it is about"
    exported = declared_names(tree)
    silent = [
        f"{path.name}:{node.lineno} {node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and (node.name in exported if exported is not None else not node.name.startswith("_"))
        and not ast.get_docstring(node)
    ]
    assert not silent, f"without docstring: {silent}"


def declared_names(tree: ast.Module) -> set[str] | None:
    """The names in a module's `__all__`, None where it has none."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
            return set(ast.literal_eval(node.value))
    return None
