"""Who cites whom: every mention in the archive with what it means and where it lands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from builder.anchors import Anchored, Unit, UnitKind
from builder.diagnostics import Diagnostic
from builder.linking.mentions import find_mentions
from builder.linking.resolve import Meaning, Outcome, resolve_mention, speaker_of
from builder.symbols import sort_key, symbol_from_path, symbol_path, with_letters, without_letters

__all__ = ["Citation", "Graph", "Reference", "link_archive"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation: where it is printed, what it means, and where that is held.

    `start` and `end` are code points in the words of the unit at `anchor`, `text` the words there. `target` is the canonical symbol meant,
    None where it is ambiguous or unresolved. `pinpoint` is the place in the target that is named with it, as printed ('paragraphs 5 to 7',
    'annex II'), '' where none is. `document` and `document_language` are the held document it lands on: the target, or the
    composite document it is a part of. `target_anchor` is the anchor in that document, `covers` all its anchors that are meant, in order,
    of which `target_anchor` is the first: those of a range, or of a composite's part.
    """

    symbol: str
    language: str
    anchor: str
    start: int
    end: int
    text: str
    target: str | None
    target_anchor: str | None
    outcome: Outcome
    reason: str
    document: str | None = None
    document_language: str | None = None
    pinpoint: str = ""
    covers: tuple[str, ...] = ()

    @property
    def cites_itself(self) -> bool:
        """Whether the document names itself."""
        return self.symbol in (self.target, self.document)


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that is cited but not held, with its citations in order; `title` is '' where what cites it does not tell."""

    symbol: str
    cited_by: tuple[Citation, ...]
    title: str = ""


@dataclass(frozen=True)
class Graph:
    """All citations of an archive, looked up from either end."""

    references: tuple[Reference, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    _cites: Mapping[tuple[str, str], Mapping[str, tuple[Citation, ...]]] = field(default_factory=dict, repr=False)
    _cited: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict, repr=False)
    _cited_at: Mapping[str, Mapping[str, tuple[Citation, ...]]] = field(default_factory=dict, repr=False)

    def citations_in(self, symbol: str, language: str) -> Mapping[str, tuple[Citation, ...]]:
        """The citations in a document by the anchor of their unit, in order and apart from each other; units without any are left out."""
        return self._cites.get((symbol, language), {})

    def cited_by(self, symbol: str) -> tuple[Citation, ...]:
        """The citations of a document, held or not, by other documents; those of its parts included."""
        return self._cited.get(symbol, ())

    def cited_at(self, symbol: str) -> Mapping[str, tuple[Citation, ...]]:
        """The citations of the held document's own anchors ('op11', 'annex', 's2'), by other documents and by itself, in order."""
        return self._cited_at.get(symbol, {})


def link_archive(documents: Sequence[Anchored]) -> Graph:
    """Find and resolve the citations of all documents. They are read in the order given, which is that of the results."""
    holdings = _Holdings(documents)
    cites: dict[tuple[str, str], dict[str, tuple[Citation, ...]]] = {}
    cited: dict[str, list[Citation]] = defaultdict(list)
    elsewhere: dict[str, list[Citation]] = defaultdict(list)
    for document in documents:
        own: dict[str, tuple[Citation, ...]] = {}
        for unit in document.units:
            if unit.kind is UnitKind.FORMULA:
                continue  # it has no address
            if citations := tuple(_citations(document, unit, holdings)):
                own[unit.anchor] = citations
        cites[document.resolution.symbol, document.resolution.language] = own
        for citation in (citation for group in own.values() for citation in group):
            if citation.cites_itself or citation.target is None:
                continue
            if citation.document is not None:
                cited[citation.document].append(citation)
            elif not holdings.holds_path(path := symbol_path(citation.target)):
                elsewhere[path].append(citation)
    # By path, since the lettered parts of the old sessions share one address.
    references = [Reference(symbol_from_path(path), tuple(citations)) for path, citations in elsewhere.items()]
    references.sort(key=lambda reference: sort_key(reference.symbol))
    by_target = {symbol: tuple(citations) for symbol, citations in cited.items()}
    by_target |= {reference.symbol: reference.cited_by for reference in references}
    return Graph(tuple(references), (), cites, by_target, _by_anchor(cites))


