"""Small files of each kind, for tests that are about files and not about what is in them."""

from __future__ import annotations

from pathlib import Path

_AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="{name}">
<meta><identification><FRBRWork><FRBRdate date="2019-12-18" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p></coverPage>
<preface><p><docTitle refersTo="#resolutionTitle">A title</docTitle></p></preface>
<preamble><formula><p>The General Assembly,</p></formula></preamble>
<mainBody><paragraph><num>1.</num><content><p>{words}</p></content></paragraph></mainBody></statement></akomaNtoso>"""

_TEXT = """United Nations  {symbol}

General Assembly  Distr.: General
18 December 2019

 Resolution adopted by the General Assembly on 18 December 2019

 {number}. A title

 The General Assembly,

 1. {words}

50th plenary meeting
18 December 2019
"""


def akn_file(
    folder: Path, name: str, symbol: str, words: str = "Decides.", *, language: str = "eng", statement: str = "resolution"
) -> Path:
    """An XML file of one operative paragraph."""
    return _written(folder / name, akn_bytes(symbol, words, language=language, statement=statement))


def akn_bytes(symbol: str, words: str = "Decides.", *, language: str = "eng", statement: str = "resolution") -> bytes:
    """What such a file holds."""
    return _AKN.format(symbol=symbol, words=words, language=language, name=statement).encode()


def text_file(folder: Path, name: str, symbol: str, words: str = "Decides.") -> Path:
    """An extracted text of one operative paragraph."""
    return _written(folder / name, text_bytes(symbol, words))


def text_bytes(symbol: str, words: str = "Decides.") -> bytes:
    """What such a file holds."""
    return _TEXT.format(symbol=symbol, number=symbol.removeprefix("A/RES/"), words=words).encode()


def _written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
