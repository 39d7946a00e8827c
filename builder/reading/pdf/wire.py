"""Pages and findings as JSON, in which form they leave the process of the PDF library: nothing that comes from there is run."""

from __future__ import annotations

import json
from collections.abc import Sequence

from builder.diagnostics import Diagnostic
from builder.reading.pdf.pieces import Font, Page, Piece, Rule

__all__ = ["pack", "unpack"]


def pack(pages: Sequence[Page], found: Sequence[Diagnostic]) -> bytes:
    """The pages and findings as bytes; each font is named once."""
    fonts: dict[Font, int] = {}
    packed = [
        [
            *(page.number, page.width, page.height, page.pictures, page.letters, page.sideways),
            [
                (p.words, round(p.left, 2), round(p.right, 2), round(p.base, 2), fonts.setdefault(p.font, len(fonts)), p.spaced, p.lost)
                for p in page.pieces
            ],
            [(rule.left, rule.right, rule.bottom, rule.top) for rule in page.rules],
        ]
        for page in pages
    ]
    findings = [(one.code, one.found, one.done, one.place) for one in found]
    return json.dumps([packed, findings, [(f.size, f.bold, f.italic, f.bar_code) for f in fonts]]).encode()


def unpack(data: bytes) -> tuple[list[Page], list[Diagnostic]]:
    """The pages and findings of these bytes."""
    packed, findings, named = json.loads(data)
    fonts = [Font(*font) for font in named]
    pages = [
        Page(
            *(number, width, height),
            tuple(Piece(words, left, right, base, fonts[font], spaced, lost) for words, left, right, base, font, spaced, lost in pieces),
            tuple(Rule(*rule) for rule in rules),
            tuple(sideways),
            pictures,
            letters,
        )
        for number, width, height, pictures, letters, sideways, pieces, rules in packed
    ]
    return pages, [Diagnostic(*finding) for finding in findings]
