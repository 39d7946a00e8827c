"""What a mention means: one document, or none with the reason why not. Nothing is guessed; a wrong link is worse than none.

In order: a full symbol means itself; of a number, the printed words decide the body (the one named before it, else the citing document's
own), and the source's link is a hint that must agree with the number; a printed date and the time of the citing document must fit.
The letter of a part is the printed one, since the United Nations' links drop it, and none where none is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from builder.linking.governors import Governor, Noun, short_name_series
from builder.linking.mentions import Form, Mention
from builder.model import Kind, Organ, Resolution
from builder.symbols import SymbolFacts, canonical_symbol, symbol_facts, with_letters

__all__ = ["Meaning", "Outcome", "Reason", "Speaker", "resolve_mention", "speaker_of"]


class Outcome(StrEnum):
    """What became of a citation: its document is in the archive; is elsewhere; may be one of several; is not known."""

    HELD = "held"
    EXTERNAL = "external"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


class Reason(StrEnum):
    """Why a mention means what it means, or nothing."""

    SYMBOL = "the full symbol is printed"
    BODY = "the body is named before the number"
    OWN = "the number is of the document's own body"
    COUNCIL = "only the Security Council numbers its resolutions so"
    LINK = "the source's link says so"
    LINK_CORRECTED = "the number is printed, its series is from the source's link to another number"
    SEVERAL = "several bodies have such a number"
    OTHER_BODY = "the body named before the number is not one whose symbols are known"
    NO_BODY = "no body is known that has such a number"
    IMPOSSIBLE = "no such number can have been adopted by then"


# The series in which an organ writes its own resolutions.
_OWN = {Organ.GENERAL_ASSEMBLY: "A", Organ.SECURITY_COUNCIL: "S", Organ.ECOSOC: "E", Organ.HUMAN_RIGHTS_COUNCIL: "A/HRC"}
_FORMS = {
    "A": (Form.SESSION, Form.ROMAN),
    "A/HRC": (Form.SESSION,),
    "E": (Form.YEAR, Form.ROMAN),
    "E/CN.4": (Form.YEAR,),
    "S": (Form.COUNCIL,),
}
_CODES = {Noun.RESOLUTION: "RES", Noun.DECISION: "DEC"}
# The Assembly numbers its resolutions of a session from 1 and has not reached 400, its decisions from 301 (later from 401 and 501).
_FIRST_ASSEMBLY_DECISION, _LAST_ASSEMBLY_RESOLUTION = 301, 400
_LAST_COMMISSION_YEAR = 2006  # the Commission on Human Rights met last in March 2006


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who cites: the series of the citing text's body ('A'; None where it is not known), and the last year it can speak of."""

    series: str | None
    year: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """The canonical symbol meant and why; without a symbol, the outcome is ambiguous or unresolved."""

    symbol: str | None
    reason: Reason

    @property
    def outcome(self) -> Outcome | None:
        """What it is where no symbol was found; None where one was, since only the archive knows whether it is held."""
        if self.symbol is not None:
            return None
        return Outcome.AMBIGUOUS if self.reason is Reason.SEVERAL else Outcome.UNRESOLVED


def speaker_of(resolution: Resolution, scope: str | None) -> Speaker:
    """Who speaks in a scope ('part', 'draft', 'annex', None for the document itself): in a council's draft, the Assembly."""
    series = _OWN.get(resolution.organ)
    if scope == "draft" and resolution.organ is Organ.ECOSOC:
        series = "A"
    if resolution.adopted and re.fullmatch(r"\d{4}-\d\d-\d\d", resolution.adopted):
        return Speaker(series, int(resolution.adopted[:4]))
    facts = symbol_facts(resolution.symbol)
    years = _years(facts)
    return Speaker(series, years[1] if years else 9999)


def resolve_mention(mention: Mention, speaker: Speaker) -> Meaning:
    """What the mention means where this speaker prints it."""
    if mention.form is Form.SYMBOL:
        assert mention.symbol is not None
        return Meaning(_refined(mention.symbol, mention.address), Reason.SYMBOL)
    if mention.form is Form.WORDS:
        assert mention.address is not None
        lettered = with_letters(mention.address, mention.letters) if mention.letters else None
        return Meaning(lettered or mention.address, Reason.LINK)
    printed = _from_words(mention, speaker)
    if mention.address is None:
        return printed
    agreed = _from_address(mention, mention.address)
    if agreed is not None and not (printed.symbol and _overrules(mention, printed, agreed, speaker)):
        return Meaning(agreed, Reason.LINK)
    if printed.symbol is not None:
        return printed
    corrected = _corrected(mention, mention.address)
    if corrected is not None and _possible(corrected, mention.date, speaker):
        return Meaning(corrected, Reason.LINK_CORRECTED)
    return printed


def _overrules(mention: Mention, printed: Meaning, agreed: str, speaker: Speaker) -> bool:
    """Whether the printed words are surer than a link that has the number: they name the body, or the link's cannot be."""
    own = mention.governor is not None and mention.governor.its
    return printed.reason is Reason.BODY or own or not _possible(agreed, mention.date, speaker)


# --- from the printed words -------------------------------------------------------------------------------------------------


