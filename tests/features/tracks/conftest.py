"""At whose desk proceedings run beside each other."""

from lawyering import beginning, case_id, email, lawyer  # noqa: F401  # fixtures
from stepping import criminal  # noqa: F401  # a fixture
