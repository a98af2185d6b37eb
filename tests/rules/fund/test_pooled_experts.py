"""Is the judgement of several experts the mixture of their laws, by draws, levels and mean alike?"""

import numpy as np
import pytest

from litigation_app.statistics.fund import scenario_text
from litigation_app.statistics.fund.param import Param
from litigation_app.statistics.fund.scenario import ScenarioRefused
from litigation_app.statistics.fund.scenario_reading import scenario_from

LOW = Param("pert", 0.05, 0.10, 0.20)
HIGH = Param("quantiles", 0.20, 0.30, 0.50)
POOL = Param("pool", parts=((1.0, LOW), (3.0, HIGH)))


def test_the_three_levels_of_an_expert_are_those_she_said() -> None:
    assert HIGH.quantile(np.asarray([0.1, 0.5, 0.9])) == pytest.approx([0.20, 0.30, 0.50])
    assert HIGH.mean == pytest.approx(float(HIGH.draw(np.random.default_rng(1), 400_000).mean()), rel=2e-3)
    assert (HIGH.lowest, HIGH.highest) == pytest.approx((0.175, 0.55))


def test_a_pool_is_the_mixture_of_its_experts() -> None:
    drawn = POOL.draw(np.random.default_rng(2), 400_000)
    levels = np.asarray([0.05, 0.2, 0.25, 0.5, 0.8, 0.95])

    assert POOL.mean == pytest.approx(0.25 * LOW.mean + 0.75 * HIGH.mean)
    assert float(drawn.mean()) == pytest.approx(POOL.mean, rel=2e-3)
    assert POOL.expect(lambda x: x) == pytest.approx(POOL.mean, rel=1e-4)
    assert POOL.quantile(levels) == pytest.approx(np.quantile(drawn, levels), rel=0.01)
    assert (POOL.lowest, POOL.highest) == pytest.approx((0.05, 0.55))


def test_weights_count_by_their_share_alone() -> None:
    same = Param("pool", parts=((10.0, LOW), (30.0, HIGH)))

    assert same.mean == pytest.approx(POOL.mean)
    assert same.quantile(np.asarray([0.3, 0.6])) == pytest.approx(POOL.quantile(np.asarray([0.3, 0.6])))


def with_rate(rate: object) -> object:
    tree = scenario_text.shipped("RS")
    tree["uptake"]["application_rate"] = rate
    return scenario_from(tree).application_rate


def test_a_file_states_a_pool_and_gives_it_back() -> None:
    said = {
        "dist": "pool",
        "experts": [
            {"low": 0.05, "mode": 0.10, "high": 0.20},
            {"dist": "quantiles", "q10": 0.20, "q50": 0.30, "q90": 0.50, "weight": 3},
        ],
        "source": "two invented experts",
    }
    tree = scenario_text.shipped("RS")
    tree["uptake"]["application_rate"] = said

    found = with_rate(said)

    assert found == Param("pool", source="two invented experts", parts=POOL.parts)
    assert scenario_text.tree_of(scenario_text.text_of(tree)) == tree


@pytest.mark.parametrize(
    ("rate", "key"),
    [
        ({"dist": "pool", "experts": []}, "uptake.application_rate.experts"),
        ({"dist": "pool", "experts": [{"low": 0.3, "mode": 0.1, "high": 0.2}]}, "uptake.application_rate.experts.0"),
        ({"dist": "pool", "experts": [{"dist": "normal", "low": 0.1}]}, "uptake.application_rate.experts.0.dist"),
        (
            {"dist": "pool", "experts": [{"low": 0.1, "mode": 0.2, "high": 0.3, "name": "x"}]},
            "uptake.application_rate.experts.0.name",
        ),
        ({"dist": "quantiles", "q10": 0.1, "q50": 0.2, "q90": 1.4}, "uptake.application_rate"),
    ],
)
def test_what_no_expert_can_mean_is_refused_with_its_key(rate: object, key: str) -> None:
    with pytest.raises(ScenarioRefused) as stop:
        with_rate(rate)

    assert stop.value.key == key
