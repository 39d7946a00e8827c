"""What a mention means: one document, or none with the reason why not. Nothing is guessed; a wrong link is worse than none.

In order: a full symbol means itself; of a number, the printed words decide the body (the one named before it, else the citing document's
own), and a printed date and the time of the citing document must fit; the source's link is a second opinion, heard where the words leave
a doubt, and must agree with the number. The letter of a part is the printed one, since the United Nations' links drop it, and none where
none is printed. What "Ibid." and "that resolution" mean is in `context.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from builder.linking.eras import can_be, years_of
from builder.linking.forms import Form, Mention
from builder.linking.governors import Governor, Noun, bodies, short_name_series
from builder.model import Kind, Organ, Resolution
from builder.symbols import canonical_symbol, symbol_facts, with_letters

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
    ALONE = "only this body can have the number"
    DATE = "only this body can have the number with its date"
    NEAREST = "of the bodies that can have the number, this one was named last"
    COUNCIL = "only the Security Council numbers its resolutions so"
    YEAR_SLIP = "the Security Council's number is printed with the year next to its own"
    TREATY = "the number in the Treaty Series is printed"
    NAME = "the instrument is named"
    IBID = "“Ibid.” is what the note before cites"
    AGAIN = "it was cited just before"
    PLACE = "a place in this document is named"
    LINK = "the source's link says so"
    LINK_CORRECTED = "the number is printed, its series is from the source's link to another number"
    SEVERAL = "several bodies have such a number"
    OTHER_BODY = "the body named before the number is not one whose symbols are known"
    NO_BODY = "no body is known that has such a number"
    IMPOSSIBLE = "no such number can have been adopted by then"
    SEVERAL_BEFORE = "several documents were cited just before"


# The series in which an organ writes its own resolutions.
_OWN = {Organ.GENERAL_ASSEMBLY: "A", Organ.SECURITY_COUNCIL: "S", Organ.ECOSOC: "E", Organ.HUMAN_RIGHTS_COUNCIL: "A/HRC"}
_FORMS = {
    "A": (Form.SESSION, Form.ROMAN),
    "A/HRC": (Form.SESSION,),
    "E": (Form.YEAR, Form.ROMAN),
    "E/CN.4": (Form.YEAR,),
    "S": (Form.COUNCIL, Form.BARE),
    "UNEP/EA": (Form.SESSION,),
    "E/ESCAP": (Form.SESSION,),
    "HSP/HA": (Form.SESSION,),
}
# Whose number it is where neither the speaker nor a body named before can have it.
_USUAL = {Form.SESSION: ("A",), Form.ROMAN: ("A",)}
# Where nobody is known to speak, any of these.
_ANY = {Form.SESSION: ("A", "A/HRC"), Form.YEAR: ("E", "E/CN.4"), Form.ROMAN: ("A", "E")}
_CODES = {Noun.RESOLUTION: "RES", Noun.DECISION: "DEC", Noun.STATEMENT: "PRST"}
_LIKE_YEARS = range(1990, 2040)  # in a text of others than the Security Council, "resolution 2020" may be of that year


@dataclass(frozen=True)
class Speaker:
    """Who cites: the series of the citing text's body ('A'; None where it is not known), and the last year it can speak of.

    `quoted` is true for annexes of the Economic and Social Council, in which others speak: a number without a body may be anybody's.
    """

    series: str | None
    year: int
    quoted: bool = False


@dataclass(frozen=True)
class Meaning:
    """The canonical symbol meant and why; without a symbol, the outcome is ambiguous or unresolved."""

    symbol: str | None
    reason: Reason

    @property
    def outcome(self) -> Outcome | None:
        """What it is where no symbol was found; None where one was, since only the archive knows whether it is held."""
        if self.symbol is not None:
            return None
        return Outcome.AMBIGUOUS if self.reason in (Reason.SEVERAL, Reason.SEVERAL_BEFORE) else Outcome.UNRESOLVED


def speaker_of(resolution: Resolution, scope: str | None) -> Speaker:
    """Who speaks in a scope ('part', 'draft', 'annex', None for the document itself): in a council's draft, the Assembly."""
    series = _OWN.get(resolution.organ)
    if scope == "draft" and resolution.organ is Organ.ECOSOC:
        series = "A"
    quoted = scope == "annex" and resolution.organ is Organ.ECOSOC
    if resolution.adopted and re.fullmatch(r"\d{4}-\d\d-\d\d", resolution.adopted):
        return Speaker(series, int(resolution.adopted[:4]), quoted)
    years = years_of(resolution.symbol)
    return Speaker(series, years[1] if years else 9999, quoted)


