"""A whole study: what withheld counts cost, what law doubts, what a slider shows, and what names a result."""

import json
from dataclasses import replace

import pytest

from litigation_app.statistics.fund import legal, scenario_files, studies, study, whatif
from litigation_app.statistics.fund.inputs import CountSeries, Interval
from litigation_app.statistics.fund.policy import Band, Policy
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from


@pytest.fixture(scope="module")
def rs():
    return scenario_files.load("rs")


def series(*years):
    return CountSeries("trafficking", {2018 + i: Interval(*y) for i, y in enumerate(years)}, "test", "X-1")


@pytest.mark.thorough
def test_what_withheld_counts_cost_is_a_number(rs):
    result = study.run_series(rs, [series((30, 30), (35, 35), (28, 44), (41, 41), (33, 33))], paths=3000, seed=1)

    masked, ends = result.masking.present_value.mean, (result.low.present_value.mean, result.high.present_value.mean)
    assert min(ends) < masked < max(ends)
    assert result.masking.mean_apart == pytest.approx(max(abs(e - masked) for e in ends))
    assert 0 < result.masking.mean_apart_share < 0.1
    assert study.run_series(rs, [series((30, 30), (35, 35))], paths=200, seed=1).masking is None


@pytest.mark.thorough
def test_wider_ranges_cost_the_answer_more(rs):
    narrow, wide = (
        study.run_series(rs, [series((30, 30), (35, 35), (36 - w, 36 + w), (41, 41), (33, 33))], paths=3000, seed=1)
        for w in (2, 12)
    )

    assert wide.masking.mean_apart > narrow.masking.mean_apart


def test_a_poisson_law_that_the_counts_refute_is_warned_of(rs):
    textbook = replace(rs, groups=tuple(replace(g, model="gamma_poisson") for g in rs.groups))

    warned = study.run_series(textbook, [], paths=100, seed=1).warnings

    assert any("refute a Poisson law" in w for w in warned)
    assert not any("refute" in w for w in study.run_series(rs, [], paths=100, seed=1).warnings)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"policy": Policy(floor=3000, cap=3000)}, "flat_award"),
        ({"policy": Policy(bands=(Band(0, 3000),))}, "flat_award"),
        ({"heads": ("medical", "funeral")}, "heads"),
        ({"time_limit": 1.0}, "time_limit"),
        ({}, "heads_not_stated"),
    ],
)
def test_what_european_law_doubts_is_said_with_its_source(rs, change, code):
    found = {d.code: d for d in legal.doubts(replace(rs, **change))}

    assert found[code].source
    assert found[code].article
    if code == "heads":
        assert found[code].missing == ("lost_earnings", "maintenance")


def test_a_scheme_that_nothing_is_said_against(rs):
    full = replace(rs, heads=("lost_earnings", "medical", "funeral", "maintenance"), time_limit=5.0)

    assert legal.doubts(full) == ()


def test_the_key_of_a_result_changes_with_all_that_changes_the_result(rs):
    counts = [series((30, 30), (31, 40))]
    key = study.result_key(rs, counts, paths=1000, seed=1)

    assert key == study.result_key(scenario_files.load("rs"), [series((30, 30), (31, 40))], paths=1000, seed=1)
    others = {
        study.result_key(replace(rs, hash="x"), counts, paths=1000, seed=1),
        study.result_key(rs, [series((30, 30), (31, 41))], paths=1000, seed=1),
        study.result_key(rs, [replace(counts[0], release_id="X-2")], paths=1000, seed=1),
        study.result_key(rs, counts, paths=1001, seed=1),
        study.result_key(rs, counts, paths=1000, seed=2),
    }
    assert len(others | {key}) == 6


@pytest.mark.thorough
def test_a_slider_shows_what_the_whole_run_says_and_soon(rs):
    whatif.what_if(rs, rs.counts, {}, paths=whatif.RESTING, seed=4)
    fitted = whatif._fitted.cache_info().misses
    quick = whatif.what_if(rs, rs.counts, {"cap": 6000.0, "budget": 50_000.0}, paths=whatif.DRAGGING, seed=4)

    whole = study.run_series(
        replace(rs, policy=replace(rs.policy, cap=6000.0), budget=50_000.0), [], paths=whatif.DRAGGING, seed=4
    ).low
    assert whatif._fitted.cache_info().misses == fitted  # its paths alone are made anew; `make bench` holds it to 0.3 s
    assert quick.settled_mean == pytest.approx(whole.settled_cost.mean)
    assert quick.dry == whole.dry_by_year[-1]
    assert quick.office_share == pytest.approx(whole.office_share)


