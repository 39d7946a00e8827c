"""Writes a parsed resolution as a Word file, so that any document can be read back from one.

The file is what a member of the Secretariat types: masthead in the first page's header, styles for headings, native footnotes that are
called again by a field, tables. Numbers are typed, or left to Word, which then counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.labels import Family, Label, readings
from builder.model import Annex, Block, Cell, Draft, Formula, Heading, Kind, Organ, Paragraph, Resolution, Table
from builder.text import MarkKind, Text
from tests.word_files import call, fields, level, note, numbering, p, package, parts, r

__all__ = ["can_be_typed", "print_word"]

_LOOKS = {
    MarkKind.ITALIC: "<w:i/>", MarkKind.BOLD: "<w:b/>", MarkKind.UNDERLINE: '<w:u w:val="single"/>', MarkKind.STRIKE: "<w:strike/>",
    MarkKind.SMALL_CAPS: "<w:smallCaps/>", MarkKind.SUPERSCRIPT: '<w:vertAlign w:val="superscript"/>',
    MarkKind.SUBSCRIPT: '<w:vertAlign w:val="subscript"/>',
}  # fmt: skip
_TAB = "<w:r><w:tab/></w:r>"
_TITLE_PAGE = '<w:headerReference w:type="first" r:id="header1"/><w:titlePg/>'
_LEVELS = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))
_COUNTED = {(Family.NUMBER, "."): 0, (Family.LETTER, "()"): 1, (Family.ROMAN, "()"): 2}


def can_be_typed(resolution: Resolution) -> bool:
    """Whether a Word file has a place for all of the document: no parts or drafts, each note called in order by the text."""
    printed = _texts(resolution.body) + [text for annex in resolution.annexes for text in (annex.heading, *_texts(annex.body))]
    called = list(dict.fromkeys(marker for text in printed for marker in text.calls))
    return (
        resolution.kind is Kind.RESOLUTION
        and not (resolution.parts or resolution.title_notes or resolution.notices)
        and not any(isinstance(block, Draft) for block in resolution.body)
        and called == [one.marker for one in resolution.footnotes] == [str(n + 1) for n in range(len(called))]
        and all(one.text for one in resolution.footnotes)
    )


def print_word(resolution: Resolution, *, counted: bool) -> bytes:
    """The document as a Word file; `counted`: labels that go on by one are left to Word."""
    writer = _Writer(counted=counted)
    body = [*_masthead(resolution), *writer.blocks(resolution.body, 0)]
    if resolution.organ is not Organ.SECURITY_COUNCIL and resolution.adopted and resolution.meeting:
        body.append(p(r(resolution.meeting, "i"), "<w:r><w:br/></w:r>", r(_day(resolution.adopted), "i")))
    for annex in resolution.annexes:
        body += writer.annex(annex)
    notes = "".join(note(int(one.marker) + 7, p("<w:r><w:footnoteRef/></w:r>", _TAB, *_runs(one.text, {}))) for one in resolution.footnotes)
    header = "".join(map(p, ("United Nations", resolution.symbol, resolution.organ.value, "Distr.: General", _day(resolution.issued))))
    return package(parts("".join(body), _TITLE_PAGE, header1=header, footnotes=notes, numbering=writer.lists()))


def _masthead(resolution: Resolution) -> Iterator[str]:
    number = resolution.symbol.rpartition("RES/")[2]
    if resolution.session_name:
        yield p(resolution.session_name)
    if resolution.organ is Organ.SECURITY_COUNCIL:
        yield p(f"Resolution {number}", style="H1")
        yield p(f"Adopted by the Security Council at its {resolution.meeting}, on {_day(resolution.adopted)}", style="H1")
    else:
        yield p(f"Resolution adopted by the {resolution.organ.value} on {_day(resolution.adopted)}", style="H1")
    if resolution.title:
        yield p(_TAB, f"{number}.", _TAB, r(resolution.title), style="H1")


class _Writer:
    """Writes blocks in their order, and keeps what Word has to count."""

    def __init__(self, *, counted: bool) -> None:
        self._counted = counted
        self._instances: list[str] = []
        self._called: dict[str, bool] = {}

    def lists(self) -> str:
        return numbering(*_LEVELS, nums="".join(self._instances))

    def annex(self, annex: Annex) -> Iterator[str]:
        if annex.heading:
            yield p(*self._runs(annex.heading), style="H1")
        yield from self.blocks(annex.body, 0)

    def blocks(self, blocks: tuple[Block, ...], depth: int) -> Iterator[str]:
        last: dict[int, tuple[int, int]] = {}  # level -> number and list of the last paragraph that Word counts there
        for block in blocks:
            if isinstance(block, Formula):
                yield p(_TAB, *self._runs(block.text))
            elif isinstance(block, Heading):
                turn = "<w:r><w:br/></w:r>" if block.label and block.text else ""
                yield p(
                    *(part for part in (block.label and r(block.label), turn) if part),
                    *self._runs(block.text),
                    style=f"H{min(block.level, 2)}",
                )
            elif isinstance(block, Table):
                yield f"<w:tbl>{''.join(f'<w:tr>{self._row(row)}</w:tr>' for row in block.rows)}</w:tbl>"
            elif isinstance(block, Paragraph):
                yield self._paragraph(block, last)
                yield from self.blocks(block.items, depth + 1)

    def _paragraph(self, block: Paragraph, last: dict[int, tuple[int, int]]) -> str:
        place = self._place(block.label, last) if self._counted else None
        if place is None:
            return p(*([_TAB, block.label, _TAB] if block.label else [_TAB]), *self._runs(block.text))
        list_id, depth = place
        return p(*self._runs(block.text), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')

    def _place(self, label: str, last: dict[int, tuple[int, int]]) -> tuple[int, int] | None:
        """The list and its level in which Word counts this label; None where it has to be typed."""
        meanings = [(m, _COUNTED[m.family, m.style]) for m in readings(label) if (m.family, m.style) in _COUNTED]
        for meaning, depth in meanings:
            before = last.get(depth)
            if before and meaning.ordinal == before[0] + 1:
                last[depth] = (meaning.ordinal, before[1])
                return before[1], depth
        first: Label
        for first, depth in reversed(meanings):
            if first.ordinal == 1 or first.family is Family.NUMBER:
                number = len(self._instances) + 1
                start = f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{first.ordinal}"/></w:lvlOverride>'
                self._instances.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{start}</w:num>')
                last[depth] = (first.ordinal, number)
                return number, depth
        return None

    def _row(self, row: tuple[Cell, ...]) -> str:
        return "".join(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.colspan}"/></w:tcPr>'
            + ("".join(p(*self._runs(text)) for text in cell.paragraphs) or p())
            + "</w:tc>"
            for cell in row
        )

    def _runs(self, text: Text) -> Iterator[str]:
        return _runs(text, self._called)


def _runs(text: Text, called: dict[str, bool]) -> Iterator[str]:
    for segment in text.segments():
        if not segment.words:
            marker = segment.marks[0].value
            raised = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{marker}</w:t></w:r>'
            yield fields(f" NOTEREF _Ref{marker} \\h ", raised) if marker in called else call(int(marker) + 7)
            called[marker] = True
        else:
            run = r(segment.words)
            looks = "".join(_LOOKS.get(mark.kind, "") for mark in segment.marks)
            yield run.replace("<w:r>", f"<w:r><w:rPr>{looks}</w:rPr>", 1) if looks else run


def _texts(blocks: tuple[Block, ...]) -> list[Text]:
    """All texts of the blocks, in order."""
    found: list[Text] = []
    for block in blocks:
        if isinstance(block, Formula | Heading):
            found.append(block.text)
        elif isinstance(block, Paragraph):
            found += [block.text, *_texts(block.items)]
        elif isinstance(block, Table):
            found += [text for row in block.rows for cell in row for text in cell.paragraphs]
    return found


def _day(day: str | None) -> str:
    return f"{date.fromisoformat(day):%-d %B %Y}" if day else ""
