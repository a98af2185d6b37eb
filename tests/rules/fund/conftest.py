"""Runs of the four countries' scenarios, made once for all studies."""

import copy

import pytest

from feasible import Results


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """What stands on whole runs is thorough: each country takes some seconds in each worker."""
    for item in items:
        if "results" in item.fixturenames:
            item.add_marker(pytest.mark.thorough)


@pytest.fixture(scope="session")
def results() -> Results:
    return Results()


@pytest.fixture
def masked(results):
    """Serbia with a year withheld: both ends differ."""
    found = copy.deepcopy(results["rs"])
    for spread in (found["high"]["settled_cost"], found["high"]["present_value"]):
        for level in spread:
            spread[level] *= 1.25
    found["high"]["office_share"] *= 0.9
    found["low"]["counts"]["trafficking"]["2023"] = [60, 60]
    found["masked_share"] = 1 / 9
    found["masking"] = {"mean_apart": 12_345.0, "mean_apart_share": 0.014, "q99_apart": 1.0, "q99_apart_share": 0.0}
    return found