@pytest.mark.parametrize(
    "sliders", [{"magic": 1.0}, {"cap": -1.0}, {"cap": 100.0}, {"grant_rate": 2.0}, {"scope": float("nan")}]
)
def test_a_slider_that_cannot_be_meant_is_refused(rs, sliders):
    with pytest.raises(whatif.SliderRefused):
        whatif.what_if(rs, rs.counts, sliders, paths=100, seed=1)


@pytest.mark.thorough
@pytest.mark.parametrize("code", ["ba", "me", "mk", "rs"])
def test_each_country_file_gives_every_answer_as_json_and_in_words(code):
    path = scenario_files.FOLDER / f"{code}.toml"

    result = studies.run_file(path, None, paths=400, seed=1)

    json.dumps(result, allow_nan=False)
    assert [o["code"] for o in result["depth"]["options"]] == ["A", "B", "C", "D"]
    falls = {"exchange"} if code in {"rs", "mk"} else set()  # where no law fixes the rate
    assert {s["code"] for s in result["depth"]["shocks"]} == {"mass_case", "recession", "both"} | falls
    a, b = result["depth"]["options"][:2]
    assert b["office_share"] < a["office_share"]
    assert a["present_mean"] == pytest.approx(result["high"]["present_value"]["mean"])
    words = "\n".join(studies.in_words(result))
    for said in ("budget needed", "largest cap", "share of the variance", "option B", "shock mass_case", "still owed"):
        assert said in words


@pytest.mark.thorough
def test_a_mass_case_never_lowers_the_chance_of_running_dry(rs):
    result = studies.run_file(scenario_files.FOLDER / "rs.toml", None, paths=2000, seed=1)

    shocks = {s["code"]: s for s in result["depth"]["shocks"]}
    plain = result["high"]["dry_by_year"][-1]
    assert plain <= shocks["mass_case"]["dry"] <= shocks["both"]["dry"]
    assert plain <= shocks["recession"]["dry"] <= shocks["both"]["dry"]


def test_an_option_is_laid_over_the_scenario_and_nothing_else(rs):
    tree = scenario_files.read(scenario_files.FOLDER / "rs.toml")
    option = {"name": "half the cap", "changes": {"policy": {"cap": 5000}}}
    found = scenario_from(merged(tree, {"option": {"X": option}}))

    changed = {o.code: o.scenario for o in found.options}["X"]
    assert changed.policy == replace(rs.policy, cap=5000.0)
    assert changed.sources == rs.sources
    assert changed.options == ()


def test_a_result_holds_the_whole_scenario_and_it_can_be_read_again(rs):
    kept = json.loads(study.canonical(study.run_series(rs, [], paths=50, seed=1).plain()))["scenario"]

    again = scenario_from(kept)
    assert again == rs
    assert again.hash == rs.hash


@pytest.mark.thorough
def test_a_whole_run_says_in_one_file_what_its_parts_say(rs):
    whole = studies.run_whole(rs, None, paths=500, seed=3)

    said = json.loads(study.canonical(whole.plain()))
    assert said["depth"]["tornado"][0]["code"]
    assert whole == studies.run_whole(rs, None, paths=500, seed=3)
    assert replace(whole, depth=None) == studies.run_on(rs, None, paths=500, seed=3)


@pytest.mark.thorough
def test_a_whole_run_tells_each_part_of_its_way_and_arrives(rs):
    told: list[tuple[str, float]] = []

    studies.run_whole(rs, None, paths=300, seed=3, told=lambda step, share: told.append((step, share)))

    steps = ("paths", "depth")
    assert [step for step, _ in told] == sorted((step for step, _ in told), key=steps.index)
    for one in steps:
        shares = [share for step, share in told if step == one]
        assert shares == sorted(shares)
        assert shares[-1] == 1.0
    beyond = [share for step, share in told if step == "depth"]
    assert len({share for share in beyond if share > 0.5}) > len(rs.stresses) + len(rs.options)


@pytest.mark.thorough
def test_a_whole_run_stops_where_it_is_told_to_beyond_the_map(rs):
    def stop(step: str, share: float) -> None:
        if step == "depth" and share > 0.9:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        studies.run_whole(rs, None, paths=300, seed=3, told=stop)
