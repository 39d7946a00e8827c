"""Citations as records for reference managers: BibTeX, RIS and CSL JSON. The place in the document goes into a note of the record."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from builder.model import Kind, Resolution
from builder.pages.citation_styles.prose import author, is_adopted_text, number_of, title_of
from builder.pages.citation_styles.template import ADDRESS, PLACE, Template
from builder.symbols import symbol_path

__all__ = ["record_citations"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own names
# What TeX would read as something else.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_TEX_SIGNS = re.compile(r"[\\{}$&#_%^~]")


def record_citations(resolution: Resolution) -> dict[str, Template]:
    """The document as a record of each kind."""
    return {"bibtex": Template(_bibtex(resolution)), "ris": Template(_ris(resolution)), "csl": Template(_csl(resolution))}


def _genre(resolution: Resolution) -> str:
    kind = resolution.kind.value.capitalize()
    return f"{kind} {number_of(resolution)}" if is_adopted_text(resolution) else kind


def _date(resolution: Resolution) -> date | None:
    try:
        return date.fromisoformat(resolution.adopted or resolution.issued or "")
    except ValueError:
        return None


def _identifier(resolution: Resolution) -> str:
    """'un-a-res-74-166': letters, digits and hyphens, as every program takes them for a key."""
    return "un-" + re.sub(r"[^a-z0-9]+", "-", symbol_path(resolution.symbol).lower()).strip("-")


def _bibtex(resolution: Resolution) -> str:
    """A techreport: the only classic type with an institution and a number. Braces keep the capitals of names."""
    when = _date(resolution)
    fields = [
        ("author", f"{{{_tex(author(resolution))}}}"),
        ("title", f"{{{_tex(title_of(resolution))}}}"),
        ("institution", "United Nations"),
        ("type", _tex(resolution.kind.value.capitalize())),
        ("number", _tex(resolution.symbol)),
        *([("year", str(when.year))] if when else []),
        ("url", ADDRESS),
    ]
    lines = [f"  {name:<11} = {{{value}}}" for name, value in fields]
    if when:
        lines.insert(-1, f"  {'month':<11} = {_MONTHS[when.month - 1]}")
    return f"@techreport{{{_identifier(resolution)},\n" + ",\n".join(lines) + PLACE + "\n}"


def _tex(words: str) -> str:
    return _TEX_SIGNS.sub(lambda sign: _TEX[sign[0]], words)


def _ris(resolution: Resolution) -> str:
    """A report: the type in which Zotero, EndNote and Mendeley keep both the body and the number (SN)."""
    when = _date(resolution)
    lines = [
        "TY  - RPRT",
        f"AU  - {author(resolution)},",  # the comma: one name, not a person's
        f"TI  - {title_of(resolution)}",
        f"M3  - {_genre(resolution)}",
        f"SN  - {resolution.symbol}",
        *([f"PY  - {when.year}", f"DA  - {when:%Y/%m/%d}"] if when else []),
        "PB  - United Nations",
        f"LA  - {resolution.language}",
        f"UR  - {ADDRESS}",
    ]
    return "\n".join(lines) + PLACE + "\nER  - "


def _csl(resolution: Resolution) -> str:
    """CSL's type for 'a law or resolution enacted by a governing body'; a draft is a bill, a statement a document."""
    when = _date(resolution)
    item: dict[str, Any] = {
        "id": _identifier(resolution),
        "type": {Kind.DRAFT_RESOLUTION: "bill", Kind.PRESIDENTIAL_STATEMENT: "document"}.get(resolution.kind, "legislation"),
        "title": title_of(resolution),
        "author": [{"literal": author(resolution)}],
        "authority": author(resolution),
        "genre": _genre(resolution),
        "number": resolution.symbol,
        "publisher": "United Nations",
        "language": resolution.language,
        **({"issued": {"date-parts": [[when.year, when.month, when.day]]}} if when else {}),
        "URL": ADDRESS,
    }
    fields = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in item.items()]
    return "[{\n" + ",\n".join(fields) + PLACE + "\n}]"
