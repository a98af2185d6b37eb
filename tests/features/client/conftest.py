"""At whose desk the tests of these rooms work."""

from typing import Any
from uuid import UUID

import pytest

from claiming import desk  # noqa: F401  # a fixture
from erasing import stage  # noqa: F401  # a fixture
from lawyering import beginning, case_id, email, lawyer  # noqa: F401  # fixtures
from opposing import two  # noqa: F401  # a fixture


@pytest.fixture
def her(make: Any, email: str, case_id: UUID) -> str:  # noqa: F811
    return str(make.victim(email, case_id))
