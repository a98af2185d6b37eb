"""Do the page of an estimate, its study and its fiscal form say one thing in one way, and all that moves the figures?"""

import copy
import json
import re

import pytest

from feasible import speaking, written
from litigation_app.advocacy.feasibility.documents import rules as documents
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.figures import grids, money, narrative, options, six_figures, words
from litigation_app.statistics.fund import fiscal_form, scenario_files, studies
from litigation_app.statistics.fund.assumptions import assumptions
from litigation_app.statistics.fund.scenario_reading import scenario_from

pytestmark = pytest.mark.thorough

VALUES = {
    ("frequency", 0, "share_in_scope"): 0.9,
    ("delay", "payment_lag_years"): [0.7, 0.3],
    ("policy", "heads"): ["medical", "funeral"],
    ("policy", "collateral"): 250.0,
    ("retroactivity",): {"cases": 12.0, "source": "an old list"},
    ("funding", "opening_reserve"): 3_000_000.0,
    ("funding", "budget_per_year"): 5_000.0,
    ("stress", "mass_case", "mass_case_victims"): 30.0,
    ("origin", "delay.payment_lag_years"): {"badge": "expert", "source": "treasury practice"},
    ("origin", "frequency.0.share_in_scope"): {"badge": "assumption", "source": "the draft bill"},
}  # fmt: skip


def changed():
    tree = copy.deepcopy(scenario_files.read(scenario_files.FOLDER / "rs.toml"))
    for (*way, last), value in VALUES.items():
        place = tree
        for part in way:
            place = place[part] if isinstance(place, list) else place.setdefault(part, {})
        place[last] = value
    return scenario_from(tree)


@pytest.fixture(scope="module")
def run():
    return json.loads(json.dumps(studies.run_whole(changed(), None, paths=500, seed=1).plain()))


def chapter(run, number: str) -> documents.Chapter:
    document, _of_run = written(run)
    return next(one for one in document.chapters if one.number == number)


def texts(one: documents.Chapter) -> str:
    return " ".join(part.words for part in one.parts if isinstance(part, documents.Text | documents.Mark))


def test_annex_b_has_every_assumption_that_moves_the_figures_with_value_kind_and_source(run) -> None:
    rows = {row[0]: row[1:] for row in chapter(run, "B").parts[0].rows}

    assert rows["Share of the victims counted whom the law covers: trafficking in human beings"] == (
        "90.0\N{NO-BREAK SPACE}%", "assumption", "the draft bill",
    )  # fmt: skip
    assert rows["Shares paid in the year of the decision and after"][1:] == ("expert's judgement", "treasury practice")
    assert rows["Shares that come back in the year of payment and after"][1:] == ("assumption", "no source stated")
    assert rows["Old cases that may apply"] == ("12", "published elsewhere", "an old list")
    assert rows["What others pay is taken off"][0] == "250\N{NO-BREAK SPACE}EUR"


def test_what_is_nothing_is_no_assumption() -> None:
    codes = {one.code for one in assumptions(scenario_files.load("rs"))}

    assert {"scope", "payment_lag", "recovery_lag", "eligible"} <= codes
    assert not {"old_cases", "collateral", "advance_share", "interest"} & codes


@pytest.mark.parametrize(("value", "said"), [(0.60749, "60.7"), (0.0734998, "7.3"), (0.07351, "7.4"), (0.0, "0.0")])
def test_a_share_is_rounded_once_and_alike_on_page_and_study(run, value: float, said: str) -> None:
    of_run = Bound(run | {"masked_share": value})
    with speaking("en"):
        assert grids.share(value) == of_run.share("masked_share") == f"{said}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "<\N{NO-BREAK SPACE}0.1"),
        (0.0005, "<\N{NO-BREAK SPACE}0.1"),
        (0.0004, "<\N{NO-BREAK SPACE}0.1"),
        (0.178, "17.8"),
    ],
)
def test_a_chance_is_said_alike_on_page_and_study_and_never_as_nothing(run, value: float, said: str) -> None:
    of_run = Bound(run | {"masked_share": value})
    with speaking("en"):
        assert grids.chance(value) == of_run.chance("masked_share") == f"{said}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1_234_567.0, "1,230,000"),
        (103_499.9, "103,000"),
        (1_005.0, "1,000"),
        (999.6, "1,000"),
        (987.4, "987"),
        (12.3, "12"),
        (0.2, "0"),
        (-45_678.0, "-45,700"),
    ],
)
def test_an_amount_has_three_digits_alike_on_page_and_study_and_a_small_one_stays_whole(
    run, value: float, said: str
) -> None:
    of_run = Bound(run | {"masked_share": value})
    with speaking("en"):
        assert grids.amount(value) == of_run.said("masked_share", "money").removesuffix("\N{NO-BREAK SPACE}EUR") == said


def test_the_six_figures_of_the_page_are_those_of_the_study_and_the_tables_have_them_exactly(run) -> None:
    expected = run["high"]["settled_cost"]["mean"]
    with speaking("en"):
        page, [amounts, _shares] = grids.amount(expected), six_figures.tables(run)

    assert page != f"{expected:,.0f}"
    assert page in texts(chapter(run, "1")) or page in texts(chapter(run, "7"))
    assert expected in [row[1] for row in amounts.grid.rows]