def _by_anchor(cites: Mapping[tuple[str, str], Mapping[str, tuple[Citation, ...]]]) -> dict[str, dict[str, tuple[Citation, ...]]]:
    """The citations of each held document by the anchors they cover."""
    found: dict[str, dict[str, list[Citation]]] = defaultdict(lambda: defaultdict(list))
    for own in cites.values():
        for citation in (citation for group in own.values() for citation in group):
            for anchor in citation.covers:
                if citation.document is not None:
                    found[citation.document][anchor].append(citation)
    return {symbol: {anchor: tuple(citations) for anchor, citations in anchors.items()} for symbol, anchors in found.items()}


def _citations(document: Anchored, unit: Unit, holdings: _Holdings) -> Iterable[Citation]:
    resolution, words = document.resolution, unit.text.words
    mentions = find_mentions(unit.text)
    if not mentions:
        return
    speaker = speaker_of(resolution, document.scopes.get(unit.scope))
    for mention in mentions:
        meaning = resolve_mention(mention, speaker)
        if meaning.symbol is None and mention.governor is None and mention.address is None:
            continue  # a fraction, a season, a number of something else
        landing = holdings.find(meaning, resolution.language)
        yield Citation(
            symbol=resolution.symbol,
            language=resolution.language,
            anchor=unit.anchor,
            start=mention.start,
            end=mention.end,
            text=words[mention.start : mention.end],
            target=meaning.symbol,
            target_anchor=landing.anchor if landing else None,
            outcome=meaning.outcome or (Outcome.HELD if landing else Outcome.EXTERNAL),
            reason=meaning.reason.value,
            document=landing.symbol if landing else None,
            document_language=landing.language if landing else None,
            covers=(landing.anchor,) if landing and landing.anchor else (),
        )


@dataclass(frozen=True, slots=True)
class _Landing:
    symbol: str
    language: str
    anchor: str | None


class _Holdings:
    """What the archive holds, by the symbols under which it may be cited."""

    def __init__(self, documents: Sequence[Anchored]) -> None:
        self._languages: dict[str, list[str]] = defaultdict(list)
        self._places: dict[str, tuple[str, str | None]] = {}
        parts: dict[str, tuple[str, str | None]] = {}
        for document in documents:
            symbol = document.resolution.symbol
            self._languages[symbol].append(document.resolution.language)
            self._places[symbol] = symbol, None
            if not document.resolution.parts:
                continue
            bare = without_letters(symbol)
            parts.setdefault(bare, (symbol, None))
            for part in document.resolution.parts:
                anchor = part.letter.lower()
                if named := with_letters(symbol, part.letter):
                    parts[named] = symbol, anchor if document.scopes.get(anchor) == "part" else None
        self._places = parts | self._places  # a document of its own comes before a part of another
        self._paths = {symbol_path(symbol) for symbol in self._languages}

    def find(self, meaning: Meaning, language: str) -> _Landing | None:
        """Where the symbol meant is held: in the given language, else in the first it is held in."""
        if meaning.symbol is None:
            return None
        # A lettered part of an old session stands in the document without a letter.
        place = self._places.get(meaning.symbol) or self._places.get(self._same_path(meaning.symbol))
        if place is None:
            return None
        languages = self._languages[place[0]]
        return _Landing(place[0], language if language in languages else languages[0], place[1])

    def holds_path(self, path: str) -> bool:
        """Whether a held document has this path, so that no reference page can."""
        return path in self._paths

    @staticmethod
    def _same_path(symbol: str) -> str:
        return symbol_from_path(symbol_path(symbol))
