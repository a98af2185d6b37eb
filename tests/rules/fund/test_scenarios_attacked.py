"""Does a scenario that would stop the desk, or that no page could show, end as a refusal that names the key?"""

import copy
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from litigation_app.advocacy.studies.what_if import presenters as what_if
from litigation_app.statistics.fund import draws, scenario_files, scenario_text, simulate, studies, whatif
from litigation_app.statistics.fund.inputs import Interval
from litigation_app.statistics.fund.scenario import Scenario, ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from
from litigation_app.statistics.fund.workload import TooManyAwards, draws_of_a_future, seconds

RS = scenario_files.read(scenario_files.FOLDER / "rs.toml")
EXPERT = {"low": 0.05, "mode": 0.1, "high": 0.2}
SOURCE = {"base_per_year": 10_000.0}
LUMPS = {"name": "confiscations", "events_per_year": 10_000, "event_mean": 1_000.0}
POST = {"name": "clerk", "number": 1, "gross_pay_per_year": 9_000}
REFUSED_TOO = {"uptake.application_rate": 1.0, "uptake.grant_rate": 2e-5, "delay.advance_share": 0.5}
BYTES = 40  # of an amount while it is looked up
MEMORY = 400e6  # bytes that an estimate may take, half of which are its tables and futures


def changed(key: str, value: object, tree: dict | None = None) -> dict:
    tree = copy.deepcopy(RS if tree is None else tree)
    *way, last = key.split(".")
    place = tree
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
    place[last] = value
    return tree


@pytest.mark.parametrize(
    ("key", "value", "at_fault"),
    [
        ("uptake.application_rate", {"dist": "pool", "experts": [EXPERT] * 300}, "uptake.application_rate.experts"),
        ("uptake.application_rate", {"dist": "pool", "experts": [{**EXPERT, "weight": 1e308}] * 2}, "uptake.application"),
        ("funding.source", [SOURCE | {"name": str(n)} for n in range(1700)], "funding.source"),
        ("funding.source", [SOURCE | {"name": "Budget of the town"}] * 2, "funding.source.1.name"),
        ("funding.source", 5, "funding.source"),
        ("funding.source", [SOURCE | {"name": "a\u0000b"}], "funding.source.0.name"),
        ("stress", {f"s{n}": {"name": "x"} for n in range(3500)}, "stress"),
        ("option", {f"o{n}": {"name": "x", "changes": {}} for n in range(1500)}, "option"),
        ("policy.cap", 1e25, "policy.cap"),
        ("policy.cap", 10**400, "policy.cap"),
        ("policy.tariff", 5, "policy.tariff"),
        ("fiscal.rate", 1e308, "fiscal.rate"),
        ("severity.0.fit", ["lognormal"], "severity."),
        ("frequency.0.counts", {"²": 5}, "frequency.0.counts"),
        ("frequency.0.counts", {"2020": 10**9}, "frequency.0.counts.2020"),
        ("frequency.0.reporting", {"triangle": [[1, 10**12], [1]]}, "frequency.0.reporting.triangle"),
        ("frequency.0.reporting", {"triangle": [[1, 99_000], [1]]}, "frequency.0.reporting.triangle"),
        ("frequency.0.reporting", {"triangle": [[1, 1], [1, 1]]}, "frequency.0.reporting.triangle"),
        ("frequency.0.reporting", {"triangle": [[1] * (51 - i) for i in range(51)]}, "frequency.0.reporting.triangle"),
        ("frequency.0.reporting", {"triangle": [1, 2]}, "frequency.0.reporting.triangle"),
        ("frequency.0.reporting", {"triangle": 5}, "frequency.0.reporting.triangle"),
        ("frequency.0.reporting", {"triangle": []}, "frequency.0.reporting.triangle"),
        ("frequency.0.reporting", {"shares": [1e-6, 1 - 1e-6]}, "frequency.0.reporting"),
        ("funding.source", [LUMPS | {"events_per_year": 10_001}], "funding.source.0.events_per_year"),
        ("funding.source", [LUMPS | {"events_per_year": 9_000, "event_mean": 1e12}], "funding.source.0.event_mean"),
        ("funding.source", [{"name": "x", "convictions_per_year": 1e12, "amount": 2}], "funding.source.0.amount"),
        ("funding.source", [{"name": "x", "contracts_per_year": 1e12, "levy": 2}], "funding.source.0.levy"),
        ("admin.posts", [POST, POST | {"number": 1e12, "gross_pay_per_year": 1e12}], "admin.posts.1.gross_pay_per_year"),
        ("stress.fall", {"name": "x", "exchange_factor": 1}, "stress.fall.exchange_factor"),
        ("stress.fall", {"name": "x", "exchange_factor": 5}, "stress.fall.exchange_factor"),
        ("stress.fall", {"name": "x", "exchange_factor": 0.009}, "stress.fall.exchange_factor"),
        ("country.code", "XX", "country.code"),
        ("country.code", "../ba", "country.code"),
        ("country.code", ["RS"], "country.code"),
        ("country.name", "x" * 5000, "country.name"),
        ("economy.inflation", {"value": float("nan"), "source": "x"}, "economy.inflation"),
    ],
)  # fmt: skip
def test_what_no_law_would_say_is_refused_by_its_key(key: str, value: object, at_fault: str) -> None:
    with pytest.raises(ScenarioRefused) as stop:
        scenario_from(changed(key, value))

    assert stop.value.key.startswith(at_fault)


