"""What went before: the meaning of "Ibid." in footnotes and of "that resolution" in a text, in one pass in document order.

What a note cites is remembered even where it is nothing known, so that a later "Ibid." cannot jump over it to something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from builder.anchors import Unit, UnitKind
from builder.linking.forms import Form, Mention
from builder.linking.governors import Surroundings
from builder.linking.mentions import find_mentions
from builder.linking.resolve import Meaning, Reason, Speaker, resolve_mention
from builder.symbols import symbol_facts
from builder.text import MarkKind, Text

__all__ = ["Trail", "Understood"]

# How "Ibid." goes on where it stands for the whole of what was cited, not only for its series ("Ibid., Supplement No. 53 (A/74/53)").
_SAME_SOURCE = re.compile(
    r"\.?,? ?(?:$|[;)]|and (?=paras?\.|annex)|(?:chaps?|paras?|sects?|arts?|pp?|op)\."
    r"|annex|appendix|part\b|paragraph|section|article|rule\b)"
)
_IBID = re.compile(r"(?:See |see )?[Ii]bid\b")
# A source that has no symbol: what follows it in the note is not what "Ibid." stands for.
_PUBLICATION = re.compile(r"Sales No\.|ISBN")
_WORK = re.compile(r"(?:/Corr\.\d+)+$| \([^()]*\)(?=/|$)")
_CALL_REACH = 200  # characters before the call of a note that lead to it


@dataclass(frozen=True, slots=True)
class Understood:
    """A mention with what it means."""

    mention: Mention
    meaning: Meaning


@dataclass
class Trail:
    """What went before in one document; `callers` are its texts by the footnote markers they call."""

    callers: Mapping[str, Text]
    _meant: dict[str, tuple[Understood, ...]] = field(default_factory=dict)
    _note: tuple[str, ...] = ()
    _record: str | None = None

    @classmethod
    def of(cls, texts: Iterable[Text]) -> Trail:
        """The trail at the beginning of a document with these texts."""
        callers: dict[str, Text] = {}
        for text in texts:
            if text.marks:
                for marker in text.calls:
                    callers.setdefault(marker, text)
        return cls(callers)

    def understand(self, unit: Unit, text: Text, speaker: Speaker) -> tuple[Understood, ...]:
        """The mentions in the unit with what they mean to this speaker; those that repeat nothing known are left out.

        The units of a document come in order; `text` is that of the unit as it is read.
        """
        note = unit.kind is UnitKind.FOOTNOTE
        repeats = note and _IBID.match(text.words) is not None
        found: list[Understood] = []
        for mention in find_mentions(text, self._before_call(unit) if note else "", self._record if repeats else None):
            if mention.form is Form.IBID:
                meaning = self._ibid(unit, text.words, mention, found)
            elif mention.form is Form.AGAIN:
                meaning = self._again(unit, mention, found)
            else:
                meaning = resolve_mention(mention, speaker)
                if meaning.reason is Reason.SEVERAL:
                    meaning = _same_number(mention, found) or meaning
            if meaning is not None:
                found.append(Understood(mention, meaning))
        if note:
            self._remember(text.words, found, repeats=repeats)
        elif found:
            self._meant[unit.anchor] = tuple(found)
        return tuple(found)

    def _before_call(self, note: Unit) -> str:
        """The words that lead to the call of the note."""
        caller = self.callers.get(note.label)
        if caller is None:
            return ""
        place = next(mark.start for mark in caller.marks if mark.kind is MarkKind.CALL and mark.value == note.label)
        return caller.words[max(0, place - _CALL_REACH) : place]

    def _remember(self, words: str, found: Sequence[Understood], *, repeats: bool) -> None:
        symbols = [understood.meaning.symbol for understood in found if understood.meaning.symbol]
        self._note = () if _PUBLICATION.search(words) else tuple(dict.fromkeys(symbols))
        record = Surroundings(words).record(len(words))
        self._record = record if record is not None or not repeats else self._record

    def _ibid(self, unit: Unit, words: str, mention: Mention, found: Sequence[Understood]) -> Meaning | None:
        if not _SAME_SOURCE.match(words, mention.end):
            return None
        if found:
            before = found[-1].meaning.symbol
            return Meaning(before, Reason.IBID) if before else None
        if unit.kind is not UnitKind.FOOTNOTE or not self._note:
            return None
        works = {_WORK.sub("", symbol) for symbol in self._note}
        return Meaning(self._note[0], Reason.IBID) if len(works) == 1 else Meaning(None, Reason.SEVERAL_BEFORE)

    def _again(self, unit: Unit, mention: Mention, found: Sequence[Understood]) -> Meaning | None:
        """What "that resolution" is: the one cited last before it in the unit, else the only one in the chapeau above."""
        own = [understood for understood in found if _is_a(understood, mention.number)]
        if own:
            last, others = own[-1], own[:-1]
            governor = last.mention.governor
            # The last of a list is not meant alone: "resolutions 1/1 and 1/2 … that resolution".
            listed = governor is not None and governor.plural and any(other.mention.governor is governor for other in others)
            return Meaning(None, Reason.SEVERAL_BEFORE) if listed else Meaning(last.meaning.symbol, Reason.AGAIN)
        above = [understood for understood in self._meant.get(unit.parent or "", ()) if _is_a(understood, mention.number)]
        symbols = {understood.meaning.symbol for understood in above}
        return Meaning(symbols.pop(), Reason.AGAIN) if len(symbols) == 1 else None


def _same_number(mention: Mention, found: Sequence[Understood]) -> Meaning | None:
    """What the number meant where it stood before, with its body."""
    number = mention.number, mention.session
    same = (
        each.meaning.symbol for each in reversed(found) if (each.mention.number, each.mention.session) == number and each.meaning.symbol
    )
    symbol = next(same, None)
    return Meaning(symbol, Reason.AGAIN) if symbol else None


def _is_a(understood: Understood, noun: str) -> bool:
    """Whether a resolution (or a decision) was meant."""
    symbol = understood.meaning.symbol
    return symbol is not None and symbol_facts(symbol).kind == noun
