"""Pages from the theme's templates, which are rendered once for all pages that differ in nothing but words, and then filled in.

Header, navigation and foot are the same on thousands of pages, and to render them takes longer than to convert a small page. Pages are
alike that lie as deep in the same part of the site, speak one language, and say the same things of themselves in other words. The first of
them is rendered with marks in the place of its words, and a second one, rendered in full, must be what filling in gives; else all of
them are rendered in full. So they are also where templates of the keeper, other plugins or hooks may make of a page what they like.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

__all__ = ["Templates", "is_ours"]

# What a page says of itself that templates decide by, and what they only show joined by semicolons.
_DECIDING = ("language", "kind", "template", "hide")
_JOINED = "subjects"
# What the templates look for in the content of a page.
_PROBES = ("<h1", ' popovertarget="contents"')
_CONTENTS = "partials/toc.html"

_MARK = re.compile("\x02([^\x02\x03\x04]*)(?:\x04[^\x03]*)?\x03")


@dataclass
class _Form:
    """What pages that are alike have in common: text, and between it the names of what each fills in. None: they are rendered in full."""

    pieces: Sequence[str] | None
    proven: bool = False


class Templates:
    """The theme's templates for the generated pages of one process. `pages` are those that MkDocs itself makes."""

    def __init__(self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, pages: Sequence[File]) -> None:
        self._config, self._env, self._nav, self._pages = config, env, nav, pages
        self._forms: dict[Any, _Form] = {}
        self._languages: dict[str, Any] = {}
        self._only_ours = _only_our_templates(config)
        self._addresses = [page.url for page in nav.pages]

    def html(self, page: MkDocsPage) -> bytes:
        """The HTML of the page, as MkDocs would write it."""
        html = self._config.plugins.on_post_page(self._html(page), page=page, config=self._config)
        return (html or "").encode("utf-8", errors="xmlcharrefreplace")

    def _html(self, page: MkDocsPage) -> str:
        if not self._only_ours or page.edit_url or page.previous_page or page.next_page:
            return self._in_full(page)
        values = dict(self._values(page))
        likeness = self._likeness(page)
        form = self._forms.get(likeness)
        if form is None:
            self._forms[likeness] = _Form(self._pieces(page))
            return self._in_full(page)
        if form.pieces is None:
            return self._in_full(page)
        filled = self._filled(form.pieces, values, page)
        if not form.proven:
            whole = self._in_full(page)
            form.proven = whole == filled
            if not form.proven:
                form.pieces = None
            return whole
        return filled

    def _in_full(self, page: MkDocsPage) -> str:
        page.active = True
        context = self._context(page)
        html = self._template(page).render(context)
        page.active = False
        return html

    def _template(self, page: MkDocsPage) -> jinja2.Template:
        return self._env.get_template(page.meta.get("template", "main.html"))

    def _context(self, page: MkDocsPage) -> TemplateContext:
        context = get_context(self._nav, self._pages, self._config, page)
        return self._config.plugins.on_page_context(context, page=page, config=self._config, nav=self._nav)

    # --- what pages have in common, and what not ---

    def _likeness(self, page: MkDocsPage) -> Any:
        """The same for pages that are alike."""
        said: list[tuple[str, Any]] = []
        for name, value in sorted(page.meta.items()):
            if name in _DECIDING or not isinstance(value, (str, int, list, dict)) or isinstance(value, bool):
                said.append((name, repr(value)))
            elif isinstance(value, dict):
                said.append((name, tuple(value)))
            elif isinstance(value, list):
                said.append((name, min(len(value), 2) if name == _JOINED else repr(value)))
            else:
                said.append((name, bool(value)))
        content = page.content or ""
        first = next(iter(page.toc), None)
        return (
            tuple(said),
            page.url.partition("/")[0],
            tuple(get_relative_url(address, page.url) for address in (".", *self._addresses)),
            tuple(probe in content for probe in _PROBES),
            first is not None,
            bool(page.canonical_url),
        )

    def _values(self, page: MkDocsPage) -> Iterator[tuple[str, str]]:
        """What the page fills in, by name."""
        yield "content", page.content or ""
        yield "address", str(escape(page.canonical_url or ""))
        yield "top", next((heading.id for heading in page.toc), "")
        for name, value in page.meta.items():
            if name in _DECIDING or isinstance(value, bool):
                continue
            if isinstance(value, (str, int)):
                yield f"meta {name}", str(value)
            elif isinstance(value, dict):
                yield from ((f"meta {name} {key}", str(part)) for key, part in value.items())
            elif name == _JOINED:
                yield f"meta {name}", "; ".join(map(str, value))

    def _marked(self, page: MkDocsPage) -> MkDocsPage:
        """The page with marks in the place of what it fills in."""
        marked = copy.copy(page)
        content = page.content or ""
        marked.content = f"\x02content\x04{''.join(probe for probe in _PROBES if probe in content)}\x03"
        if page.canonical_url:
            marked.canonical_url = "\x02address\x03"
        if first := next(iter(page.toc), None):
            top = AnchorLink(first.title, "\x02top\x03", first.level)
            top.children = first.children
            marked.toc = TableOfContents([top, *list(page.toc)[1:]])
        marked.meta = {name: _marks(name, value) for name, value in page.meta.items()}
        return marked

    def _pieces(self, page: MkDocsPage) -> Sequence[str] | None:
        """Text and names in turn; None where the list of contents, which is rendered for each page, is not found in it once."""
        marked = self._marked(page)
        html, contents = self._in_full(marked), self._contents(marked)
        if html.count(contents) != 1:
            return None
        return _MARK.split(html.replace(contents, "\x02contents\x03"))

    def _filled(self, pieces: Sequence[str], values: Mapping[str, str], page: MkDocsPage) -> str:
        value_of: Callable[[str], str] = values.__getitem__
        out = list(pieces)
        out[1::2] = [self._contents(page) if name == "contents" else value_of(name) for name in pieces[1::2]]
        return "".join(out)

    def _contents(self, page: MkDocsPage) -> str:
        """The list of contents beside the page."""
        language = str(page.meta.get("language", ""))
        if language not in self._languages:
            module = self._env.get_template("partials/language.html").make_module(dict(self._context(page)))
            self._languages[language] = module
        return self._env.get_template(_CONTENTS).render(page=page, config=self._config, lang=self._languages[language])


def _marks(name: str, value: Any) -> Any:
    """The value with marks in the place of its words."""
    mark = partial("\x02meta {}\x03".format, name)
    if name in _DECIDING or not value or isinstance(value, bool):
        return value
    if isinstance(value, (str, int)):
        return Markup(mark())
    if isinstance(value, dict):
        return {key: Markup(f"\x02meta {name} {key}\x03") for key in value}
    return [Markup(mark())] if name == _JOINED else value


def _only_our_templates(config: MkDocsConfig) -> bool:
    """Whether nobody but the package and the theme decides how pages look."""
    custom = config.theme.custom_dir
    if custom and any(path.suffix == ".html" for path in Path(custom).rglob("*")):
        return False
    if config.theme.name != "material" or config.extra.get("analytics"):
        return False
    return all(is_ours(method) for event in ("env", "page_context") for method in config.plugins.events[event])


def is_ours(method: Any) -> bool:
    """Whether the package itself has this method for an event."""
    return type(getattr(method, "__self__", None)).__module__.startswith("builder.")
