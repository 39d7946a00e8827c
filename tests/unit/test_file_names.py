"""What the names of files spell: one of each pattern that the United Nations uses."""

from __future__ import annotations

import pytest

from builder.reading.file_names import name_agrees, symbol_in_name

SPELLED = {
    "74_166.xml": "A/RES/74/166",
    "75_100_E.xml": "A/RES/75/100",
    "75_274_F.xml": "A/RES/75/274",
    "75_251_B_E.xml": "A/RES/75/251 B",
    "75_290 A_E.xml": "A/RES/75/290 A",
    "75_101A-B_E.xml": "A/RES/75/101 A-B",
    "A_RES_78_10-2323443E.xml": "A/RES/78/10",
    "A_RES_76_146-2119184E_reissue.xml": "A/RES/76/146",
    "A_RES_76_146-2119184E-reissue.xml": "A/RES/76/146",
    "A_RES_77_100_2228447E.xml": "A/RES/77/100",
    "A_RES_78_183A-2325990E.xml": "A/RES/78/183 A",
    "A_RES_75_253 C-2108992E.xml": "A/RES/75/253 C",
    "A_RES_77_264 A-C-2300152E.xml": "A/RES/77/264 A-C",
    "A_RES_78_253AC-2400000E.xml": "A/RES/78/253 A-C",
    "A_RES_ES-11_1-2204067E.xml": "A/RES/ES-11/1",
    "A_RES_78_10.txt": "A/RES/78/10",
    "A-RES-74-166.txt": "A/RES/74/166",
    "A_RES_78_323.en.txt": "A/RES/78/323",
    "A_HRC_RES_54_15E.xml": "A/HRC/RES/54/15",
    "A_HRC_RES_57_18R.xml": "A/HRC/RES/57/18",
    "E_RES_2021_20-2110314E.xml": "E/RES/2021/20",
    "E_RES_2023_4_E.xml": "E/RES/2023/4",
    "S_RES_2504 (2020)-2000407E.xml": "S/RES/2504 (2020)",
    "S_RES_2612 (2021)_E.xml": "S/RES/2612 (2021)",
    "SC_2561_2021-E.xml": "S/RES/2561 (2021)",
    "S_RES_0621_1988_EN_GOLD.txt": "S/RES/621 (1988)",
    "S_RES_2768 (2025).en.txt": "S/RES/2768 (2025)",
    "S_PRST_2020_11.xml": "S/PRST/2020/11",
    "S_PRST_2010_11_0-1042948E.xml": "S/PRST/2010/11",
    "S_PRST_2000_27_Corr.1-0060049E.xml": "S/PRST/2000/27/Corr.1",
    "S_2023_506-2321344E.xml": "S/2023/506",
    "GA decision 77_512 B_E.xml": "A/DEC/77/512 B",
    "GA decision_76_553_E.xml": "A/DEC/76/553",
    "GA decision 76_416 A and B_E.xml": "A/DEC/76/416 A and B",
    "S_RES_1285_N0023963.xml": "S/RES/1285 (2000)",
    "S_RES_2133_1421793e.xml": "S/RES/2133 (2014)",
    "N1741597.docx": None,
    "resolution.xml": None,
    "": None,
}


@pytest.mark.parametrize(("name", "symbol"), SPELLED.items())
def test_what_a_name_spells(name: str, symbol: str | None) -> None:
    assert symbol_in_name(name) == symbol


@pytest.mark.parametrize(
    ("name", "symbol", "agrees"),
    [
        ("74_166.xml", "A/RES/74/166", True),
        ("74_250.xml", "A/RES/74/250 A-B", True),
        ("S_RES_1285_N0023963.xml", "S/RES/1285 (2000)", True),
        ("S_RES_1285_N0023963.xml", "S/RES/128 (2000)", False),
        ("A_HRC_RES_55_16E.xml", "A/HRC/RES/55/15", False),
        ("S_PRST_2007_22-0739405E.xml", "S/RES/1626 (2005)", False),
        ("GA decision 77_512 B_E.xml", "A/DEC/77/512", False),
        ("A_RES_77_118C.xml", "A/RES/77/118 C", True),
        ("A_RES_77_118C.xml", "A/RES/77/118", True),
        ("N1741597.docx", "A/RES/72/63", None),
    ],
)
def test_whether_a_name_agrees(name: str, symbol: str, agrees: bool | None) -> None:
    assert name_agrees(name, symbol) is agrees
