"""Subject pages: what the archive holds under each heading of the UNBIS Thesaurus."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from builder.anchors import Anchored
from builder.pages.listings import entries
from builder.pages.markdown import escape, front_matter, link, relative_link
from builder.pages.names import count
from builder.pages.page import Page

__all__ = ["subject_page", "subject_pages", "subjects_index"]

_NO_WORD = re.compile(r"[\W_]+")
_LONGEST = 80
_TAKEN = {"", "index", "readme"}  # names that a page of Markdown cannot have


def subject_page(term: str, language: str) -> str:
    """The Markdown file of a subject's page: 'en/subjects/human-rights.md'. Terms that differ in case or punctuation share one."""
    word = _NO_WORD.sub("-", term.casefold()).strip("-")
    if len(word) > _LONGEST or word in _TAKEN:
        # Cut short, two terms could meet.
        word = f"{word[:_LONGEST]}-{hashlib.sha256(term.casefold().encode()).hexdigest()[:8]}".lstrip("-")
    return f"{language}/subjects/{word}.md"


def subjects_index(language: str) -> str:
    """The Markdown file of the list of all subjects."""
    return f"{language}/subjects/index.md"


def subject_pages(documents: Sequence[Anchored], language: str) -> Iterator[Page]:
    """A page for each subject of these documents of one language, and the list of them; nothing where there are no subjects."""
    terms: dict[str, str] = {}
    under: dict[str, list[Anchored]] = {}
    for document in documents:
        for source in dict.fromkeys(subject_page(subject.term, language) for subject in document.resolution.subjects):
            under.setdefault(source, []).append(document)
        for subject in document.resolution.subjects:
            terms.setdefault(subject_page(subject.term, language), subject.term)
    if not under:
        return
    for source, found in under.items():
        heading = f"# {escape(terms[source])}"
        back = f"{count(len(found), 'document')} under this subject. {link('All subjects', 'index.md')}"
        matter = front_matter({"title": terms[source], "language": language})
        yield Page(source, f"{matter}\n{heading}\n\n{back}\n\n{entries([d.resolution for d in found], source)}\n")
    yield _index(terms, {source: len(found) for source, found in under.items()}, language)


def _index(terms: dict[str, str], numbers: dict[str, int], language: str) -> Page:
    source = subjects_index(language)
    blocks = [
        "# Subjects",
        "The headings under which the United Nations catalogues its documents (UNBIS Thesaurus).",
    ]
    ordered = sorted(terms, key=lambda page: terms[page].casefold())
    for letter, pages in groupby(ordered, key=lambda page: terms[page][:1].upper()):
        lines = [f"- {link(escape(terms[page]), relative_link(source, page))} <small>{numbers[page]}</small>" for page in pages]
        blocks += [f"## {escape(letter)}", '<div class="subjects" markdown="1">', "\n".join(lines), "</div>"]
    return Page(source, front_matter({"title": "Subjects", "language": language}) + "\n" + "\n\n".join(blocks) + "\n")
