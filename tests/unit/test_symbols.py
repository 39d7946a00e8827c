"""Symbols: one spelling, one path, one official address. Rows are cases; the properties walk the closed grammars."""

from __future__ import annotations

import itertools
import random
import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.labels import to_roman
from builder.model import Kind, Organ
from builder.symbols import (
    canonical_symbol,
    official_url,
    series_name,
    series_prefixes,
    sort_key,
    symbol_facts,
    symbol_from_address,
    symbol_from_path,
    symbol_path,
)

# canonical, path, other spellings
SPELLINGS = [
    (
        "A/RES/74/166",
        "A/RES/74/166",
        ["a/res/74/166", "A/ RES/74/166", "A//RES/74/166.", "A/Res/74/166", "A/RES/74/166*", "A%2FRES%2F74%2F166"],
    ),
    ("A/RES/75/290 B", "A/RES/75/290B", ["A/RES/75/290b", "A/RES/75/290B", "A/RES/75/290  b"]),
    ("A/RES/74/250 A-B", "A/RES/74/250A-B", ["A/RES/74/250a-b", "A/RES/74/250 A–B", "A/RES/74/250 A and B"]),
    ("A/RES/47/54 A-F", "A/RES/47/54A-F", ["A/RES/47/54 A to F"]),
    ("A/RES/53/77 AA", "A/RES/53/77AA", ["A/RES/53/77aa"]),
    ("A/RES/ES-11/1", "A/RES/ES-11/1", ["a/res/es-11/1"]),
    ("A/RES/S-13/2", "A/RES/S-13/2", []),
    ("A/RES/217 (III)", "A/RES/217(III)", ["A/RES/217(iii)", "a/res/217 (III)", "A/RES/217%20(III)"]),
    ("A/RES/3201 (S-VI)", "A/RES/3201(S-VI)", ["A/RES/3201(s-vi)"]),
    ("A/RES/2252 (ES-V)", "A/RES/2252(ES-V)", []),
    ("A/DEC/76/416", "A/DEC/76/416", []),
    ("A/DEC/77/512 B", "A/DEC/77/512B", []),
    ("A/DEC/76/553 A and B", "A/DEC/76/553A-B", ["A/DEC/76/553 A-B"]),
    ("A/DEC/76/553 A to C", "A/DEC/76/553A-C", []),
    ("S/RES/1325 (2000)", "S/RES/1325(2000)", ["S/RES/1325(2000)", "S/Res/1325 (2000", "s/res/1325 (2000)", "S/RES/1325"]),
    ("S/PRST/2013/16", "S/PRST/2013/16", ["S/PRST/2013/16;"]),
    ("S/PRST/2000/27/Corr.1", "S/PRST/2000/27/Corr.1", ["S/PRST/2000/27/CORR.1"]),
    ("S/2023/506", "S/2023/506", ["[S/2023/506]"]),
    ("S/12345", "S/12345", []),
    ("S/PV.7813", "S/PV.7813", []),
    ("S/Agenda/8979", "S/Agenda/8979", ["S/AGENDA/8979"]),
    ("S/C.3/32/Rev.1/Corr.1", "S/C.3/32/Rev.1/Corr.1", []),
    ("E/RES/2016/6", "E/RES/2016/6", ["e/res/2016/6"]),
    ("E/RES/2021/2 B", "E/RES/2021/2B", ["E/RES/2021/2b"]),
    ("E/RES/1503 (XLVIII)", "E/RES/1503(XLVIII)", []),
    ("E/RES/1915 (ORG-75)", "E/RES/1915(ORG-75)", []),
    ("E/CN.4/Sub.2/1993/29", "E/CN.4/Sub.2/1993/29", ["E/CN.4/SUB.2/1993/29"]),
    ("A/HRC/RES/16/18", "A/HRC/RES/16/18", ["A/hrc/RES/16/18"]),
    ("A/HRC/RES/S-21/1", "A/HRC/RES/S-21/1", []),
    ("A/77/6 (Sect. 3)/Add.1", "A/77/6(Sect.3)/Add.1", ["A/77/6(sect.3)/add.1", "A/77/6 (Sect.3) /Add.1"]),
    ("A/77/6 (Sect. 29A)", "A/77/6(Sect.29A)", []),
    ("A/74/6 (Income sect. 1)", "A/74/6(Incomesect.1)", ["A/74/6 (Income Sect.1)"]),
    ("A/77/6 (Plan outline)", "A/77/6(Planoutline)", ["A/77/6 (PLAN OUTLINE)"]),
    ("NPT/CONF.2000/28 (Parts I and II)", "NPT/CONF.2000/28(PartsIandII)", ["NPT/CONF.2000/28(PartsIandII)"]),
    ("NPT/CONF.1995/32 (Part I)/Corr.2", "NPT/CONF.1995/32(PartI)/Corr.2", []),
    ("A/76/49 (Vol. II)", "A/76/49(Vol.II)", ["A/76/49(vol.ii)"]),
    ("A/77/PV.56 (Resumption 1)", "A/77/PV.56(Resumption1)", []),
    ("A/48/42", "A/48/42", ["A/48/42(supp)", "A/48/42 (SUPP)"]),
    ("A/63/538", "A/63/538", ["A/63/538-E/2009/4", "A/63/538–E/2009/4"]),
    ("ISBA/25/A/10", "ISBA/25/A/10", ["ISBA/25/A/10-ISBA/25/C/31"]),
    ("A/C.6/64/SR.1-28/Corrigendum", "A/C.6/64/SR.1-28/Corrigendum", []),
    ("ICCD/COP(14)/23/Add.1", "ICCD/COP(14)/23/Add.1", ["ICCD/COP (14)/23/Add.1"]),
    ("UNEP/EA.5/Res.14", "UNEP/EA.5/Res.14", ["UNEP/EA.5/RES.14"]),
    ("UNEP/OzL.Pro.28/12", "UNEP/OzL.Pro.28/12", []),
    ("CCW/AP.II/CONF.23/6", "CCW/AP.II/CONF.23/6", []),
    ("CD/2229", "CD/2229", []),
    ("GC.18/INF/4", "GC.18/INF/4", []),
    ("UNTS/1577/27531", "UNTS/1577/27531", []),
    ("UNTS/1/XVI", "UNTS/1/XVI", ["unts/1/xvi"]),
    ("A/CONF.151/26/Rev.1 (Vol. I)", "A/CONF.151/26/Rev.1(Vol.I)", []),
]