def _from_words(mention: Mention, speaker: Speaker) -> Meaning:
    governor = mention.governor
    if mention.form is Form.COUNCIL and (governor is None or governor.noun is Noun.RESOLUTION):
        # Number and year fit each other in no other way, so that no noun is needed: "1820 (2008) on women and peace and security".
        symbol = _symbol("S", Noun.RESOLUTION, mention) if governor is None or governor.series in (None, "S") else None
        return Meaning(symbol, Reason.COUNCIL if symbol else Reason.IMPOSSIBLE)
    if governor is None:
        return Meaning(None, Reason.NO_BODY)
    if governor.other:
        return Meaning(None, Reason.OTHER_BODY)
    if governor.series is not None:
        fits, reason = [governor.series], Reason.BODY
    elif governor.short_name is not None:
        meant = short_name_series(governor.short_name, mention.form.value)
        fits, reason = [meant] if meant else [], Reason.BODY
    else:
        fits, reason = _unnamed(governor, mention, speaker), Reason.OWN
    symbols = [symbol for series in fits if (symbol := _symbol(series, governor.noun, mention))]
    possible = list(dict.fromkeys(symbol for symbol in symbols if _possible(symbol, mention.date, speaker)))
    if len(possible) == 1:
        return Meaning(possible[0], reason)
    if possible:
        return Meaning(None, Reason.SEVERAL)
    return Meaning(None, Reason.IMPOSSIBLE if symbols else Reason.NO_BODY)


def _unnamed(governor: Governor, mention: Mention, speaker: Speaker) -> list[str]:
    """The series that a number without a body may be of: the speaker's, and those of the bodies named before it."""
    series = [speaker.series] if speaker.series else []
    if speaker.series != "A" and mention.form is Form.ROMAN and not governor.its:
        series.append("A")
    for name in governor.earlier:
        meant = short_name_series(name, mention.form.value) or (name if name in _FORMS else None)
        if meant:
            series.append(meant)
    return list(dict.fromkeys(series))


def _symbol(series: str, noun: Noun, mention: Mention) -> str | None:
    """The symbol of this number in the series; None where the series has no such number."""
    if mention.form not in _FORMS.get(series, ()):
        return None
    letters = f" {mention.letters}" if mention.letters else ""
    code = f"{series}/{_CODES[noun]}"
    if mention.form in (Form.ROMAN, Form.COUNCIL):
        return canonical_symbol(f"{code}/{mention.number}{letters} ({mention.session})")
    number = int(mention.number)
    if series == "A" and (number < _FIRST_ASSEMBLY_DECISION if noun is Noun.DECISION else number > _LAST_ASSEMBLY_RESOLUTION):
        return None
    if series == "E/CN.4" and int(mention.session) > _LAST_COMMISSION_YEAR:
        return None
    return canonical_symbol(f"{code}/{mention.session}/{mention.number}{letters}")


def _possible(symbol: str, date: str | None, speaker: Speaker) -> bool:
    """Whether the printed date is of the symbol's time, and that not after the citing document."""
    years = _years(symbol_facts(symbol))
    if years is None:
        return True
    return years[0] <= speaker.year and (date is None or years[0] <= int(date[:4]) <= years[1])


def _years(facts: SymbolFacts) -> tuple[int, int] | None:
    """The first and last year in which the document can be of, as far as its symbol tells."""
    if facts.year is not None:
        # The Economic and Social Council's session opens in the year before.
        return facts.year - (facts.organ is Organ.ECOSOC), facts.year
    if facts.session is None or not facts.session.isdigit():
        return None
    session = int(facts.session)
    if facts.organ is Organ.GENERAL_ASSEMBLY:
        return 1945 + session, 1946 + session  # a session opens in September and may resume until the next
    if facts.organ is Organ.ECOSOC:
        return 1945 + session // 2, 1946 + session // 2  # two sessions a year, fewer at first
    if facts.organ is Organ.HUMAN_RIGHTS_COUNCIL:
        year = 2006 if session < 4 else 2007 + (session - 4) // 3  # three sessions in 2006, three a year since
        return year, year
    return None


# --- from the source's link -------------------------------------------------------------------------------------------------


def _refined(printed: str, address: str | None) -> str:
    """The printed symbol, or the address's where it says more of the same: a volume, a part, an addendum."""
    return address if address is not None and address.startswith((f"{printed} (", f"{printed}/")) else printed


def _from_address(mention: Mention, address: str) -> str | None:
    """The address's symbol with the printed letters, where its number is the printed one and the noun allows it."""
    facts = symbol_facts(address)
    number = re.match(r"\d+", facts.number)
    sessions = {facts.session, str(facts.year), _between(address)}
    same = number is not None and int(number[0]) == int(mention.number) and mention.session in sessions
    tail = re.findall(r"\d+", address)
    same = same or tail[-2:] == [mention.session, mention.number]  # UNEP/EA.5/Res.14 for '5/14'
    if not same:
        return None
    noun = mention.governor.noun if mention.governor else None
    if noun is Noun.RESOLUTION and mention.form is Form.SESSION and facts.series in ("A", "A/HRC"):
        return None  # a report that has the number of the resolution
    if noun is Noun.DECISION and facts.kind is Kind.RESOLUTION:
        series = facts.series.rsplit("/", 1)[0]
        return _symbol(series, noun, mention)
    return with_letters(address, mention.letters)


def _between(address: str) -> str:
    """What stands in brackets: 'III' in 'A/RES/217 (III)'."""
    match = re.search(r"\(([^()]*)\)$", address)
    return match[1] if match else ""


def _corrected(mention: Mention, address: str) -> str | None:
    """The printed number in the series of an address that names another."""
    facts = symbol_facts(address)
    if facts.kind is None:
        return None
    noun = mention.governor.noun if mention.governor else (Noun.DECISION if facts.kind is Kind.DECISION else Noun.RESOLUTION)
    return _symbol(facts.series.rsplit("/", 1)[0], noun, mention)
