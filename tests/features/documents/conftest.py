"""Whose case the papers are of."""

from arriving import nothing_of_before, port  # noqa: F401  # fixtures
from documents_sent import beginning, case_id, lawyer, open_case  # noqa: F401  # fixtures
from erasing import stage  # noqa: F401  # a fixture
