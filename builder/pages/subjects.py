"""Subject pages: what the archive holds under each heading of the UNBIS Thesaurus."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from builder.file_names import is_device_name, same_on_some_system
from builder.model import Resolution
from builder.pages.listings import entries
from builder.pages.markdown import escape, in_language, link, relative_link
from builder.pages.page import Page, write_page
from builder.pages.words import words_of

__all__ = ["render_subject", "render_subjects", "subject_page", "subject_terms", "subjects_index"]

_NO_WORD = re.compile(r"[\W_]+")
_LONGEST = 80
_TAKEN = {"", "index", "readme"}  # names that a page of Markdown cannot have


@lru_cache(maxsize=1 << 14)
def subject_page(term: str, language: str) -> str:
    """The Markdown file of a subject's page: 'en/subjects/human-rights.md'. Terms that differ in case or punctuation share one."""
    word = _NO_WORD.sub("-", same_on_some_system(term)).strip("-")
    if len(word) > _LONGEST or word in _TAKEN or is_device_name(word):
        # Cut short, two terms could meet.
        word = f"{word[:_LONGEST]}-{hashlib.sha256(term.casefold().encode()).hexdigest()[:8]}".lstrip("-")
    return f"{language}/subjects/{word}.md"


def subjects_index(language: str) -> str:
    """The Markdown file of the list of all subjects."""
    return f"{language}/subjects/index.md"


def subject_terms(terms: Iterable[str], language: str) -> dict[str, tuple[str, ...]]:
    """The pages of these subjects, each with its terms."""
    pages: dict[str, list[str]] = {}
    for term in terms:
        pages.setdefault(subject_page(term, language), []).append(term)
    return {source: tuple(of_page) for source, of_page in pages.items()}


def render_subject(documents: Sequence[Resolution], source: str, language: str) -> Page:
    """The page of a subject, at its Markdown file, with the documents that have it; it is called as the first of them does."""
    term = next(subject.term for document in documents for subject in document.subjects if subject_page(subject.term, language) == source)
    say = words_of(language)
    back = f"{say.count('index.under_subject', len(documents))} {link(say('index.all_subjects'), 'index.md')}"
    blocks = [f"# {_term(term, language)}", back, entries(documents, source)]
    return write_page(source, {"title": term, "language": language}, blocks)


def render_subjects(documents: Sequence[Resolution], language: str) -> Iterator[Page]:
    """The list of all subjects of these documents of one language; nothing where there are none."""
    terms: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for document in documents:
        sources = {subject_page(subject.term, language): subject.term for subject in reversed(document.subjects)}
        numbers.update(sources.keys())
        terms = sources | terms
    if terms:
        yield _index(terms, numbers, language)


def _index(terms: dict[str, str], numbers: Mapping[str, int], language: str) -> Page:
    source, say = subjects_index(language), words_of(language)
    title = say("index.subjects")
    blocks = [f"# {title}", say("index.subjects_lead")]
    ordered = sorted(terms, key=lambda page: terms[page].casefold())
    for letter, pages in groupby(ordered, key=lambda page: terms[page][:1].upper()):
        lines = [f"- {link(_term(terms[page], language), relative_link(source, page))} <small>{numbers[page]}</small>" for page in pages]
        blocks += [f"## {escape(letter)}", '<div class="subjects" markdown="1">', "\n".join(lines), "</div>"]
    return write_page(source, {"title": title, "language": language}, blocks)


def _term(term: str, language: str) -> str:
    """The heading, which the record of a document gives in English whatever the document's language is."""
    return in_language(escape(term), "en", language)