NO_SYMBOLS = [
    "", "/", "(", "A", "A/", "A/RES", "S/RES/", "T/PCCs", "and/or", "9/11", "1/2", "A/H1N1",
    "A/RES/٧٤/١٦٦", "S/٢٠٢٣/٥٠٦", "A/7²/1", "A/77/6 (Sect. ٣)", "FCCC/CP(٣)/1",
    "A/C.2", "A/CONF.157", "UNEP/OzL.Pro.28", "A/H5N1 influenza", "74/166", "217 A (III)",
    "A/RES/5/1", "A/RES/30/2", "A/RES/S-6/1", "A/RES/2008 (LX)",
    "A/RES/217 (IIII)", "A/RES/514 (XV)", "A/RES/335 (S-VI)", "A/RES/707 (XXII)", "E/RES/574 (XXVII)", "E/RES/337 (S-VII)",
     "A/RES/74", "A/RES/74/166/7", "A/RES/74/166/Part",
    "S/RES/1325 (2001)", "S/2023/506 (2023)", "A/74/23 (III)", "S/RES/2312 (2106)", "S/RES/2244 (pp.4)", "E/RES/1960/3",
    "A/RES/../../etc/passwd", "A/../74/1",
    "XYZ/12/3", "A/77/6 (Nonsense 3)",
    "A/74/1<script>", "https://docs.un.org/en/A/RES/74/166",
]  # fmt: skip


