"""Are GRETA's and the other official reference values printed again, when they are typed in through the pages as they stand?"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from confirming import confirmed, read
from lawyering import text
from litigation_app.gate.official import queries
from litigation_app.statistics.official import queries as shelves
from litigation_app.statistics.official.figures import of_release

pytestmark = pytest.mark.thorough

PAGE = "/publishing/official/"
ClientAs = Callable[[str], Any]

GRETA = {
    "country": "ME", "year": "2020", "series": "GRETA", "known": "", "title": "GRETA, third report on Montenegro",
    "address": "https://www.infobalkans.com/2021/06/02/montenegro-urged-compensate-human-trafficking-victims",
    "published_on": "2. 6. 2021.", "retrieved_on": "26. 11. 2026.", "first_day": "", "last_day": "",
}  # fmt: skip


@pytest.fixture
def typist(make: Any, client_as: ClientAs) -> Any:
    return client_as(make.analyst())


@pytest.fixture
def checker(make: Any, client_as: ClientAs) -> Any:
    return client_as(make.coordinator())


def typed(app: Flask, draft: str, asked: dict[str, str | None]) -> dict[str, str]:
    """What the form sends: the lines in their order, blank where nothing was asked of them."""
    with app.app_context():
        row = queries.get(UUID(draft.rsplit("/", 1)[1]))
        lines, said = queries.lines(row), {"row_version": str(row.row_version)}
    for place, line in enumerate(lines):
        name = f"{line.measure}|{line.unit}|{line.breakdown}"
        said |= {f"lines-{place}-value": asked.get(name) or "", f"lines-{place}-confidence": "high"}
        if name in asked and asked[name] is None:
            said[f"lines-{place}-is_absent"] = "y"
    return said


def published(app: Flask, typist: Any, checker: Any, source: dict[str, str], asked: dict[str, str | None]) -> None:
    """Typed in line by line, handed over, checked."""
    draft = str(typist.post(PAGE, source).headers["Location"]).removesuffix("/figures")
    for name in asked:
        there = typist.get(f"{draft}/figures").get_data(as_text=True)
        if f'value="{name}"' in there:
            answer = typist.post(f"{draft}/lines", typed(app, draft, asked) | {"what": name})
            assert answer.status_code == 303, text(answer)
    for path, person, said in (
        (f"{draft}/figures", typist, typed(app, draft, asked)),
        (f"{draft}/handing-over", typist, {}),
        (f"{draft}/approval", checker, {}),
    ):
        answer = person.post(path, said | read(person, path))
        assert answer.status_code == 303, text(answer)


def figures(app: Flask, country: str) -> dict[tuple[str, str, str], str]:
    with app.app_context():
        found = shelves.latest(app.extensions["shelf"], app.extensions["trusted_keys"], country)
    assert found is not None
    return {
        (one.key.measure, one.key.breakdown, one.key.period.year): "–" if one.value is None else f"{one.value:f}"
        for one in of_release(found)
    }


def test_gretas_montenegro_stands_as_nine_claims_no_award_and_nine_referred(
    app: Flask, typist: Any, checker: Any
) -> None:
    asked: dict[str, str | None] = {
        "identified_victims|PERSON|_T": "39",
        "property_claims|CLAIM|filed": "9",
        "property_claims|CLAIM|granted": "0",
        "property_claims|CLAIM|referred_to_civil": "9",
        "recovery_periods|PERSON|granted": None,
    }

    published(app, typist, checker, GRETA, asked)

    found = figures(app, "ME")
    assert found["identified_victims", "_T", "2020"] == "39"
    assert [found["property_claims", part, "2020"] for part in ("filed", "granted", "referred_to_civil")] == [
        "9",
        "0",
        "9",
    ]
    assert found["recovery_periods", "granted", "2020"] == "–"
    page = " ".join(re.sub(r"<[^>]+>", " ", text(typist.get("/official/?country=ME"))).split())
    assert re.search(r"Claims granted by the criminal court, percent of those filed .*2020 GRETA 0 / 9 0\b", page)
    assert re.search(r"Claims sent to a civil court, percent of those filed .*2020 GRETA 9 / 9 100\b", page)
    assert "GRETA, third report on Montenegro" in page
    assert "suppressed" not in page.replace("Nothing is suppressed", "")


def test_the_shares_that_astra_printed_stay_as_they_were_printed(app: Flask, typist: Any, checker: Any) -> None:
    typist.post(f"{PAGE}shipped")
    with app.app_context():
        [serbia] = [one.id for one in queries.drafts() if one.country == "RS"]
    assert confirmed(checker, f"{PAGE}{serbia}/approval").status_code == 303

    found = figures(app, "RS")

    assert [found["conviction_share_percent", "judgments", year] for year in ("2013", "2014", "2015")] == [
        "76",
        "59",
        "48",
    ]
    sentences = [found["sentence_distribution_percent", part, "2015"] for part in ("under_3y", "3_to_5y", "over_5y")]
    assert sentences == ["5", "84", "11"]
    bands = [found["proceedings_duration_share_percent", part, "2019"] for part in ("up_to_1y", "1_to_3y", "over_3y")]
    assert bands == ["56", "19", "25"]
    assert found["first_instance_duration_months", "mean", "2015"] == "28"
    assert found["compensation_awarded", "civil__final", "2014"] == "1000000"


def test_every_official_reference_value_of_the_catalogue_is_among_the_figures(
    app: Flask, typist: Any, checker: Any
) -> None:
    typist.post(f"{PAGE}shipped")
    with app.app_context():
        drafts = {one.country: one.id for one in queries.drafts()}
    for country in ("ME", "BA"):
        assert confirmed(checker, f"{PAGE}{drafts[country]}/approval").status_code == 303

    montenegro, bosnia = figures(app, "ME"), figures(app, "BA")

    assert montenegro["property_claims", "filed", "_2020"] == "9"  # GRETA-ME-2021-claims
    assert montenegro["property_claims", "granted", "_2020"] == "0"  # GRETA-ME-2021-awards
    assert bosnia["identified_victims", "_T", "2017_2021"] == "306"  # GRETA-BA-2017-2021
