"""Pictures and tables of a study: they stand in their chapters, say the same, and each number is the run's."""

import copy
import json
import re
from datetime import date

import pytest

from feasible import speaking
from litigation_app.advocacy.feasibility import pictures, study
from litigation_app.advocacy.feasibility import presenters as bound
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.pictures import converted
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import basis, grids
from litigation_app.statistics.fund import scenario_files, studies

pytestmark = pytest.mark.thorough

CHAPTERS_WITH = {"1": 1, "5": 1, "6": 1, "8": 4, "9": 1, "10": 4}  # pictures of a scenario with one group
UNLIKELY = 1e-9
MADE = study.Made("A host body", "Mira Analitičarka", date(2026, 11, 26))


@pytest.fixture(scope="module")
def rs() -> dict[str, object]:
    found = studies.run_file(scenario_files.FOLDER / "rs.toml", None, paths=2000, seed=3)
    return json.loads(json.dumps(found))


def chapters(result) -> dict[str, documents.Chapter]:
    with speaking("en"):
        document = study.study(Bound(result), scenario="x = 1", digest="a" * 64, made=MADE)
    return {chapter.number: chapter for chapter in document.chapters}


def said(chapter: documents.Chapter) -> str:
    return " ".join(documents.words(documents.Document("", "", "en", (), (chapter,))))


def table(chapter: documents.Chapter, title: str) -> documents.Table:
    [found] = [part for part in chapter.parts if isinstance(part, documents.Table) and part.title.startswith(title)]
    return found


def test_each_chapter_has_its_pictures(rs) -> None:
    found = {
        number: sum(isinstance(part, documents.Picture) for part in chapter.parts)
        for number, chapter in chapters(rs).items()
    }

    assert {number: many for number, many in found.items() if many} == CHAPTERS_WITH


def test_the_caseload_says_what_was_counted_and_what_it_foretells(rs) -> None:
    rows = table(chapters(rs)["5"], "Victims counted").rows

    [ahead] = rs["depth"]["ahead"]
    assert rows[:2] == (("2015", "36"), ("2016", "49"))
    assert [value for _name, value in rows[-4:]] == [
        f"{ahead['mean']:.1f}",
        f"{ahead['levels']['0.5']}",
        f"{ahead['levels']['0.05']}–{ahead['levels']['0.95']}",
        f"{ahead['levels']['0.01']}–{ahead['levels']['0.99']}",
    ]
    assert rows[-3][0] == "By the model: the middle of all years"
    [drawn] = [part for part in chapters(rs)["5"].parts if isinstance(part, documents.Picture)]
    assert "a year to come: the middle, nine in ten" in drawn.svg


@pytest.mark.parametrize(("chance", "verdict"), [(UNLIKELY, "the years truly differ."), (0.4, "nothing says")])
def test_the_test_of_dispersion_is_one_plain_sentence(rs, chance: float, verdict: str) -> None:
    result = copy.deepcopy(rs)
    result["high"]["dispersion"]["trafficking"]["p"] = chance

    text = said(chapters(result)["5"])

    assert text.count("Chance alone would make the counts") == 1
    assert verdict in text


def test_other_caps_stand_beside_the_one_assumed(rs) -> None:
    shape = rs["depth"]["awards"][0]
    with speaking("en"):
        rate = Bound(rs).rate / 1000

    found = table(chapters(rs)["6"], "The mean award under other caps")

    assert found.title.endswith("thousand RSD")
    assert len(found.rows) == len(shape["by_cap"])
    assert [cap for cap, _mean, _cut in found.rows if "this estimate" in cap] == ["1,170 (this estimate)"]
    with speaking("en"):
        assert found.rows[0][1] == grids.amount(rate * shape["by_cap"][0]["mean"])


