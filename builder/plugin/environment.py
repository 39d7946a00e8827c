"""What all pages have in common besides the archive: where it changes, all of them are made again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

__all__ = ["add_overrides", "configuration", "environment", "own_folders", "plugin_sources"]

# What templates and converters come from; their own files need not be read.
_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pymdown-extensions", "markupsafe")
# Options that decide where and how strictly the site is built, not what is in it.
_ASIDE = ("site_dir", "strict", "dev_addr", "watch")


def environment(config: MkDocsConfig, nav: Navigation) -> str:
    """A text that is the same where pages of the same words are the same."""
    said = hashlib.sha256(configuration(config).encode())
    said.update(json.dumps([_entry(item) for item in nav.items]).encode())
    said.update(json.dumps(config.extra, sort_keys=True, default=_named).encode())
    for folder in own_folders(config):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".html", ".xml"):
                said.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for path in plugin_sources(config):
        said.update(path.read_bytes())
    return said.hexdigest()


def configuration(config: MkDocsConfig) -> str:
    """What is configured, and the versions of what works with it."""
    with Path(config.config_file_path).open("rb") as file:
        given = yaml_load(file, get_yaml_loader())
    given = {name: value for name, value in given.items() if name not in _ASIDE}
    versions = {name: version(name) for name in _PACKAGES}
    return json.dumps([given, config.theme.name, config.site_url, versions], sort_keys=True, default=_named)


def add_overrides(config: MkDocsConfig) -> None:
    """Put the theme's overrides, which are in the package or beside it in a checkout, behind the keeper's own."""
    package = Path(__file__).parent.parent
    packed = package / "overrides"
    folder = str(packed if packed.is_dir() else package.parent / "overrides")
    if folder not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)


def own_folders(config: MkDocsConfig) -> Iterator[Path]:
    """The folders of templates and styles that come from nowhere with a version."""
    for folder in map(Path, config.theme.dirs):
        if "site-packages" not in folder.parts or folder.name == "overrides":
            yield folder


def plugin_sources(config: MkDocsConfig) -> Iterator[Path]:
    """The code of hooks and of other plugins."""
    for hook in config.hooks:
        yield Path(config.config_file_path).parent / hook
    for plugin in config.plugins.values():
        module = sys.modules[type(plugin).__module__]
        source = getattr(module, "__file__", None)
        if source and not module.__name__.startswith("builder."):
            yield Path(source)


def _named(value: Any) -> str:
    """What stands in a configuration for a function or a class: its name; other objects are what they say they are."""
    return str(getattr(value, "__qualname__", value))


def _entry(item: Any) -> Any:
    """A page, section or link of the navigation: its words and where it leads."""
    return [item.title, getattr(item, "url", None), [_entry(child) for child in item.children or ()]]
