"""A fund that other income pays asks no budget and needs none: its figures and its study are made without the map of budgets."""

import json

import pytest

from feasible import speaking, written
from litigation_app.advocacy.figures import choices, parts
from litigation_app.statistics.fund import scenario_files, studies
from litigation_app.statistics.fund.scenario_reading import merged, scenario_from

NOBODY = {"uptake": {"application_rate": 0.0}}
ALL_COVERED = {
    "funding": {
        "budget_per_year": 0.0,
        "opening_reserve": 100_000.0,
        "source": [{"name": "levy", "base_per_year": 2_000_000.0}],
    }
}
NOTHING_TO_PAY_WITH = {"funding": {"budget_per_year": 0.0, "opening_reserve": 0.0, "source": []}}
MAP = "by cap and budget"


def run_of(changes):
    tree = merged(scenario_files.read(scenario_files.FOLDER / "rs.toml"), changes)
    return json.loads(json.dumps(studies.run_whole(scenario_from(tree), None, paths=100, seed=3).plain()))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("changes", "is_map_shown"),
    [
        (NOBODY, True),
        (NOBODY | {"funding": {"budget_per_year": 0.0}}, False),
        (ALL_COVERED, False),
        (NOTHING_TO_PAY_WITH, True),
    ],
)
def test_page_files_and_study_show_the_map_only_where_budgets_differ(changes, is_map_shown):
    result = run_of(changes)

    with speaking("en"):
        codes = {figure.code for figure in parts.everything(result)}
    study = str(written(result)[0])

    assert choices.has_map(result) is is_map_shown
    assert ("heatmap" in codes) is is_map_shown
    assert (MAP in study) is is_map_shown
