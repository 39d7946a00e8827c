"""The symbol that the name of a file spells.

The United Nations names the files of its documents in some fifty-five ways, none of them by rule. So a name never decides what a
document is, its masthead does; a name only bears witness where two files claim one symbol, or one claims none.
"""

from __future__ import annotations

import re

from builder.symbols import canonical_symbol

__all__ = ["name_agrees", "symbol_in_name"]

# 74_166.xml, A_RES_78_10-2323443E.xml, S_RES_1285_N0023963.xml, SC_2561_2021-E.xml, GA decision 76_407 B_E.xml, 75_100_E_reissue.xml
_SUFFIX = re.compile(r"(?:\.(?:xml|txt|ya?ml|en|fr|es|ru|ar|zh))+\Z|[-_ ]?reissue\Z|_GOLD\Z", re.IGNORECASE)
_JOB_NUMBER = re.compile(r"[-_ ](?:N\d{7}|\d{7})[A-Z]?\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[-_ ](?:[ACEFRS]|EN|FR|ES|RU|AR|ZH)\Z", re.IGNORECASE)
_GLUED_LANGUAGE = re.compile(r"(?<=\d)[ACEFRS]\Z")  # or the letter of a part
_SERIES = (
    (re.compile(r"GA decision[ _]", re.IGNORECASE), "A/DEC/"),
    (re.compile(r"SC_(?=\d)"), "S/RES/"),
    (re.compile(r"(?=\d+_\d)"), "A/RES/"),
)
_COUNCIL = re.compile(r"S/RES/0*(\d+)(?:/| ?\()(\d{4})\)?\Z")
_STATEMENT = re.compile(r"(S/PRST/\d{4}/\d+)(?:/\d+)+\Z")  # S_PRST_2010_11_0: the last number means nothing
_HYPHENS = re.compile(r"(?<=\d)-(?=\d)|(?<=\b[AES])-(?=HRC|RES|DEC|PRST)|(?<=HRC|RES|DEC)-|(?<=PRST)-")  # A-RES-74-166, not ES-11
_RUN_TOGETHER = re.compile(r"(\d) ?([A-Z])([A-Z])\Z")  # A_RES_78_253AC: parts A to C


def symbol_in_name(file_name: str) -> str | None:
    """The canonical symbol that the name spells, None where it spells none."""
    return next((symbol for spelling in _spellings(file_name) if (symbol := canonical_symbol(spelling))), None)


def name_agrees(file_name: str, symbol: str) -> bool | None:
    """Whether the name spells this symbol, as far as it goes (74_250.xml holds A/RES/74/250 A-B); None where it spells nothing."""
    spelled = [found for spelling in _spellings(file_name) if (found := canonical_symbol(spelling))]
    return any(symbol == found or symbol.startswith(f"{found} ") for found in spelled) if spelled else None


def _spellings(file_name: str) -> list[str]:
    """What the name may spell, the likelier first: 'A_RES_77_118C.xml' is 77/118 in Chinese or part C of it."""
    stem = _SUFFIX.sub("", _SUFFIX.sub("", file_name))
    if _JOB_NUMBER.search(stem):  # the language is part of it
        return [_spelling(_JOB_NUMBER.sub("", stem))]
    if _LANGUAGE.search(stem):
        return [_spelling(_LANGUAGE.sub("", stem))]
    return [_spelling(_GLUED_LANGUAGE.sub("", stem)), _spelling(stem)]


def _spelling(stem: str) -> str:
    for pattern, series in _SERIES:
        if pattern.match(stem):
            stem = series + pattern.sub("", stem, count=1)
            break
    spelling = _HYPHENS.sub("/", stem.replace("_", "/").strip())
    spelling = _COUNCIL.sub(r"S/RES/\1 (\2)", spelling)
    spelling = _STATEMENT.sub(r"\1", spelling)
    return re.sub(r"/(?=[A-Z]\Z)", " ", _RUN_TOGETHER.sub(r"\1 \2-\3", spelling))
