"""At whose desk the tests of this room work."""

from claiming import desk  # noqa: F401  # a fixture
from lawyering import beginning, case_id, email, lawyer  # noqa: F401  # fixtures
