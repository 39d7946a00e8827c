"""A citation with two slots: where in the document, and at which address."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

__all__ = ["ADDRESS", "PLACE", "Template", "italic", "plain"]

# Characters of Unicode's private use stand for the slots and around italics: no document means anything by them, and `plain` drops them.
PLACE, ADDRESS, _ON, _OFF = "\ue000", "\ue001", "\ue002", "\ue003"
_PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x1f\x7f]")


def plain(words: str) -> str:
    """The words of a document, single-spaced, without what could be taken for a slot."""
    return " ".join(_PRIVATE.sub(" ", words).split())


def italic(words: str) -> str:
    """The words in italics."""
    return f"{_ON}{words}{_OFF}" if words else ""


@dataclass(frozen=True, slots=True)
class Template:
    """A citation in one style."""

    text: str

    def fill(self, place: str, address: str) -> str:
        """The citation as plain text; `place` as `pinpoint` gives it, '' for the document as a whole."""
        words = self.text.replace(_ON, "").replace(_OFF, "")
        return words.replace(PLACE, place).replace(ADDRESS, address)

    def html(self, address: str) -> str:
        """The citation of the whole document as HTML, its slots as elements that a script fills."""
        words = html.escape(self.text, quote=True)
        words = words.replace(_ON, "<i>").replace(_OFF, "</i>").replace(PLACE, '<span class="at"></span>')
        return words.replace(ADDRESS, f'<span class="url">{html.escape(address, quote=True)}</span>')