def test_only_the_kinds_of_damage_that_are_missing_are_named(run) -> None:
    doubts = next(
        part for part in chapter(run, "2").parts if getattr(part, "title", "").startswith("What stands against")
    )

    assert "These heads of damage are not covered: lost earnings, maintenance of dependants." in [
        r[0] for r in doubts.rows
    ]


def test_the_share_in_scope_stands_between_the_counts_and_what_is_expected(run) -> None:
    said = texts(chapter(run, "5"))

    assert "takes 90.0\N{NO-BREAK SPACE}% as covered by the law" in said
    assert said.index("covered by the law") < said.index("the model expects")


def test_the_year_of_the_figures_says_why_it_is_that_one(run) -> None:
    short = copy.deepcopy(run)
    short["settled_year"], short["horizon"] = 3, 4
    with speaking("en"):
        usual, cut = words.why_year(run), words.why_year(short)

    assert usual.startswith("Figures of one year are of 2031, the first year after the fund has become as widely known")
    assert cut == "Figures of one year are of 2029, the last year of this estimate."
    assert usual in texts(chapter(run, "7"))


def test_a_shock_has_its_size_from_its_value_in_page_and_study(run) -> None:
    with speaking("en"):
        page = [row[0] for row in options.shocks(run).grid.rows]
    study = next(
        part for part in chapter(run, "9").parts if getattr(part, "title", "").startswith("What might go wrong")
    )

    assert "one mass case (victims: 30, in 2028)" in page
    assert "one mass case (victims: 30, in 2028)" in [row[0] for row in study.rows]
    assert not any("40" in name for name in (*page, *(row[0] for row in study.rows)) if "mass case (" in name)


@pytest.mark.parametrize(
    ("stress", "years"),
    [
        ({}, {"mass_case": "2026", "collections": "2026–2035", "exchange": "2026–2035"}),
        (
            {"mass_case_year": 3, "collections_first_year": 3, "collections_last_year": 5},
            {"mass_case": "2028", "collections": "2028–2030"},
        ),
        ({"exchange_first_year": 4, "exchange_last_year": 30}, {"exchange": "2029–2035"}),
        ({"exchange_first_year": 4, "exchange_last_year": 4}, {"exchange": "2029"}),
    ],
)
def test_a_shock_is_of_the_calendar_years_that_it_states(stress, years) -> None:
    assert years.items() <= words.years_of_shock(stress, 2026, 10).items()


def test_shocks_stand_beside_the_estimate_over_all_years_in_page_and_study(run) -> None:
    """In a single year that is not that of the shock a mass case looks cheaper than none, for its offenders pay back."""
    with speaking("en"):
        page = options.shocks(run)
    study = next(
        part for part in chapter(run, "9").parts if getattr(part, "title", "").startswith("What might go wrong")
    )

    assert not any(re.search(r"\d{4}", heading) for heading in (*page.grid.headings, *study.headings))
    assert "Every figure is of all years of the estimate" in page.note
    assert "Every figure is of all years of the estimate" in texts(chapter(run, "9"))
    own, *shocks = page.grid.rows
    assert (own[0], study.rows[0][0]) == ("this estimate", "This estimate")
    assert all(one[1] > own[1] for one in shocks if one[0].startswith("one mass case"))


def test_money_at_the_start_is_named_beside_income_and_break_even(run) -> None:
    with speaking("en"):
        page = " ".join(narrative.sentences(run, "money"))

    assert run["high"]["needs"]["budget"]["value"] < run["high"]["needs"]["budget_break_even"]
    for said in (page, texts(chapter(run, "8"))):
        assert "does not count the money at the start" in said
    assert "what is needed beyond that is for bad years" not in texts(chapter(run, "8"))
    assert "is asked of the same budget once" in texts(chapter(run, "1"))


def test_the_form_says_what_other_income_pays_beyond_the_appropriation(run) -> None:
    level = fiscal_form.levels("RS")[0]

    form = fiscal_form.form(run, level)

    assert form.beyond[0] == 0
    assert form.beyond[1] > 0
    for t, spent in enumerate(form.spent):
        assert form.appropriation[t] + form.beyond[t] + form.uncovered[t] >= spent


def test_a_day_that_ends_with_a_stop_has_one(run) -> None:
    document, _of_run = written(run, "sr-Latn")

    assert ".. " not in " ".join(
        cell for one in document.chapters for part in one.parts for row in getattr(part, "rows", ()) for cell in row
    )


def test_a_bar_of_nothing_says_what_its_table_says(run) -> None:
    never = copy.deepcopy(run)
    for end in ("low", "high"):
        never[end]["dry_by_year"] = [0.0, *never[end]["dry_by_year"][1:]]
    with speaking("en"):
        figure = money.dry(never)

    assert figure.table.rows[0][1] == "<\N{NO-BREAK SPACE}0.1\N{NO-BREAK SPACE}%"
    assert "&lt;\N{NO-BREAK SPACE}0.1</text>" in str(figure.picture)
