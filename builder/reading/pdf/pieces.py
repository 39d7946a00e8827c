"""The pieces of text on a page, and the rules drawn on it, with their places: the one module that knows the PDF library, PDFium.

A piece is what the file draws at once in one font. Where a word ends between two pieces is PDFium's decision, by the gap between them.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from builder.text import normalise_words

__all__ = ["Page", "Piece", "Rule", "read_page"]

# What stands for letters: PDFium's sign for a hyphen at the end of a line, ligatures, spaces of several widths.
_SIGNS = str.maketrans(
    {"\x02": "-", "\xa0": " ", "\u202f": " ", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_NO_LETTER = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff]")
_UNKNOWN = "\ufffd"  # stands for letters that have no name at all
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slanted", re.IGNORECASE)
_BAR_CODE = re.compile(r"bar ?code|3 ?of ?9|code ?(?:39|128)", re.IGNORECASE)
_FORCE_BOLD, _IS_ITALIC = 1 << 18, 1 << 6
_THIN = 4.0  # points: what is thicker is a box, no rule
_MOST_DRAWN = 20_000  # objects of a page that are looked at for rules; a page of tables has some hundred
_MOST_RULES = 3_000
_SMALLEST, _FARTHEST = 0.1, 1e6  # points: of type, and of any place
_NOWHERE = -1  # the direction of what stands beyond all places


@dataclass(frozen=True, slots=True)
class Font:
    """What is known of the font of a piece; its size on the page in points."""

    size: float
    bold: bool = False
    italic: bool = False
    bar_code: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words drawn at once, from `left` to `right` on the line `base`; points from the lower left corner of the page.

    `spaced` says whether white space stands before them, None where another line stands before them in the file. `lost` says that the
    file does not tell what letters its glyphs are.
    """

    words: str
    left: float
    right: float
    base: float
    font: Font
    spaced: bool | None = None
    lost: bool = False

    @property
    def size(self) -> float:
        return self.font.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def is_flat(self) -> bool:
        return self.right - self.left >= self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page, in the order of the file. `sideways` are words not in the direction of the rest."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...] = ()
    sideways: tuple[str, ...] = ()
    pictures: int = 0
    letters: int = 0  # glyphs, white space among them


def read_page(document: pypdfium2.PdfDocument, number: int, most_letters: int) -> Page | None:
    """The page of this number, from 0; None where it has more glyphs than `most_letters`. PdfiumError where it cannot be read."""
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            count = text.count_chars()
            if count > most_letters:
                return None
            read = [_piece(text.raw, drawn) for drawn in _drawn(text.raw, count)]
        finally:
            text.close()
        turns = Counter[int]()
        for piece, turn in read:
            turns[turn] += len(piece.words)
        upright = max(range(4), key=lambda turn: turns[turn])
        frame = _Frame.of(page.get_mediabox(), upright)
        rules, pictures = _rules(page, frame)
        return Page(
            number + 1,
            frame.width,
            frame.height,
            tuple(frame.moved(piece) for piece, turn in read if turn == upright and piece.words),
            tuple(rules),
            tuple(piece.words for piece, turn in read if turn != upright and piece.words),
            pictures,
            count,
        )
    finally:
        page.close()


# --- text ---------------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Drawn:
    """A piece while its glyphs come: the object of the file that draws them, the places of the first and the last that is no space."""

    key: int
    spaced: bool | None
    first: int = -1
    last: int = -1
    letters: list[str] = field(default_factory=list)


def _drawn(text: Any, count: int) -> Iterator[_Drawn]:
    """The glyphs of each object, parted where PDFium adds a space, since a tab or a column may be there."""
    letter_at, object_at, address = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject, ctypes.c_void_p
    now: _Drawn | None = None
    spaced: bool | None = None
    for place in range(count):
        letter = chr(letter_at(text, place)).translate(_SIGNS)
        key = ctypes.cast(object_at(text, place), address).value
        if now is not None and now.key != key:
            if now.first >= 0:
                yield now
            spaced = not now.letters or now.letters[-1].isspace()
            now = None
        if key is None:  # added by PDFium: a space, or the end of a line
            spaced = None if letter in "\r\n" or spaced is None else True
            continue
        now = now or _Drawn(key, spaced)
        if letter.isspace():
            if now.first < 0:
                now.spaced = True
                continue
        else:
            now.first = place if now.first < 0 else now.first
            now.last = place
        now.letters.append(letter)
    if now is not None and now.first >= 0:
        yield now


