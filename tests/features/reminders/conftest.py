"""At whose desk the tests of this room work, and which post office takes its mails."""

from lawyering import beginning, case_id, email, lawyer  # noqa: F401  # fixtures
from post_office import post_office  # noqa: F401  # a fixture