@pytest.mark.parametrize("text", [f"a = {'9' * 5000}", f"a = {'[' * 5000}{']' * 5000}", 'a = "\\u0001'])
def test_a_text_that_cannot_be_read_is_refused_here_and_on_the_command_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(text)

    with pytest.raises(ScenarioRefused):
        scenario_text.tree_of(text)
    with pytest.raises(ScenarioRefused):
        scenario_files.read_file(file)


@pytest.mark.parametrize("part", ["a", '"a"', "'a'", '"\\""', "a "])
@pytest.mark.parametrize("form", ["{}=1", "[{}]", "x = {{ {} = 1 }}"])
def test_a_key_of_many_parts_is_refused_before_it_is_read(part: str, form: str) -> None:
    """The reader of TOML takes gigabytes for one of some tens of thousands."""
    with pytest.raises(ScenarioRefused, match="more than 16 parts"):
        scenario_text.tree_of(form.format(".".join([part] * 9000)))


def test_a_text_is_no_longer_once_it_was_written_anew() -> None:
    tree = tomllib.loads('[policy]\nsource = "' + "\\u0001" * 16_000 + '"')

    with pytest.raises(ScenarioRefused):
        scenario_text.text_of(tree)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("uptake.growth", {"dist": "pert", "low": 0.9, "mode": 0.95, "high": 1.0, "source": "x"}),
        ("retroactivity", {"cases": 1e12}),
        ("stress.mass", {"name": "x", "mass_case_victims": 1e11, "mass_case_year": 1}),
        ("option.Z", {"name": "x", "changes": {"retroactivity": {"cases": 1e12}}}),
    ],
)
def test_a_run_with_more_awards_than_can_be_drawn_is_refused_before_it_starts(key: str, value: object) -> None:
    tree = changed(key, value)
    tree["model"]["horizon_years"] = 30

    with pytest.raises(TooManyAwards):
        studies.run_whole(scenario_from(tree), None, paths=100_000, seed=1)


@pytest.mark.thorough
@pytest.mark.parametrize("code", scenario_files.names())
def test_the_scenarios_that_ship_can_be_run(code: str) -> None:
    scenario = scenario_files.load(code)

    studies.require_run(scenario, None, paths=1_000_000)

    assert draws_of_a_future(scenario, scenario.counts) > 0
    assert seconds(scenario, scenario.counts, paths=1_000_000) < 90


@pytest.mark.parametrize(("awards", "most"), [(4.7, 20_000), (60.0, 4_000), (2_400.0, 0)])
def test_a_slider_draws_no_more_awards_than_somebody_waits_for(awards: float, most: int) -> None:
    drawn = what_if.futures({"high": {"awards_a_year": awards}, "horizon": 10}, {})

    assert drawn == most
    assert drawn * awards * 10 <= what_if.AWARDS_MOST


@pytest.mark.thorough
def test_the_work_counts_every_option_and_shock_and_withheld_counts() -> None:
    scenario = scenario_from(changed("frequency.0.counts", {"2019": 30_000, "2020": 33_000}))
    withheld = [replace(one, years={2019: Interval(29_000, 31_000)}) for one in scenario.counts]
    bare = replace(scenario, options=(), stresses=())

    found, without = (seconds(one, scenario.counts, paths=20_000) for one in (scenario, bare))

    assert found > 1.5 * without
    assert seconds(bare, withheld, paths=20_000) > 1.1 * without
    assert seconds(bare, scenario.counts, paths=100_000) == pytest.approx(5 * without)
    with pytest.raises(TooManyAwards) as stop:
        studies.require_run(scenario, None, paths=100_000)
    assert "minutes are expected; at most 5 are taken" in str(stop.value)


