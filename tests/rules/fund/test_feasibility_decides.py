"""What an official would sign: which option is recommended and with whose budget, whose futures, whose money, what was not varied."""

import copy
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from pypdf import PdfReader

from litigation_app.advocacy.feasibility import study
from litigation_app.advocacy.feasibility.documents import presenters as printing
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.feasibility.regional import presenters as regional
from litigation_app.core import language as words
from litigation_app.core.text import day_in
from litigation_app.statistics.fund import depth, fiscal_form, scenario_files, studies

pytestmark = pytest.mark.thorough

MADE = study.Made("A host body", "Mira Analitičarka", date(2026, 11, 26))
PATHS = 3000


@pytest.fixture(scope="module")
def serbia():
    return json.loads(
        json.dumps(studies.run_file(scenario_files.FOLDER / "rs.toml", None, paths=PATHS, seed=3)),
    )


@contextmanager
def english() -> Iterator[None]:
    app = Flask("litigation_app", static_folder=None, template_folder=None)
    words.install(app)
    with app.test_request_context(), words.speaking("en"):
        yield


def chapter(result, number: str) -> list[str]:
    with english():
        document = study.study(Bound(result), scenario="x = 1", digest="0" * 64, made=MADE)
    [found] = [one for one in document.chapters if one.number == number]
    return documents.words(documents.Document("", "", "en", (), (found,)))


def said(result, place: str, form: str) -> str:
    with english():
        return Bound(result).said(place, form)


def of(result, code: str) -> int:
    return next(i for i, one in enumerate(result["depth"]["options"]) if one["code"] == code)


def with_dry(result, **dry: float):
    found = copy.deepcopy(result)
    for code, chance in dry.items():
        found["depth"]["options"][of(found, code)]["dry"] = chance
    return found


def recommended(result) -> str:
    [found] = [one for one in chapter(result, "12") if one.startswith("Set the fund up as option")]
    return found


def test_the_cheapest_option_that_keeps_the_money_is_recommended_with_its_own_budget(serbia) -> None:
    result = with_dry(serbia, A=0.0, B=0.0, D=0.0)
    result["depth"]["options"][of(result, "D")] |= {"present_mean": 300_000.0, "budget_needed": 12_345.0}

    words_ = recommended(result)

    assert "option D" in words_
    assert said(result, f"depth.options.{of(result, 'D')}.budget_needed", "both") in words_
    assert said(result, f"depth.options.{of(result, 'D')}.present_mean", "both") in words_


def test_a_cheaper_option_whose_money_runs_out_is_not_recommended(serbia) -> None:
    assert "option D" in recommended(with_dry(serbia, A=0.5, B=0.5, D=0.001))


def test_where_no_option_keeps_the_money_each_says_what_it_would_need(serbia) -> None:
    result = with_dry(serbia, A=0.5, B=0.5, D=0.5)

    points = chapter(result, "12")

    assert any("no option keeps the chance of running out" in one for one in points)
    for code in "ABD":
        [point] = [one for one in points if one.startswith(f"Option {code},")]
        assert said(result, f"depth.options.{of(result, code)}.budget_needed", "both") in point


def test_an_option_for_other_victims_is_no_cheaper_way_to_the_same(serbia) -> None:
    result = with_dry(serbia, A=0.5, B=0.5, D=0.5, C=0.0)
    result["depth"]["options"][of(result, "C")]["present_mean"] = 1.0

    assert not [one for one in chapter(result, "12") if "option C" in one or one.startswith("Option C")]


def test_an_option_that_is_the_scenario_has_its_figures_though_others_are_run_on_fewer_futures(monkeypatch) -> None:
    monkeypatch.setattr(depth, "BESIDE_PATHS", 500)

    result = studies.run_file(scenario_files.FOLDER / "rs.toml", None, paths=1500, seed=3)

    high, [own] = result["high"], [one for one in result["depth"]["options"] if one["code"] == "A"]
    assert result["depth"]["beside_paths"] == 500
    assert own["present_mean"] == high["present_value"]["mean"]
    assert own["settled_q99"] == high["settled_cost"]["q99"]
    assert own["dry"] == high["dry_by_year"][-1]
    assert own["budget_needed"] == high["needs"]["budget"]["value"]
    for number in ("3", "9"):
        assert any("run on 500 simulations, the estimate on 1,500" in one for one in chapter(result, number))


@pytest.mark.parametrize("code", ["RS", "ME"])
def test_the_money_at_the_start_stands_in_the_first_year_of_the_form(serbia, code: str) -> None:
    [reserve] = [one["values"][0] for one in serbia["assumptions"] if one["code"] == "reserve"]

    form = fiscal_form.form(serbia, fiscal_form.levels(code)[0], local=False)

    by_kind = {line.kind: line.amounts for line in form.income}
    assert reserve > 0
    assert by_kind["reserve"] == (round(reserve), 0, 0)
    assert form.received == pytest.approx(tuple(map(sum, zip(*by_kind.values(), strict=True))), abs=2)
    assert form.appropriation == pytest.approx((by_kind["budget"][0] + round(reserve), *by_kind["budget"][1:]), abs=1)
    assert form.uncovered == pytest.approx(
        [max(a - b, 0) for a, b in zip(form.spent, form.received, strict=True)], abs=1
    )