def test_the_line_of_the_map_is_said_in_words(rs) -> None:
    result = copy.deepcopy(rs)
    result["depth"]["heatmap"]["contour"][0] = 55_500.0

    text = said(chapters(result)["8"])

    with speaking("en"):
        assert f"a yearly budget of {grids.amount(55_500.0 * Bound(rs).rate)}{bound.NBSP}RSD" in text
    assert "keeps the chance of running out at 1.0" in text


def test_shares_of_the_uncertainty_have_a_table_of_their_own(rs) -> None:
    rows = table(chapters(rs)["9"], "Which uncertain assumption").rows

    assert len(rows) == len(rs["depth"]["sobol"])
    first, *_others = rs["depth"]["sobol"]
    keys = ("first", "first_margin", "total", "total_margin")
    assert rows[0][1:] == tuple(f"{100 * first[key]:.1f}{bound.NBSP}%" for key in keys)


def test_this_estimate_stands_among_the_schemes_abroad(rs) -> None:
    here, first = table(chapters(rs)["10"], "Schemes abroad").rows[:2]

    assert here[2] == f"{rs['first_year']}–{rs['first_year'] + rs['horizon'] - 1}", (
        "the office and what comes back are of all years"
    )
    assert here[3] == f"5,200{bound.NBSP}EUR in prices of {rs['price_year']}"
    assert here[5] == f"25.0–72.0{bound.NBSP}%"
    assert first[0] == "Netherlands"


@pytest.mark.parametrize("groups", [1, 2])
def test_on_the_page_the_mean_award_says_whose_it_is_and_in_which_prices(rs, groups: int) -> None:
    result = {**rs, "depth": {**rs["depth"], "awards": rs["depth"]["awards"][:1] * groups}}

    with speaking("en"):
        award, office, *_others = [one.grid.rows[0] for one in basis.abroad(result)]

    named = " (trafficking in human beings)" if groups > 1 else ""
    mean = grids.whole(rs["depth"]["awards"][0]["mean"])
    assert award[:3] == [f"this estimate{named}", "", f"{mean} in prices of {rs['price_year']}"]
    assert office[:2] == ["this estimate", f"{rs['first_year']}–{rs['first_year'] + rs['horizon'] - 1}"]


def test_pictures_are_in_the_currency_of_the_tables_and_as_exact(rs) -> None:
    with speaking("en"):
        of_run = Bound(rs)
        drawn = [pictures.balance(of_run).svg, pictures.tornado(of_run)[0][0].svg, pictures.heatmap(of_run)[0][0].svg]
        last = rs["high"]["balance_fan"]["0.99"][-1] * of_run.rate
        shown = bound.number(grids.rounded(last) / 1000)

    assert all("thousand RSD" in svg for svg in drawn)
    assert all("EUR" not in svg for svg in drawn)
    assert re.search(r"\d,\d\d\d\sRSD: ", drawn[1])  # an assumption that is an amount is no thousand of it
    assert re.search(rf">99\s%\s+{shown}<", drawn[0])


def test_what_is_no_amount_is_not_converted(rs) -> None:
    found = converted(rs, 100.0, "RSD")

    assert found["depth"]["heatmap"]["dry"] == rs["depth"]["heatmap"]["dry"]
    assert found["depth"]["awards"][0]["awards"] == rs["depth"]["awards"][0]["awards"]
    assert found["high"]["dry_by_year"] == rs["high"]["dry_by_year"]
    shares = [one for one in found["assumptions"] if one["unit"] != "money"]
    assert shares == [one for one in rs["assumptions"] if one["unit"] != "money"]
    assert found["currency"] == "RSD"
    assert rs["currency"] == "EUR"


def test_a_bar_of_a_damage_is_called_by_its_group(rs) -> None:
    result = copy.deepcopy(rs)
    result["depth"]["tornado"].append(
        {"code": "damage:trafficking", "low": 4000.0, "high": 6000.0, "at_low": 1.0, "at_high": 2.0}
    )

    assert "Height of damages (trafficking in human beings)" in said(chapters(result)["9"])
