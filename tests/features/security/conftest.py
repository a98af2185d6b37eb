"""Whose case the papers are of, and a desk where everything is there once."""

from furnished import furnished  # noqa: F401  # a fixture
from papers import case_id, lawyer, open_case  # noqa: F401  # fixtures