@pytest.mark.parametrize(("canonical", "path", "others"), SPELLINGS, ids=[row[0] for row in SPELLINGS])
def test_each_spelling_has_one_canonical_form_and_one_path(canonical: str, path: str, others: list[str]) -> None:
    assert {canonical_symbol(printed) for printed in (canonical, path, *others)} == {canonical}
    assert symbol_path(canonical) == path
    assert symbol_from_path(path) == canonical


@pytest.mark.parametrize("words", NO_SYMBOLS)
def test_what_is_no_full_symbol_is_refused(words: str) -> None:
    assert canonical_symbol(words) is None
    with pytest.raises(ValueError, match="no "):
        symbol_path(words)
    with pytest.raises(ValueError, match="no "):
        symbol_from_path(words)
    assert official_url(words, "en") is None


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        ("A/RES/217 A (III)", "A/RES/217(III)"),
        ("A/RES/3411 A-B (XXX)", "A/RES/3411(XXX)"),
        ("E/RES/663 D (XXIV)", "E/RES/663(XXIV)"),
    ],
)
def test_old_sessions_drop_the_letter_in_the_path_as_the_un_does(symbol: str, path: str) -> None:
    assert canonical_symbol(symbol) == symbol
    assert symbol_path(symbol) == path


OFFICIAL = [
    ("A/RES/74/166", "en", "https://docs.un.org/en/A/RES/74/166"),
    ("A/RES/74/166", "fr", "https://docs.un.org/fr/A/RES/74/166"),
    ("A/RES/74/166", "de", "https://docs.un.org/en/A/RES/74/166"),
    ("S/RES/1325 (2000)", "en", "https://docs.un.org/en/S/RES/1325(2000)"),
    ("A/RES/217 A (III)", "en", "https://docs.un.org/en/A/RES/217(III)"),
    ("A/RES/74/250 A-B", "en", "https://docs.un.org/en/A/RES/74/250A-B"),
    ("UNTS/1577/27531", "en", "https://treaties.un.org/doc/Publication/UNTS/Volume%201577/v1577.pdf"),
    ("UNTS/1/XVI", "en", "https://www.un.org/en/about-us/un-charter/full-text"),
    ("UNTS/1/XVI", "fr", "https://www.un.org/fr/about-us/un-charter/full-text"),
    ("UNTS/1/XVI", "de", "https://www.un.org/en/about-us/un-charter/full-text"),
    ("CBD/COP/DEC/15/4", "es", "https://www.cbd.int/doc/decisions/cop-15/cop-15-dec-04-es.pdf"),
    ("CBD/COP/DEC/15/5", "en", None),
    ("A/DEC/76/416", "en", None),
    ("E/DEC/2000/288", "en", None),
]


@pytest.mark.parametrize(("symbol", "language", "address"), OFFICIAL)
def test_official_address(symbol: str, language: str, address: str | None) -> None:
    assert official_url(symbol, language) == address


@pytest.mark.parametrize("canonical", [row[0] for row in SPELLINGS])
def test_official_addresses_are_percent_encoded_and_lead_back(canonical: str) -> None:
    address = official_url(canonical, "en")
    if address is None or canonical.startswith("UNTS"):
        return
    assert re.fullmatch(r"https://docs\.un\.org/en/[A-Za-z0-9/.()%-]+", address)
    assert unquote(urlsplit(address).path) == f"/en/{symbol_path(canonical)}"
    assert symbol_from_address(address) == canonical


