"""From one document's words to its citations: mentions, what they mean, where they land in what is held, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.anchors import Anchored, Unit, UnitKind
from builder.diagnostics import Diagnostic
from builder.linking.checks import check_citation
from builder.linking.citation import Citation
from builder.linking.context import Trail, Understood
from builder.linking.gloss import Gloss, gloss
from builder.linking.holdings import Holdings, Landing
from builder.linking.instruments import find_instruments
from builder.linking.landing import land
from builder.linking.pinpoints import Base, Pinpoint, find_pinpoints
from builder.linking.resolve import Meaning, Outcome, Reason, speaker_of
from builder.text import MarkKind, Text

__all__ = ["Linked", "link_document", "link_with_findings"]


_DRAFT = re.compile(r"(?:Annex\W*)?draft resolution\b", re.IGNORECASE)  # "Annex — Draft Resolution" or a heading below it


@dataclass(frozen=True, slots=True)
class Linked:
    """The citations of a document by the anchor of their unit, in order and apart from each other, and what was found odd in them.

    `meant` are the symbols that were looked for in what is held: where another document comes to bear one, this is to be linked again.
    """

    citations: Mapping[str, tuple[Citation, ...]]
    diagnostics: tuple[Diagnostic, ...]
    meant: frozenset[str]


def link_document(document: Anchored, holdings: Holdings) -> Mapping[str, tuple[Citation, ...]]:
    """The citations in the document by the anchor of their unit, in order and apart from each other; units without any are left out."""
    return link_with_findings(document, holdings).citations


def link_with_findings(document: Anchored, holdings: Holdings) -> Linked:
    """The citations in the document, and the diagnostics of those that cannot be as they are printed."""
    citations: dict[str, tuple[Citation, ...]] = {}
    diagnostics: list[Diagnostic] = []
    glossed = [_Glossed(unit, gloss(unit.text, document.resolution.language)) for unit in document.units]
    linker = _Linker(document, holdings, glossed)
    trail = Trail.of(each.read for each in glossed)
    speakers = {scope: speaker_of(document.resolution, scope) for scope in (None, *document.scopes.values())}
    for unit in glossed:
        if unit.printed.kind is UnitKind.FORMULA:
            continue  # it has no address
        speaker = speakers[document.scopes.get(unit.printed.scope)]
        understood = trail.understand(unit.printed, unit.read, speaker)
        if found := linker.citations(unit, understood):
            citations[unit.printed.anchor] = found
        for each in understood:
            printed = unit.words(each.mention.start, each.mention.end)
            diagnostics += check_citation(document, unit.printed.anchor, printed, each, linker.landing(each.meaning))
    return Linked(citations, tuple(diagnostics), linker.meant)


@dataclass(frozen=True, slots=True)
class _Glossed:
    """A unit as it is printed, and its gloss."""

    printed: Unit
    gloss: Gloss

    @property
    def read(self) -> Text:
        """The text as it is read: in English as far as citations need it."""
        return self.gloss.text

    @property
    def calls(self) -> list[int]:
        """Where footnotes are called."""
        return [mark.start for mark in self.printed.text.marks if mark.kind is MarkKind.CALL]

    def words(self, start: int, end: int) -> str:
        """The printed words of what is read at [start, end)."""
        start, end = self.gloss.printed(start, end)
        return self.printed.text.words[start:end]


class _Linker:
    """Makes citations of what was understood in the units of one document."""

    def __init__(self, document: Anchored, holdings: Holdings, units: Iterable[_Glossed]) -> None:
        self._document = document
        self._resolution = document.resolution
        self._holdings = holdings
        self._landings: dict[str, Landing | None] = {}
        # An annex may hold a draft resolution, in which "this resolution" is the draft.
        headings = (unit for unit in units if unit.printed.kind is UnitKind.HEADING and document.scopes.get(unit.printed.scope) == "annex")
        self._drafts = {unit.printed.scope for unit in headings if _DRAFT.match(unit.read.words)}

    @property
    def meant(self) -> frozenset[str]:
        """The symbols that were looked for in what is held."""
        return frozenset(self._landings)

    def landing(self, meaning: Meaning) -> Landing | None:
        """Where what is meant is held."""
        symbol = meaning.symbol
        if symbol is None:
            return None
        if symbol not in self._landings:
            self._landings[symbol] = self._holdings.find(symbol, self._resolution.language)
        return self._landings[symbol]

    def citations(self, unit: _Glossed, understood: Sequence[Understood]) -> tuple[Citation, ...]:
        """The citations in the unit, in order."""
        words = unit.read.words
        spans = [(each.mention.start, each.mention.end) for each in understood]
        pinpoints = find_pinpoints(words, spans)
        named = find_instruments(words, sorted([*spans, *((place.start, place.end) for place in pinpoints)]))
        if not (understood or pinpoints or named):
            return ()
        made: list[Citation] = []
        places: dict[int, list[Pinpoint]] = {}
        for pinpoint in pinpoints:
            if pinpoint.mention is None:
                made += self._own_place(unit, pinpoint)
            else:
                places.setdefault(pinpoint.mention, []).append(pinpoint)
        for number, each in enumerate(understood):
            if each.meaning.symbol is None and each.mention.governor is None and each.meaning.reason is not Reason.SEVERAL_BEFORE:
                continue  # a fraction, a season, a number of something else
            made += self._cited(unit, each, places.get(number, ()))
        for name in named:
            meaning = Meaning(name.symbol, Reason.NAME)
            made.append(self._citation(unit, (name.start, name.end), meaning, self.landing(meaning)))
        return tuple(_apart(made))

    def _own_place(self, unit: _Glossed, pinpoint: Pinpoint) -> Iterator[Citation]:
        """A place in the document itself: 'paragraph 4 above', 'annex II to the present resolution'. Nothing where it has no such place."""
        within = self._draft_around(unit.printed) if pinpoint.base is Base.PRESENT else ""
        anchors = land(self._document, pinpoint, within=within, unit=unit.printed)
        if anchors:
            meaning = Meaning(self._resolution.symbol, Reason.PLACE)
            span = pinpoint.start, pinpoint.end
            yield self._citation(unit, span, meaning, Landing(self._resolution, None), anchors, unit.words(*span))

    def _draft_around(self, unit: Unit) -> str:
        """The annex that is a draft and calls itself "this resolution" in the unit; '' where it is the document, a part or a quotation."""
        scope = unit.scope
        while scope and scope not in self._drafts:
            scope = scope.rpartition("-")[0]
        return scope

    def _cited(self, unit: _Glossed, each: Understood, pinpoints: Sequence[Pinpoint]) -> Iterator[Citation]:
        """The citation of a mention, and one for each place in it that is named and held."""
        landing = self.landing(each.meaning)
        landed: list[tuple[str, ...]] = []
        if landing is not None:
            for pinpoint in pinpoints:
                anchors = land(self._holdings.document(landing), pinpoint, within=landing.part or "")
                if anchors:
                    landed.append(anchors)
                    span = pinpoint.start, pinpoint.end
                    yield self._citation(unit, span, each.meaning, landing, anchors, unit.words(*span))
        printed = unit.words(pinpoints[0].start, pinpoints[-1].end) if pinpoints else ""
        one = landed[0] if len(landed) == len(pinpoints) == 1 else ()
        span = each.mention.start, each.mention.end
        yield self._citation(unit, span, each.meaning, landing, one, printed)

    def _citation(
        self,
        unit: _Glossed,
        span: tuple[int, int],
        meaning: Meaning,
        landing: Landing | None,
        anchors: tuple[str, ...] = (),
        pinpoint: str = "",
    ) -> Citation:
        start, end = unit.gloss.printed(*span)
        if meaning.reason is Reason.NAME:
            # A link holds no call of a footnote: of "Beijing Declaration¹ and Platform for Action²" it has the words before the first.
            end = min((call for call in unit.calls if start < call < end), default=end)
        covers = anchors or ((landing.part,) if landing and landing.part else ())
        return Citation(
            symbol=self._resolution.symbol,
            language=self._resolution.language,
            anchor=unit.printed.anchor,
            start=start,
            end=end,
            text=unit.printed.text.words[start:end],
            target=meaning.symbol,
            target_anchor=covers[0] if covers else None,
            outcome=meaning.outcome or (Outcome.HELD if landing else Outcome.EXTERNAL),
            reason=meaning.reason.value,
            document=landing.resolution.symbol if landing else None,
            document_language=landing.resolution.language if landing else None,
            pinpoint=pinpoint,
            covers=covers,
        )


def _apart(made: Sequence[Citation]) -> Iterator[Citation]:
    """The citations in order, apart from each other; where a language has the words of two in one, the first of these."""
    end = 0
    for citation in sorted(made, key=lambda citation: citation.start):
        if citation.start >= end:
            end = citation.end
            yield citation