def test_the_form_says_who_brings_the_money_at_the_start_where_there_is_any(serbia) -> None:
    without = copy.deepcopy(serbia)
    for one in without["assumptions"]:
        one["values"] = [0.0] if one["code"] == "reserve" else one["values"]

    assert any("is asked of this budget in the first year" in one for one in chapter(serbia, "D"))
    assert not any("is asked of this budget in the first year" in one for one in chapter(without, "D"))


def test_the_first_page_says_what_share_of_the_income_each_source_brings(serbia) -> None:
    cash = serbia["high"]["cash"]
    [receipts] = cash["receipts"].values()
    share = sum(receipts) / (sum(receipts) + sum(cash["budget"]))

    [words_] = [one for one in chapter(serbia, "1") if "comes from these sources" in one]

    assert f"{100 * share:.1f}" in words_
    assert f"{100 * (1 - share):.1f}" in words_
    assert 0.71 < share < 0.73


def test_income_of_the_budget_alone_is_said_so(serbia) -> None:
    result = copy.deepcopy(serbia)
    result["high"]["cash"]["receipts"] = {}

    assert "All the income assumed comes from the budget." in chapter(result, "1")


def test_the_first_page_says_whose_prices_and_what_the_bands_and_the_red_line_are(serbia) -> None:
    first = " ".join(chapter(serbia, "1"))

    assert f"present value is money of {serbia['first_year']}" in first
    assert "the red line is zero" in first
    assert "darkest band: half of them" in first


def test_what_was_not_varied_is_said_where_the_most_important_is_named(serbia) -> None:
    share = 60_000 * serbia["horizon"] / sum(one["mean"] for one in serbia["high"]["real_cost_by_year"])
    ranged = copy.deepcopy(serbia)
    for one in ranged["assumptions"]:
        one["kind"] = "pert" if one["code"] == "admin_fixed" else one["kind"]
        one["values"] = [1.0, 2.0, 3.0] if one["code"] == "admin_fixed" else one["values"]

    for number in ("9", "11"):
        assert any("was not varied" in one and f"{100 * share:.1f}" in one for one in chapter(serbia, number))
        assert not any("was not varied" in one for one in chapter(ranged, number))
    assert any(one.startswith("Of the assumptions that were varied") for one in chapter(serbia, "9"))


def region(*results) -> documents.Document:
    with english():
        shown = [regional.Shown("0" * 64, MADE) for _one in results]
        purse = dict.fromkeys(
            (
                "settled_mean",
                "settled_q99",
                "worst_mean",
                "worst_q99",
                "present_mean",
                "present_q99",
                "reserve",
                "apart",
                "dry",
            ),
            1.0,
        )
        together = {"quiet": purse, "shocked": purse, "paths": 1, "seed": 1}
        return regional.study([Bound(one) for one in results], shown, together)


def table(document: documents.Document, title: str) -> documents.Table:
    parts = [part for one in document.chapters for part in one.parts]
    return next(part for part in parts if isinstance(part, documents.Table) and part.title.startswith(title))


def test_countries_with_other_targets_each_show_their_own(serbia) -> None:
    other = copy.deepcopy(serbia)
    other["high"]["needs"]["target"] = 0.05

    same = table(region(serbia, serbia), "What keeps the chance of running out at")
    apart = table(region(serbia, other), "What keeps the chance of running out at")

    assert "1.0" in same.title
    assert "1.0" not in apart.title
    assert [cell[:3] for cell in apart.rows[0][1:]] == ["1.0", "5.0"]


def test_countries_that_begin_in_other_years_stand_in_their_own(serbia) -> None:
    later = serbia | {"first_year": serbia["first_year"] + 2}

    rows = table(region(serbia, later), "Expected cost of each year").rows

    assert len(rows) == serbia["horizon"] + 2
    assert rows[0][2] == rows[1][2] == rows[-1][1] == "–"
    assert rows[2][2] == rows[0][1]


def test_the_year_in_which_all_are_known_is_not_held_against_a_shock_of_another_year(serbia) -> None:
    rows = {row[0]: row[1:] for row in table(region(serbia, serbia), "The region together").rows}

    assert rows["Expected cost of a year, once the fund is known"][1] == "–"
    assert "–" not in rows["The dearest of all years, expected"]


@pytest.mark.parametrize("language", ["sr-Cyrl", "mk"])
def test_annexes_stand_in_the_readers_script_and_days_as_the_desk_writes_them(serbia, language: str) -> None:
    app = Flask("litigation_app", static_folder=None, template_folder=None)
    words.install(app)
    with app.test_request_context(), words.speaking(language):
        document = study.study(Bound(serbia), scenario="x = 1", digest="0" * 64, made=MADE)

    said_ = " ".join(documents.words(document))
    assert "Образац ПФЕ" in next(one.title for one in document.chapters if one.number == "D")
    assert "Obrazac" not in said_
    assert serbia["fiscal"]["rate_date"] not in said_
    assert day_in(language, date.fromisoformat(serbia["fiscal"]["rate_date"])) in said_


@pytest.mark.parametrize("language", ["en", "sr-Cyrl"])
def test_the_first_sheet_of_paper_holds_the_picture_and_how_to_read_it(serbia, language: str) -> None:
    app = Flask("litigation_app", static_folder=None, template_folder=None)
    words.install(app)
    with app.test_request_context(), words.speaking(language):
        document = study.study(Bound(serbia), scenario="x = 1", digest="0" * 64, made=MADE)
        pdf = printing.printed(document, "pdf", MADE.on)

    first = "".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    picture, legend, _prices = document.chapters[0].parts[-3:]
    assert "".join(picture.title.split()) in first
    assert "".join(legend.words.split()) in first
