"""The names of what can be looked up, and can change: what a page depends on."""

from __future__ import annotations

__all__ = [
    "LANGUAGES",
    "TIMES",
    "about",
    "aliases",
    "anchors",
    "cited",
    "listing",
    "own",
    "reference",
    "shelf",
    "subject",
    "times",
    "words",
]

LANGUAGES = "languages"
"""Which languages the archive has."""
TIMES = "times"
"""How often everything is cited."""


def about(symbol: str) -> str:
    """What is known of a document besides its text, and in which languages it is held."""
    return f"about {symbol}"


def own(symbol: str, language: str) -> str:
    """A whole document with its citations."""
    return f"own {language} {symbol}"


def words(symbol: str, language: str, anchor: str) -> str:
    """The words of one unit."""
    return f"words {language} {symbol} #{anchor}"


def anchors(symbol: str, language: str) -> str:
    """All anchors of a document."""
    return f"anchors {language} {symbol}"


def aliases(symbol: str, language: str) -> str:
    """The names that anchors of a document had before."""
    return f"aliases {language} {symbol}"


def shelf(language: str) -> str:
    """What is known of all documents of a language."""
    return f"shelf {language}"


def listing(language: str, path: str) -> str:
    """What is known of all documents of a list."""
    return f"listing {language} {path}"


def subject(language: str, term: str) -> str:
    """What is known of all documents with a subject."""
    return f"subject {language} {term}"


def cited(symbol: str) -> str:
    """Who cites a document, held or not, where and with what words."""
    return f"cited {symbol}"


def times(symbol: str) -> str:
    """How many documents cite a document."""
    return f"times {symbol}"


def reference(symbol: str) -> str:
    """Whether something is cited that is not held, and what it is called."""
    return f"reference {symbol}"
