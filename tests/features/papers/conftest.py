"""Whose case the papers are of."""

from papers import case_id, lawyer, open_case  # noqa: F401  # fixtures
