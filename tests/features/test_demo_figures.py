"""Do the invented people have the published proportions, year by year?"""

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

from litigation_app.demo import published, walks

pytestmark = pytest.mark.thorough

CSV = Path(published.__file__).parents[1] / "statistics" / "official" / "statistics.csv"


def figures() -> dict[tuple[str, str, str, str, str], str]:
    with CSV.open(encoding="utf-8", newline="") as file:
        return {
            (row["country"].upper(), row["year"], row["measure"], row["series"], row["breakdown"]): row["value"]
            for row in csv.DictReader(file)
        }


def test_every_figure_is_one_that_was_published() -> None:
    known = figures()

    for cell in published.marginals()["cell"]:
        for row in cell["rows"]:
            key = (cell["country"], cell["published"], cell["measure"], cell["series"], row["breakdown"])
            assert known[key] == str(row["value"]), key
    for share in published.marginals()["share"]:
        for row in share["rows"]:
            key = ("RS", row["published"], share["measure"], share["series"], row["breakdown"])
            assert known[key] == str(row["value"]), key


def test_people_of_each_year_have_the_published_sexes_ages_and_forms() -> None:
    for cell, row in zip(published.cells(seed=3), published.marginals()["cell"], strict=True):
        stated = {one["breakdown"]: one["value"] for one in row["rows"]}

        for breakdown, count in stated.items():
            if breakdown in {"total", "origin=Taiwan"} or (row["country"], row["year"]) == ("BA", 2017):
                continue  # BA 2017: the source counts 83 sexes of 82 people
            wanted = dict(part.split("=") for part in breakdown.split(";"))
            fitting = [kind for kind in cell.kinds if all(getattr(kind, k) == v for k, v in wanted.items())]
            assert len(fitting) == count, (row["country"], row["year"], breakdown)


@pytest.mark.parametrize("size", [1, 30, 1_000, 12_345])
def test_a_size_gives_so_many_cases_in_the_published_proportions(size: int) -> None:
    years = published.dossiers(size, seed=1)
    base: Counter[tuple[str, int]] = Counter()
    for plan in published.everybody(seed=1):
        base[plan[0].country, plan[0].year] += len(plan)

    counts = {(year[0].country, year[0].year): len(year) for year in years}

    assert sum(counts.values()) == size
    assert all(abs(count - base[key] * size / sum(base.values())) <= 2 for key, count in counts.items())


def test_of_the_cases_of_each_row_the_desk_has_the_assumed_share() -> None:
    found = {(year[0].country, year[0].year): len(year) for year in published.dossiers(0, seed=1)}

    wanted: Counter[tuple[str, int]] = Counter()
    for plan in published.everybody(seed=1):
        share = published.assumed("represented")[plan[0].country] / 100
        wanted[plan[0].country, plan[0].year] += max(1, round(len(plan) * share))

    assert found == wanted


def test_durations_until_the_first_judgment_have_the_published_shares() -> None:
    durations = walks.Durations(random.Random(5))

    months = [durations.months() for _ in range(300)]

    shares = walks.duration_shares()
    whole = sum(shares.values())
    assert abs(sum(one <= 12 for one in months) / 3 - 100 * shares["up_to_1y"] / whole) <= 1
    assert abs(sum(one > 36 for one in months) / 3 - 100 * shares["over_3y"] / whole) <= 1