def of(**said: object) -> Scenario:
    """The Serbian scenario alone, with these values."""
    tree = {key: value for key, value in RS.items() if key not in {"option", "stress"}}
    for key, value in said.items():
        tree = changed(key.replace("__", "."), value, tree)
    return scenario_from(tree)


def advancing(victims: int, share: float = 0.5) -> Scenario:
    """Nearly all who apply are refused, and all of them have an advance."""
    years = {str(year): victims for year in range(2015, 2024)}
    return of(
        **{key.replace(".", "__"): value for key, value in REFUSED_TOO.items()} | {"delay__advance_share": share},
        frequency__0__counts=years,
    )


def test_lumps_of_income_are_work() -> None:
    one, plain = of(funding__source=[LUMPS | {"events_per_year": 1_500}]), of(funding__source=[])

    found, without = (seconds(s, s.counts, paths=100_000) for s in (one, plain))

    assert found - without == pytest.approx(2.7e-8 * 5 * 100_000 * 1_500 * one.horizon)
    most = of(funding__source=[LUMPS])
    with pytest.raises(TooManyAwards):
        studies.require_run(most, None, paths=100_000)


def test_advances_on_refused_applications_are_work() -> None:
    refused, none = advancing(100_000), advancing(100_000, 0.0)

    assert draws_of_a_future(refused, refused.counts) > 100_000 * sum(refused.ramp)
    assert draws_of_a_future(none, none.counts) < 100
    with pytest.raises(TooManyAwards):
        studies.require_run(refused, None, paths=1_000)
    studies.require_run(none, None, paths=100_000)


def test_a_mass_case_of_whom_nearly_all_are_refused_an_award_is_work_where_advances_are_paid() -> None:
    shock = {"mass": {"name": "x", "mass_case_victims": 1e9}}

    studies.require_run(of(uptake__grant_rate=1e-9, stress=shock), None, paths=1_000)
    with pytest.raises(TooManyAwards):
        studies.require_run(of(uptake__grant_rate=1e-9, delay__advance_share=0.5, stress=shock), None, paths=1_000)


@pytest.mark.parametrize(
    "scenario",
    [
        of(funding__source=[LUMPS]),
        advancing(20_000),
        of(retroactivity={"cases": 500_000}),
        replace(of(), stress=of(stress={"m": {"name": "x", "mass_case_victims": 5e5}}).stresses[0]),
    ],
    ids=["lumps", "advances", "old cases", "mass case"],
)
def test_a_block_is_no_larger_than_its_busiest_year_bears(scenario: Scenario) -> None:
    groups = simulate.prepare(scenario, scenario.counts)

    size = simulate.block_paths(scenario, groups, 100_000)
    busiest = draws.by_year(scenario, sum(one.victims for one in groups)).max()

    assert busiest > 5_000
    assert size >= 1
    assert size * busiest * BYTES <= MEMORY / 2


def test_the_scenarios_that_ship_keep_their_blocks_whatever_may_be_drawn_beside_awards() -> None:
    scenario = scenario_files.load("rs")
    groups = simulate.prepare(scenario, scenario.counts)

    assert simulate.block_paths(scenario, groups, 100_000) == simulate.BLOCK_PATHS_MAX


def test_a_slider_counts_what_is_drawn_beside_awards() -> None:
    lumps, scenario = of(funding__source=[LUMPS]), of(funding__source=[])

    beside = [whatif.beside_awards(one, one.counts, {}) for one in (lumps, scenario)]
    wide = whatif.beside_awards(advancing(100), advancing(100).counts, {"scope": 2.0})
    narrow = whatif.beside_awards(advancing(100), advancing(100).counts, {})

    assert beside == [pytest.approx(10_000 * lumps.horizon), 0.0]
    assert wide == pytest.approx(2 * narrow)
    assert narrow > 100
    assert what_if.futures({"high": {"awards_a_year": 4.7}, "horizon": 10}, {}, beside[0]) == 0
