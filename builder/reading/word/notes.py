"""Footnotes and endnotes of a Word file: the number that each prints, and its text.

A note's id in the file is not its number: Word counts the calls as they come, in the format and from the number that the document sets,
anew in each section where that says so (ISO/IEC 29500-1, 17.11). A note with a mark of its own (`*`) is not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic
from builder.reading.word.numbering import written_number
from builder.reading.word.package import Element, local, value
from builder.reading.word.styles import child, whole_number
from builder.text import Text

__all__ = ["KINDS", "Notes", "note_elements", "without_mark"]

KINDS = ("footnote", "endnote")
_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}  # what Word writes where nothing is set
_SEPARATORS = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_MOST = 32_767


@dataclass(slots=True)
class _Count:
    """How the notes of one kind are counted, and the last number."""

    form: str
    start: int = 1
    restart: str = "continuous"
    last: int = 0


@dataclass(slots=True)
class Notes:
    """The notes that the document has called so far: name ('footnote 3', by its id) -> printed marker, in the order of their calls."""

    called: dict[str, str] = field(default_factory=dict)
    own_marks: set[str] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)
    _markers: set[str] = field(default_factory=set)
    _counts: dict[str, _Count] = field(default_factory=lambda: {kind: _Count(form) for kind, form in _FORMS.items()})

    def call(self, name: str, own_mark: str = "") -> str:
        """The marker of the note of this name, which is called here."""
        if name in self.called:
            return self.called[name]
        if own_mark:
            self.own_marks.add(name)
            marker = own_mark
        else:
            count = self._counts[name.partition(" ")[0]]
            count.last += 1
            marker = written_number(count.start + count.last - 1, count.form) or str(count.last)
        if marker in self._markers:
            self.found.append(Diagnostic("word-note-repeated", f"a second note {marker}", "kept as printed"))
        self.called[name] = marker
        self._markers.add(marker)
        return marker

    def begin(self, settings: Element | None, section: Element | None, *, first: bool) -> None:
        """Count on as the document's settings (`w:settings`) and the section that begins (`w:sectPr`) say."""
        for kind in KINDS:
            count = self._counts[kind]
            for source in (settings, section):
                for element in _properties(source, kind):
                    match local(element):
                        case "numFmt":
                            count.form = value(element) or count.form
                        case "numStart":
                            count.start = whole_number(value(element), 1, _MOST)
                        case "numRestart":
                            count.restart = value(element) or count.restart
            if count.restart == "eachSect" and not first:
                count.last = 0
            if count.restart == "eachPage" and first:
                self.found.append(
                    Diagnostic("word-note-pages", f"{kind}s", "numbered through: a Word file does not say where its pages end")
                )


def _properties(source: Element | None, kind: str) -> Sequence[Element]:
    element = child(source, f"{kind}Pr")
    return list(element) if element is not None else []


def note_elements(root: Element | None, kind: str) -> Mapping[str, Element]:
    """The notes in a part, by their names; the lines that part them from the text left out."""
    found: dict[str, Element] = {}
    for element in root if root is not None else ():
        if local(element) == kind and value(element, "type") not in _SEPARATORS:
            found.setdefault(f"{kind} {value(element, 'id') or ''}", element)
    return found


def without_mark(text: Text, marker: str) -> tuple[Text, bool]:
    """The text of a note without the marker that was typed at its beginning, and whether there was one: '1 See …' -> 'See …'."""
    rest = text.words.removeprefix(marker)
    if rest == text.words or (rest and not rest[0].isspace() and marker.isalnum()):
        return text, False
    return text.slice(len(marker)), True
