"""Whose case the papers are of, a desk where everything is there once, and desks that were walked through."""

from collections.abc import Callable
from typing import Any

import pytest

import furnished_rooms as rooms
import walked
from documents_sent import beginning, case_id, lawyer, open_case  # noqa: F401  # fixtures
from furnished import Furnished, furnished  # noqa: F401  # a fixture
from litigation_app.core.rls import rowguard


@pytest.fixture(scope="module", params=walked.DESKS)
def walked_desk(request: pytest.FixtureRequest, people_of_a_file: Callable[[str], Any]) -> walked.Walked:
    """A desk of a country through which everybody has walked; in `make test` a lawyer through the pages of her case."""
    where: walked.Where = request.param
    with rowguard.system("maintenance"):
        beside = rooms.WHOLE if where.is_whole else rooms.OF_CASES
        return walked.Walked(Furnished(*people_of_a_file(where.database), where.country, beside), where.is_whole)