def resolve_mention(mention: Mention, speaker: Speaker) -> Meaning:
    """What the mention means where this speaker prints it."""
    if mention.form is Form.SYMBOL:
        assert mention.symbol is not None
        return Meaning(_refined(mention.symbol, mention.address), Reason.SYMBOL)
    if mention.form is Form.TREATY:
        return Meaning(mention.symbol, Reason.TREATY)
    if mention.form is Form.WORDS:
        assert mention.address is not None
        lettered = with_letters(mention.address, mention.letters) if mention.letters else None
        return Meaning(lettered or mention.address, Reason.LINK)
    printed = _from_words(mention, speaker)
    if mention.address is None or _is_period(mention):
        return printed
    agreed = _from_address(mention, mention.address)
    if agreed is not None and not (printed.symbol and _overrules(mention, printed, agreed, speaker)):
        return Meaning(agreed, Reason.LINK)
    if printed.symbol is not None:
        return printed
    corrected = _corrected(mention, mention.address)
    if corrected is not None and can_be(corrected, mention.date, speaker.year):
        return Meaning(corrected, Reason.LINK_CORRECTED)
    return printed


def _is_period(mention: Mention) -> bool:
    """Whether the number is two years, "the period 2017/18", on which the source may have put a link all the same."""
    if mention.governor is not None or mention.form is not Form.YEAR:
        return False
    return int(mention.number) == (int(mention.session) + 1) % 100


def _overrules(mention: Mention, printed: Meaning, agreed: str, speaker: Speaker) -> bool:
    """Whether the printed words are surer than a link that has the number: they name the body, or the link's cannot be."""
    own = mention.governor is not None and mention.governor.its
    sure = printed.reason in (Reason.BODY, Reason.COUNCIL) or own or mention.form is Form.BARE
    return sure or not can_be(agreed, mention.date, speaker.year)


# --- from the printed words -------------------------------------------------------------------------------------------------


def _from_words(mention: Mention, speaker: Speaker) -> Meaning:
    governor = mention.governor
    if mention.form is Form.COUNCIL and (governor is None or governor.noun is Noun.RESOLUTION):
        return _council(mention, governor)
    if governor is None:
        return _dated(mention, speaker)
    if governor.other:
        return Meaning(None, Reason.OTHER_BODY)
    if governor.noun is Noun.STATEMENT:
        symbol = canonical_symbol(f"S/PRST/{mention.session}/{mention.number}") if mention.form is Form.YEAR else None
        fits_time = symbol is not None and can_be(symbol, mention.date, speaker.year)
        return Meaning(symbol, Reason.COUNCIL) if fits_time else Meaning(None, Reason.IMPOSSIBLE)
    if governor.series is None and governor.short_name is None:
        return _unnamed(governor, mention, speaker)
    series = governor.series or short_name_series(governor.short_name or "", mention.form.value)
    symbol = _symbol(series, governor.noun, mention) if series else None
    if symbol is None:
        return Meaning(None, Reason.NO_BODY)
    return Meaning(symbol, Reason.BODY) if _fits(symbol, mention, speaker) else Meaning(None, Reason.IMPOSSIBLE)


def _council(mention: Mention, governor: Governor | None) -> Meaning:
    """The Security Council's 'number (year)': both fit each other in no other way, so that no noun is needed."""
    if governor is not None and (governor.other or governor.series not in (None, "S")):
        return Meaning(None, Reason.IMPOSSIBLE)
    symbol = _symbol("S", Noun.RESOLUTION, mention)
    if symbol is not None:
        return Meaning(symbol, Reason.COUNCIL)
    own = canonical_symbol(f"S/RES/{mention.number}") if governor is not None else None
    if own is not None and abs(int(mention.session) - (symbol_facts(own).year or 0)) == 1:
        return Meaning(own, Reason.YEAR_SLIP)
    return Meaning(None, Reason.IMPOSSIBLE)