ADDRESSES = [
    ("https://undocs.org//en/A/RES/217 (III)", "A/RES/217 (III)"),
    ("http://undocs.org/S/RES/2282(2016", "S/RES/2282 (2016)"),
    ("https://undocs.org/sp/A/67/53/Corr.2", "A/67/53/Corr.2"),
    ("https://undocs.org/a/76/3", "A/76/3"),
    ("https://docs.un.org/fr/A/RES/53/199#page=2", "A/RES/53/199"),
    (" https://undocs.org/en/A/RES/2200%20(XXI) ", "A/RES/2200 (XXI)"),
    ("https://www.undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F77%2F232&Language=E", "A/RES/77/232"),
    ("http://www.un.org/ga/search/view_doc.asp?symbol=S/PRST/2010/25", "S/PRST/2010/25"),
    ("file:///C:/MSWDocs/_3Final/2414 (2018)", None),
    ("https://en.wikipedia.org/wiki/A/RES/74/166", None),
    ("https://example.org/search?symbol=A/RES/74/166", None),
    ("https://undocs.org.example.org/en/A/RES/74/166", None),
    ("https://undocs.org/en/3202 (S-VI)", None),
    ("javascript:alert(1)//undocs.org/en/A/RES/74/1", None),
    ("http://[::1/A/RES/74/1", None),
    ("", None),
]


@pytest.mark.parametrize(("address", "symbol"), ADDRESSES)
def test_only_addresses_of_un_documents_name_a_symbol(address: str, symbol: str | None) -> None:
    assert symbol_from_address(address) == symbol


GA, SC, ECOSOC, HRC, OTHER = Organ.GENERAL_ASSEMBLY, Organ.SECURITY_COUNCIL, Organ.ECOSOC, Organ.HUMAN_RIGHTS_COUNCIL, Organ.OTHER
FACTS = [
    ("A/RES/74/250 A-B", GA, "A/RES", "74", None, "250 A-B", Kind.RESOLUTION),
    ("A/RES/217 A (III)", GA, "A/RES", "3", None, "217 A", Kind.RESOLUTION),
    ("A/RES/3201 (S-VI)", GA, "A/RES", "S-6", None, "3201", Kind.RESOLUTION),
    ("A/RES/ES-11/1", GA, "A/RES", "ES-11", None, "1", Kind.RESOLUTION),
    ("A/DEC/76/553 A and B", GA, "A/DEC", "76", None, "553 A and B", Kind.DECISION),
    ("S/RES/1325 (2000)", SC, "S/RES", None, 2000, "1325", Kind.RESOLUTION),
    ("S/PRST/2013/16", SC, "S/PRST", None, 2013, "16", Kind.PRESIDENTIAL_STATEMENT),
    ("S/2023/506", SC, "S", None, 2023, "506", None),
    ("S/12345/Add.1", SC, "S", None, None, "12345/Add.1", None),
    ("E/RES/2016/6", ECOSOC, "E/RES", "2016", 2016, "6", Kind.RESOLUTION),
    ("E/RES/1503 (XLVIII)", ECOSOC, "E/RES", "48", None, "1503", Kind.RESOLUTION),
    ("E/CN.4/2005/102", ECOSOC, "E/CN.4", "2005", 2005, "102", None),
    ("A/HRC/RES/S-21/1", HRC, "A/HRC/RES", "S-21", None, "1", Kind.RESOLUTION),
    ("A/HRC/54/79", HRC, "A/HRC", "54", None, "79", None),
    ("A/77/6 (Sect. 3)/Add.1", GA, "A", "77", None, "6 (Sect. 3)/Add.1", None),
    ("A/C.3/74/L.26", GA, "A/C.3", "74", None, "L.26", None),
    ("A/5700", GA, "A", None, None, "5700", None),
    ("E/CN.4/RES/2005/80", ECOSOC, "E/CN.4/RES", "2005", 2005, "80", Kind.RESOLUTION),
    ("FCCC/CP/2015/10/Add.1", OTHER, "FCCC/CP", None, 2015, "10/Add.1", None),
    ("UNTS/1577/27531", OTHER, "UNTS", None, None, "1577/27531", None),
]


@pytest.mark.parametrize("row", FACTS, ids=[row[0] for row in FACTS])
def test_facts(row: tuple[str, Organ, str, str | None, int | None, str, Kind | None]) -> None:
    facts = symbol_facts(row[0])
    assert (facts.symbol, facts.organ, facts.series, facts.session, facts.year, facts.number, facts.kind) == row


