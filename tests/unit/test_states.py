"""Lists of States as the records print them."""

import pytest

from builder.reading.states import proper_case, split_names


@pytest.mark.parametrize(
    ("prose", "names"),
    [
        ("Costa Rica and Mexico]", ["Costa Rica", "Mexico"]),
        ("Chile, Trinidad and Tobago and Viet Nam", ["Chile", "Trinidad and Tobago", "Viet Nam"]),
        ("Benin, Bolivia (Plurinational State of) and Cuba", ["Benin", "Bolivia (Plurinational State of)", "Cuba"]),
        (
            "United Kingdom of Great Britain and Northern Ireland and United States of America",
            ["United Kingdom of Great Britain and Northern Ireland", "United States of America"],
        ),
        (
            "Chile, the Dominican Republic and Cuba (on behalf of the Group of 77 and China)",
            ["Chile", "Dominican Republic", "Cuba (on behalf of the Group of 77 and China)"],
        ),
        ("submitted by the Chair, Japan, and others", ["submitted by the Chair, Japan, and others"]),
        ("", []),
    ],
)
def test_names_in_a_list(prose: str, names: list[str]) -> None:
    assert list(split_names(prose)) == names


@pytest.mark.parametrize(
    ("capitals", "proper"),
    [
        ("BOLIVIA (PLURINATIONAL STATE OF)", "Bolivia (Plurinational State of)"),
        ("CÔTE D'IVOIRE", "Côte d’Ivoire"),
        ("TIMOR-LESTE", "Timor-Leste"),
        ("DEMOCRATIC REPUBLIC OF THE CONGO", "Democratic Republic of the Congo"),
        ("HIV/AIDS", "HIV/AIDS"),
        ("Viet Nam", "Viet Nam"),
    ],
)
def test_names_in_capitals(capitals: str, proper: str) -> None:
    assert proper_case(capitals) == proper