def _dated(mention: Mention, speaker: Speaker) -> Meaning:
    """A number that no noun governs, by its date: '78/177 of 19 December 2023' can only be the Assembly's."""
    if mention.date is None or mention.form is not Form.SESSION or speaker.quoted:
        return Meaning(None, Reason.NO_BODY)
    possible = _possible(_ANY[mention.form], Noun.RESOLUTION, mention, speaker)
    return Meaning(possible[0], Reason.DATE) if len(possible) == 1 else Meaning(None, Reason.NO_BODY)


def _unnamed(governor: Governor, mention: Mention, speaker: Speaker) -> Meaning:
    """A number whose body is not printed with it: the speaker's own, or of a body named before."""
    earlier = [
        series for name in governor.earlier if (series := short_name_series(name, mention.form.value) or (name if name in _FORMS else None))
    ]
    own: tuple[str, ...] = (speaker.series,) if speaker.series else _ANY.get(mention.form, ())
    if governor.its and speaker.series and (found := _possible(own, governor.noun, mention, speaker)):
        return Meaning(found[0], Reason.OWN)
    if mention.form is Form.BARE and speaker.series != "S":
        own, earlier = (), [] if int(mention.number) in _LIKE_YEARS else earlier[:1]
    possible = _possible((*own, *earlier), governor.noun, mention, speaker)
    usual = () if governor.its or speaker.quoted else _USUAL.get(mention.form, ())
    possible = possible or _possible(usual, governor.noun, mention, speaker)
    if len(possible) == 1:
        is_own = speaker.series is not None and possible[0] == _symbol(speaker.series, governor.noun, mention)
        return Meaning(possible[0], Reason.OWN if is_own else Reason.ALONE)
    if possible:
        nearest = _possible(earlier[:1], governor.noun, mention, speaker)
        if nearest and governor.near:
            return Meaning(nearest[0], Reason.NEAREST)
        return Meaning(None, Reason.SEVERAL)
    some = any(_symbol(series, governor.noun, mention) for series in (*own, *earlier, *usual))
    return Meaning(None, Reason.IMPOSSIBLE if some else Reason.NO_BODY)


def _possible(fits: Iterable[str], noun: Noun, mention: Mention, speaker: Speaker) -> list[str]:
    """The symbols that the number can be in these series, in their order."""
    symbols = dict.fromkeys(symbol for series in fits if (symbol := _symbol(series, noun, mention)))
    return [symbol for symbol in symbols if _fits(symbol, mention, speaker)]


def _fits(symbol: str, mention: Mention, speaker: Speaker) -> bool:
    """Whether the symbol fits the time. 'number (session)' is sure without its date, since only some numbers are of a session."""
    return can_be(symbol, None if mention.form is Form.ROMAN else mention.date, speaker.year)


def _symbol(series: str, noun: Noun, mention: Mention) -> str | None:
    """The symbol of this number in the series; None where the series has no such number."""
    if mention.form not in _FORMS.get(series, ()):
        return None
    letters = f" {mention.letters}" if mention.letters else ""
    code = f"{series}/{_CODES[noun]}"
    if mention.form is Form.BARE:
        return canonical_symbol(f"{code}/{mention.number}") if noun is Noun.RESOLUTION else None
    if mention.form in (Form.ROMAN, Form.COUNCIL):
        return canonical_symbol(f"{code}/{mention.number}{letters} ({mention.session})")
    known, number = bodies(), int(mention.number)
    if noun is Noun.DECISION and mention.session.isdigit() and number < known["first_decisions"].get(series, 1):
        return None
    if noun is Noun.RESOLUTION and number > known["last_resolutions"].get(series, number) and not mention.date:
        return None  # with its date it is credible: A/RES/56/509 of 8 July 2002
    if mention.session.isdigit() and int(mention.session) > known["last_sessions"].get(series, int(mention.session)):
        return None
    if series in known["symbols"]:
        return (
            canonical_symbol(known["symbols"][series].format(session=mention.session, number=number)) if noun is Noun.RESOLUTION else None
        )
    return canonical_symbol(f"{code}/{mention.session}/{mention.number}{letters}")


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
