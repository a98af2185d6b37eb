"""Whose case the papers are of, a desk where everything is there once, and one of each country that was walked through."""

from collections.abc import Callable
from typing import Any

import pytest

import walked
from furnished import Furnished, furnished  # noqa: F401  # a fixture
from litigation_app.core import rowguard
from papers import case_id, lawyer, open_case  # noqa: F401  # fixtures
from reading import MOST_OF_A_PATH


@pytest.fixture(scope="session", params=walked.DESKS)
def walked_desk(request: pytest.FixtureRequest, lasting_desk: Callable[[str], Any]) -> walked.Walked:
    """A desk of a country through which everybody has walked, once for all tests that look at it.

    `make test` walks on SQLite, to a few pages of each kind, and computes a fund in one country alone.
    """
    country, database = request.param
    is_everything = request.config.getoption("--everything")
    with rowguard.system("maintenance"):
        desk = Furnished(*lasting_desk(database), country, with_estimate=is_everything or country == walked.FULLY)
        return walked.Walked(desk, of_a_kind=MOST_OF_A_PATH if is_everything else walked.A_FEW)