def test_security_council_numbers_know_their_year() -> None:
    years = [symbol_facts(f"S/RES/{number}").year for number in range(1, 2800)]
    assert years == sorted(years)
    assert [years[n - 1] for n in (1, 15, 16, 132, 133, 242, 1325, 2721, 2722)] == [1946, 1946, 1947, 1959, 1960, 1967, 2000, 2023, 2024]
    assert canonical_symbol("S/RES/2999 (2031)") == "S/RES/2999 (2031)"


def test_symbols_sort_as_people_count() -> None:
    ordered = [
        "A/77/6", "A/77/10", "A/RES/1 (I)", "A/RES/217 A (III)", "A/RES/3541 (XXX)", "A/RES/31/1", "A/RES/74/9", "A/RES/74/10",
        "A/RES/74/10 A",
        "A/RES/100/1", "A/RES/3201 (S-VI)", "A/RES/S-8/1", "A/RES/S-10/1", "A/RES/2252 (ES-V)", "A/RES/ES-11/1", "S/PRST/1999/30",
        "S/PRST/2013/2", "S/PRST/2013/16", "S/RES/9 (1946)", "S/RES/10 (1946)", "S/RES/1325 (2000)",
    ]  # fmt: skip
    assert sorted(random.Random(7).sample(ordered, len(ordered)), key=sort_key) == ordered


def test_series_have_names() -> None:
    assert series_name("CD/2229") == "Conference on Disarmament"
    assert series_name("A/HRC/RES/16/18") == "Human Rights Council"
    assert {"A", "S", "E", "A/HRC"} - set(series_prefixes()) == {"A/HRC"}


def test_every_old_session_exhaustively() -> None:
    for series, last in (("A/RES", 30), ("E/RES", 63)):
        for session in range(1, 70):
            numeral = to_roman(session).upper()
            numbers = [number for number in range(1, 3542, 5) if canonical_symbol(f"{series}/{number} ({numeral})")]
            assert bool(numbers) == (session <= last)
            if numbers:
                symbol = f"{series}/{numbers[0]} ({numeral})"
                assert canonical_symbol(symbol.lower()) == symbol
                assert symbol_facts(symbol).session == str(session)


def test_an_old_number_belongs_to_one_session_or_its_neighbour() -> None:
    sessions = [to_roman(session).upper() for session in range(1, 31)]
    for number in range(1, 3542, 7):
        fits = [place for place, numeral in enumerate(sessions) if canonical_symbol(f"A/RES/{number} ({numeral})")]
        assert 1 <= len(fits) <= 2
        assert fits[-1] - fits[0] == len(fits) - 1


SEPARATORS = ["", " ", "-", " and ", " to "]


def test_every_part_letter_exhaustively() -> None:
    for first, separator, last in itertools.product("ABZ", SEPARATORS[2:], "BCZ"):
        if first < last:
            assert canonical_symbol(f"A/RES/75/253 {first}{separator}{last}") == f"A/RES/75/253 {first}-{last}"


@given(st.text())
def test_any_text_at_all_is_read_without_error(text: str) -> None:
    symbol_from_address(text)
    for words in (text, f"A/{text}", f"A/RES/74/{text}", f"https://undocs.org/{text}"):
        symbol_from_address(words)
        symbol = canonical_symbol(words)
        if symbol is not None:
            assert canonical_symbol(symbol) == symbol


@given(st.text(alphabet="ASERC/ 0123456789.()IVXa-bSHN%2F…", max_size=24))
def test_paths_are_safe_and_lead_back(text: str) -> None:
    symbol = canonical_symbol(f"A/{text}")
    if symbol is None:
        return
    path = symbol_path(symbol)
    assert re.fullmatch(r"[A-Za-z0-9]+(?:/[A-Za-z0-9][A-Za-z0-9.()-]*)+", path)
    assert symbol_path(symbol_from_path(path)) == path
    sort_key(symbol)
