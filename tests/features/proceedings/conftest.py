"""At whose desk steps are recorded."""

from lawyering import beginning, case_id, email, lawyer  # noqa: F401  # fixtures
from stepping import criminal  # noqa: F401  # a fixture