def _piece(text: Any, drawn: _Drawn) -> tuple[Piece, int]:
    """The piece in the coordinates of the file, and in how many quarter turns it is set, against the clock, or _NOWHERE."""
    matrix, box, x, y = pdfium.FS_MATRIX(), pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text, drawn.first, matrix)
    pdfium.FPDFText_GetCharOrigin(text, drawn.first, x, y)
    pdfium.FPDFText_GetLooseCharBox(text, drawn.last, box)
    size = pdfium.FPDFText_GetFontSize(text, drawn.first) * math.hypot(matrix.c, matrix.d)
    turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, drawn.first, name, len(name), flags)
    font_name = name.value.decode("utf-8", errors="replace")
    font = Font(
        min(max(round(size, 2), _SMALLEST), _FARTHEST) if math.isfinite(size) else _SMALLEST,
        bool(_BOLD.search(font_name)) or bool(flags.value & _FORCE_BOLD),
        bool(_ITALIC.search(font_name)) or bool(flags.value & _IS_ITALIC),
        bool(_BAR_CODE.search(font_name)),
    )
    lost = pdfium.FPDFText_HasUnicodeMapError(text, drawn.first) == 1
    raw = "".join(drawn.letters)
    words = normalise_words(raw)
    lost = lost or bool(_NO_LETTER.search(raw))
    words = words or (_UNKNOWN if lost else "")
    right = (box.right, box.top, box.left, box.bottom)[turn]
    if not all(abs(place) < _FARTHEST for place in (x.value, y.value, right)):
        return Piece(words, 0, 0, 0, font, drawn.spaced, lost), _NOWHERE
    return Piece(words, x.value, right, y.value, font, drawn.spaced, lost), turn


# --- places -------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Frame:
    """The page as it is read: turned so that most of its words stand upright, its lower left corner at 0, 0."""

    turn: int
    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def of(cls, box: tuple[float, float, float, float], turn: int) -> _Frame:
        """The frame of a page with this media box: left, bottom, right, top."""
        width, height = box[2] - box[0], box[3] - box[1]
        return cls(turn, box[0], box[1], *((height, width) if turn % 2 else (width, height)))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A place of the file as one of the page."""
        x, y = x - self.left, y - self.bottom
        return ((x, y), (y, self.height - x), (self.width - x, self.height - y), (self.width - y, x))[self.turn]

    def moved(self, piece: Piece) -> Piece:
        """The piece, whose `right` is measured along its line, in places of the page."""
        x, y, end = piece.left, piece.base, piece.right
        left, base = self.place(x, y)
        right, _ = self.place(x, end) if self.turn % 2 else self.place(end, y)
        return replace(piece, left=left, base=base, right=max(left, right))

    def rule(self, left: float, bottom: float, right: float, top: float) -> Rule:
        """A box of the file as one of the page."""
        (x, y), (xx, yy) = self.place(left, bottom), self.place(right, top)
        return Rule(min(x, xx), max(x, xx), min(y, yy), max(y, yy))


def _rules(page: pypdfium2.PdfPage, frame: _Frame) -> tuple[list[Rule], int]:
    """The thin boxes and lines that are drawn on the page, and how many pictures it has."""
    rules: list[Rule] = []
    pictures = 0
    edges = [ctypes.c_float() for _ in range(4)]
    for number in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_DRAWN)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, number)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPageObj_GetBounds(drawn, *edges):
            places = [edge.value for edge in edges]
            if not all(abs(place) < _FARTHEST for place in places):
                continue
            rule = frame.rule(*places)
            if min(rule.right - rule.left, rule.top - rule.bottom) <= _THIN and len(rules) < _MOST_RULES:
                rules.append(rule)
    return rules, pictures
