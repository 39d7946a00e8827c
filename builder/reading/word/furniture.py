"""What a Word file prints around its pages: headers and footers, those of the first page apart; and comments, which are not printed.

The United Nations' files have the symbol, the organ, the date and the job number in the first page's header and footer, and the symbol
again in a comment ('<<ODS DOC SYMBOL1>>A/RES/72/63<<…').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.reading.furniture import find_symbol
from builder.reading.word.body import Body, Frame
from builder.reading.word.inline import Inline
from builder.reading.word.notes import Notes
from builder.reading.word.numbering import Numbering
from builder.reading.word.package import MAIN, Element, Package, address, local, value
from builder.reading.word.styles import Styles, child, is_on
from builder.text import Text

__all__ = ["TitlePage", "around_pages"]

_COMMENTED_SYMBOL = re.compile(r"<<ODS DOC SYMBOL1>>(?P<symbol>[^<]+)<<")
# '* Reissued for technical reasons on 15 January 2024.'; not '*1721754*', a bar code.
_NOTICE = re.compile(r"\*{1,3}\s*(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The lines around the first page, what is printed around the others, and the symbol that those bear, as printed, or ''."""

    lines: tuple[str, ...]
    furniture: tuple[str, ...]
    notices: tuple[Text, ...] = ()
    symbol: str = ""
    found: tuple[Diagnostic, ...] = ()


def around_pages(package: Package, sections: Sequence[Element], styles: Styles) -> TitlePage:
    """What is printed around the pages of these sections (`w:sectPr`), in the order of the file."""
    title = dict.fromkeys(package.target(MAIN, name) for name in _title_page(sections))
    frame = Frame(styles, Numbering(None, styles))
    lines: list[str] = []
    notices: list[Text] = []
    others: list[str] = []
    found: list[Diagnostic] = []
    for part in [*(name for name in title if name), *(name for name in package.around() if name not in title)]:
        texts, amiss = _texts(package, part, frame)
        found += amiss
        for text in texts:
            if part in title and _NOTICE.match(text.words):
                notices.append(text)
            else:
                (lines if part in title else others).append(text.words)
    comments, _ = _texts(package, package.part("comments"), frame)
    commented = next((match["symbol"] for text in comments if (match := _COMMENTED_SYMBOL.search(text.words))), "")
    running = next((symbol for words in others if (symbol := find_symbol(words))), "")
    furniture = (*others, *(text.words for text in comments))
    return TitlePage(tuple(lines), furniture, tuple(notices), (running or commented).rstrip("*"), tuple(found))


def _texts(package: Package, part: str, frame: Frame) -> tuple[tuple[Text, ...], list[Diagnostic]]:
    root = package.root(part)
    if root is None:
        return (), []
    body = Body(frame, Inline(frame.styles, Notes(), {}))
    texts = body.texts(root)
    return (*texts, *map(Text, body.furniture)), body.found


def _title_page(sections: Sequence[Element]) -> Iterator[str]:
    """The ids of the header and the footer of the first page: its own where it has some, else those of all pages."""
    for section in sections:
        own = is_on(child(section, "titlePg"))
        for sort in ("headerReference", "footerReference"):
            by_type = {value(e, "type") or "default": address(e) for e in section if local(e) == sort}
            found = by_type.get("first") if own else by_type.get("default")
            if found:
                yield found
        if any(local(e) in ("headerReference", "footerReference") for e in section):
            return
