"""At whose desk the tests of strategic litigation work."""

from erasing import stage  # noqa: F401  # fixtures
from lawyering import beginning, case_id, email, lawyer  # noqa: F401  # fixtures
from strategic import boss, boss_email, her, lane  # noqa: F401  # fixtures
