"""Is a partner's bundle refused, in the reader's words, that gives away by its totals what it withholds?"""

from collections.abc import Collection
from typing import Any

import pytest
from flask import Flask

from bundled import bundle, packed
from keyed_partners import PAGE, ClientAs, acts, sent, there, trusted
from lawyering import text
from litigation_app.statistics.releases import RowOut, TableOut

pytestmark = pytest.mark.thorough


def by_sex(hidden: Collection[tuple[str, str]]) -> list[TableOut]:
    """Persons of two years by sex, three men in 2031 among them; `hidden`: what is withheld."""
    values = {("2030", "F"): 20, ("2030", "M"): 12, ("2030", "N"): 30}
    values |= {("2031", "F"): 20, ("2031", "M"): 3, ("2031", "N"): 30}
    values |= {(year, "_T"): sum(values[year, code] for code in "FMN") for year in ("2030", "2031")}
    rows = [RowOut(codes, None if codes in hidden else value) for codes, value in values.items()]
    return [TableOut("cohort_sex", "Invented", "PERSON", "victim", ("YEAR", "SEX"), rows)]


BARE = {("2031", "M")}
SAFE = {(year, code) for year in ("2030", "2031") for code in "FM"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "and is one of few people: “Persons by sex”, 2031."),
        ("sr-Cyrl", "„Особе према полу“, 2031."),
    ],
)
def test_a_hidden_number_that_its_own_totals_give_away_is_refused_with_its_place(
    language: str, sentence: str, app: Flask, make: Any, client_as: ClientAs
) -> None:
    trusted(app, make)
    analyst = client_as(make.analyst())
    analyst.post("/language", {"language": language, "next": PAGE})

    answer = sent(analyst, packed(bundle(first=2030, last=2031, tables=by_sex(BARE))))

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert there(app) == []
    assert "take_bundle" not in acts(app)


def test_one_whose_hidden_numbers_stay_unsure_is_taken(app: Flask, make: Any, client_as: ClientAs) -> None:
    trusted(app, make)

    assert (
        sent(client_as(make.analyst()), packed(bundle(first=2030, last=2031, tables=by_sex(SAFE)))).status_code == 303
    )
