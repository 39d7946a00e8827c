"""Word files written for tests: paragraphs, notes, lists and tables as the raw parts of a .docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="urn:wps" xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Ref"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
"""
MASTHEAD = ("Ninetieth session", "Agenda item 7", "Resolution adopted by the General Assembly on 3 May 2035")


def r(words: str, look: str = "") -> str:
    """A run of words; `look` names what they bear: 'i', 'b', 'u', 'vanish'."""
    properties = f"<w:rPr>{''.join(f'<w:{name}/>' for name in look.split())}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; what does not begin with '<' is a run of plain words."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def listed(words: str, level: int = 0, list_id: int = 1) -> str:
    """A paragraph of a list that Word numbers."""
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def call(number: int, kind: str = "footnote", mark: str = "") -> str:
    """The call of a note, by its id in the file; with a mark of its own."""
    own = f' w:customMarkFollows="1" w:id="{number}"/><w:t>{mark}</w:t>' if mark else f' w:id="{number}"/>'
    return f'<w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:{kind}Reference{own}</w:r>'


def fields(instruction: str, shown: str) -> str:
    """A field and what it shows."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>' for sort in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>{separate}{shown}{end}"


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    """A note; a paragraph that is no XML is one of plain words after the note's mark."""
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    inner = "".join(text if text.startswith("<") else p(mark, f" {text}") for text in paragraphs)
    return f'<w:{kind} w:id="{number}">{inner}</w:{kind}>'


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """The part of lists: one definition and its instances."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def package(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{inner}</w:{root}>'


def parts(body: str, section: str = "", **others: str) -> dict[str, bytes | str]:
    """The parts of a Word file by their names: `body` is what stands in the text, the others are named by their kind ('footnotes')."""
    made: dict[str, bytes | str] = {"word/document.xml": part("document", f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>")}
    kinds = {"styles": STYLES, **others}
    for kind, inner in kinds.items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind.rstrip("0123456789"), kind)
        made[f"word/{kind}.xml"] = part(root, inner)
    links = (
        "".join(f'<Relationship Id="{kind}" Type="{R}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>' for kind in kinds)
        + f'<Relationship Id="web" Type="{R}/hyperlink" Target="https://docs.un.org/A/RES/80/1" TargetMode="External"/>'
    )
    made["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    return made


def word(*text: str, section: str = "", masthead: bool = True, **others: str) -> bytes:
    """A Word file with the masthead of A/RES/90/7 and this text, from the formula on; plain words are a paragraph."""
    over = [*map(p, MASTHEAD), p("90/7.", "<w:r><w:tab/></w:r>", "Lamps of the coast", style="H1"), p(r("The General Assembly", "i"), ",")]
    body = [*(over if masthead else ()), *(inner if inner.startswith("<") else p(inner) for inner in text)]
    return package(parts("".join(body), section, **others))
