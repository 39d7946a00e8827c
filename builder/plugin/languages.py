"""What MkDocs and Material need so that a page speaks its language: the words for templates and scripts, a page of the search in each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from builder.pages.markdown import front_matter, plain_matter
from builder.pages.words import Words, words_of

__all__ = ["SEARCH_PAGE", "add_words", "script_words", "search_pages"]

SEARCH_PAGE = "search/index.md"


def add_words(env: jinja2.Environment) -> None:
    """Let the templates speak: `words_for(page, config)` is what they say on a page, `words_of("en")` the same in one language."""
    env.globals.update(words_for=_words_for, words_of=words_of)


def _words_for(page: Page | None, config: MkDocsConfig) -> Words:
    """What the archive says on a page: in the page's language, else in that of the theme."""
    return words_of(str((page.meta.get("language") if page and page.meta else None) or config.theme["language"]))


def search_pages(languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The page of the search in each language, at `search/` in the archive's first: its Markdown file, and what stands in that."""
    for number, language in enumerate(languages or [""]):
        matter = {"title": words_of(language)("site.search"), "template": "search-page.html", "language": language}
        yield (f"{language}/{SEARCH_PAGE}" if number else SEARCH_PAGE), front_matter(plain_matter(matter))


def script_words(languages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """What the scripts say in each of the languages, as scripts of nothing else, which a strict security policy lets a page load."""
    for language in sorted({words_of(language).language for language in languages}):
        said = json.dumps(words_of(language).of_scripts(), ensure_ascii=False, separators=(",", ":"))
        yield f"assets/words/{language}.js", f"globalThis.archiveWords={said};\n".encode()
