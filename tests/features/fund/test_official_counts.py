"""An estimate on official figures: offered, made, and said whose they are, for each country."""

import json
import re
from dataclasses import replace

import pytest

from editions import contents, printed
from estimating import asked, estimate
from lawyering import text
from litigation_app.statistics import releases
from litigation_app.statistics.official import queries
from litigation_app.statistics.releases.official import Vintage
from officials import newest, publish_shipped

pytestmark = pytest.mark.thorough

SERIES = "TIP reports (United States), edition 1 of the official figures"


@pytest.mark.extensive
@pytest.mark.parametrize(("country", "years"), [("RS", 7), ("MK", 5), ("BA", 7), ("ME", 4)])
def test_an_estimate_on_the_shipped_official_figures(app, make, client_as, analyst, country, years):
    publish_shipped(app, analyst, client_as(make.coordinator()), country)
    edition = newest(app, country)

    form = text(analyst.get("/fund/new"))
    answer = estimate(analyst, asked(edition.id, scenario=country))
    page = text(analyst.get(answer.headers["Location"]))
    where = answer.headers["Location"].split("?")[0]
    basis, chapter = (text(analyst.get(f"{where}/{part}")) for part in ("basis", "study/4"))
    [file] = app.extensions["studies_dir"].glob("*.json")

    assert edition.id in form
    assert answer.status_code == 303
    for said in (page, basis, chapter):
        assert (
            "are those of an international body or report, published elsewhere, and not ours: Identified victims"
            in said
        )
        assert SERIES in said
        assert "own clients" not in said
    assert re.search(rf"\({edition.id}\): Identified victims, series .*published elsewhere.*state\.gov", basis, re.S)
    stored = json.loads(file.read_bytes())
    assert stored["releases"] == {"trafficking": edition.id}
    assert len(stored["high"]["counts"]["trafficking"]) == years


def an_edition_on_the_shelf(app, figures, number=1, before=""):
    said = replace(contents("RS", figures), vintage=Vintage(number, before))
    return releases.write(app.extensions["shelf"], said, app.extensions["release_signer"]).name


@pytest.mark.extensive
def test_an_estimate_on_one_year_of_the_press_says_above_its_figures_that_they_rest_on_no_counts(app, analyst):
    edition = an_edition_on_the_shelf(app, [printed("2019", 39, "MEDIA")])

    page = text(analyst.get(estimate(analyst, asked(edition)).headers["Location"]))

    few = "rests on the limits of the computation (its grid) and not on counts. With one or two years it is drastically so"
    assert page.index(few) < page.index("Six figures")
    assert "are those of the press, published elsewhere, and not ours" in page
    assert "There is 1 year of counts; one year in a hundred" in page


@pytest.mark.extensive
def test_an_estimate_on_another_series_than_the_last_one_of_its_scenario_says_so(app, analyst):
    tip = [printed(str(year), 30 + year % 7) for year in range(2015, 2022)]
    centre = [printed(str(year), 60, "CPTV") for year in range(2018, 2025)]
    edition = an_edition_on_the_shelf(app, [*tip, *centre[:6]])
    first = estimate(analyst, asked(edition))
    scenario = text(analyst.get("/fund/scenarios/RS"))

    second = estimate(analyst, asked(an_edition_on_the_shelf(app, [*tip, *centre], 2, edition)))

    pages = [text(analyst.get(one.headers["Location"])) for one in (first, second)]
    assert ["are of another series than in the last estimate" in page for page in pages] == [False, True]
    assert "Also possible: TIP reports (United States) (2015, 2016" in pages[1]
    assert "Official figures that an estimate would take" in scenario
    assert "release:RS/identified_victims/CPTV" in scenario


def test_a_series_can_be_chosen_in_the_form_of_a_scenario(app, analyst):
    copy = analyst.post("/fund/scenarios/RS/copies", {"name": "On the Centre's"}).headers["Location"].split("?")[0]
    page = text(analyst.get(f"{copy}/parts/victims"))

    assert 'name="frequency-0-release"' in page
    assert 'value="release:RS/identified_victims"' in page


def test_only_the_newest_edition_of_a_country_is_offered_and_another_country_s_is_refused(
    app, make, client_as, analyst
):
    publish_shipped(app, analyst, client_as(make.coordinator()), "RS")
    edition = newest(app, "RS")

    page = text(analyst.get("/fund/new"))
    answer = analyst.post("/fund/", asked(edition.id, scenario="BA"))

    with app.app_context():
        assert len(queries.vintages(app.extensions["shelf"], app.extensions["trusted_keys"], "RS")) == 1
    assert page.count(f'value="{edition.id}"') == 1
    assert answer.status_code == 422
    assert "does not speak of the country" in text(answer)
