"""Is a partner's bundle refused, in the reader's words, that gives away what it withholds, or whose neighbour nobody can read?"""

from collections.abc import Collection
from typing import Any

import pytest
from flask import Flask

from bundled import PartnerKey, bundle, packed
from keyed_partners import PAGE, ClientAs, acts, sent, there, trusted
from lawyering import text
from litigation_app.gate.partners import queries
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


def test_beside_one_that_does_not_hold_nothing_of_the_organisation_is_taken(
    app: Flask, make: Any, client_as: ClientAs
) -> None:
    """Nobody can say which years it printed: the same could come again."""
    trusted(app, make)
    trusted(app, make, seed=8, organisation="izmišljena  makedonija")
    analyst, first = client_as(make.analyst()), bundle()
    sent(analyst, packed(first))
    with app.app_context():
        folder = queries.place(app.extensions["partner_releases"], PartnerKey(7).public_key()) / first.id
    whole = (folder / "README.txt").read_bytes()
    (folder / "README.txt").write_bytes(whole + b"x")

    again = sent(analyst, packed(bundle(title="Another")))
    by_another_key = sent(analyst, packed(bundle(seed=8, first=2023, last=2023)))
    (folder / "README.txt").write_bytes(whole)
    mended = sent(analyst, packed(bundle(seed=8, first=2023, last=2023)))

    for answer in (again, by_another_key):
        assert answer.status_code == 422
        assert f"“{first.title}” of the same organisation lies here and failed verification" in text(answer)
    assert mended.status_code == 303
