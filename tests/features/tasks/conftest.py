"""At whose desk the tests of this room work."""

from lawyering import beginning, case_id, email, lawyer  # noqa: F401  # fixtures
from tasked import colleague  # noqa: F401  # a fixture
