"""Writes small PDFs for tests: words at places, in the fonts that every reader of PDF knows; and PDFs that are broken."""

from __future__ import annotations

from dataclasses import dataclass, field

FONTS = {"r": "Times-Roman", "i": "Times-Italic", "b": "Times-Bold"}
BODY, LEFT, INDENT, PITCH = 10.0, 123.4, 147.1, 12.0

Run = str | tuple[str, str] | tuple[str, str, float]
"""Words: 'in roman', ('in italics', 'i'), ('raised', '^'), ('larger', 'b', 14)."""


@dataclass
class Sheet:
    """A page while it is written, from the top: `y` is where the next line stands."""

    width: float = 612
    height: float = 792
    y: float = 706
    drawn: list[str] = field(default_factory=list)

    def at(self, x: float, y: float, *runs: Run, size: float = BODY) -> None:
        """Words at a place; the runs follow each other."""
        parts = [f"BT {x} {y} Td"]
        for run in runs:
            words, font, own = (run, "r", size) if isinstance(run, str) else (*run, size)[:3]
            rise = size * 0.35 if font == "^" else 0
            own = own * 0.65 if font == "^" else own
            parts.append(f"{rise} Ts /{'r' if font == '^' else font} {own} Tf ({_escaped(words)}) Tj")
        self.drawn.append(" ".join([*parts, "ET"]))

    def line(self, *runs: Run, x: float = LEFT, size: float = BODY) -> None:
        """A line under the last one."""
        self.at(x, self.y, *runs, size=size)
        self.y -= PITCH * size / BODY

    def paragraph(self, *lines: Run | tuple[Run, ...], x: float = INDENT, size: float = BODY, label: str = "") -> None:
        """Lines with white space over them, the first indented and under its label."""
        self.y -= 6
        for number, line in enumerate(lines):
            if label and not number:
                self.at(x, self.y, label, size=size)
            runs = line if isinstance(line, tuple) and not (len(line) in (2, 3) and line[1] in (*FONTS, "^")) else (line,)
            self.line(*runs, x=(x + 24 if label else x) if not number else LEFT, size=size)  # type: ignore[arg-type]

    def notes(self, *notes: str, y: float) -> None:
        """A rule, and under it the notes, each 'marker words'."""
        self.at(99.6, y, ("_" * 18, "b"), size=8)
        for note in notes:
            marker, _, words = note.partition(" ")
            y -= 10.4
            if marker:
                self.at(117, y, (marker, "^"), size=8.5)
            self.at(LEFT, y, words, size=8.5)

    def rule(self, x: float, y: float, width: float) -> None:
        self.drawn.append(f"{x} {y} {width} 0.5 re f")

    def heads(self, number: int, of: int, symbol: str, title: str) -> None:
        """What stands around the text of a page that is not the first."""
        self.at(60, 733, (symbol, "b"), size=8.5)
        self.at(400, 733, (title, "b"), size=8.5)
        self.rule(60, 727, 492)
        self.at(60, 36.7, (f"{number}/{of}", "b"), size=8.5)
        self.at(524, 38.2, "39-00001", size=7)


def _escaped(words: str) -> str:
    octal = "".join(c if 31 < ord(c) < 127 else f"\\{c.encode('cp1252')[0]:03o}" for c in words.replace("\\", "\\\\"))
    return octal.replace("(", r"\(").replace(")", r"\)")


def objects_of(sheets: list[Sheet]) -> list[bytes]:
    """The objects of a file, numbered from 1: catalogue, page tree, fonts, then each page and its content."""
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(sheets)))
    fonts = [f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode() for name in FONTS.values()]
    out = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}>>".encode(), *fonts]
    for n, sheet in enumerate(sheets):
        named = "/".join(f"{key} {3 + i} 0 R" for i, key in enumerate(FONTS))
        box = f"/MediaBox[0 0 {sheet.width} {sheet.height}]"
        out.append(f"<</Type/Page/Parent 2 0 R{box}/Resources<</Font<</{named}>>>>/Contents {7 + 2 * n} 0 R>>".encode())
        out.append(stream("\n".join(sheet.drawn).encode()))
    return out


def stream(data: bytes, entries: str = "") -> bytes:
    return f"<</Length {len(data)}{entries}>>stream\n".encode() + data + b"\nendstream"


def pdf_of(objects: list[bytes], trailer: str = "") -> bytes:
    """The file that holds these objects, the first of them the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def pdf(*sheets: Sheet) -> bytes:
    return pdf_of(objects_of(list(sheets)))
