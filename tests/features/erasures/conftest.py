"""Whose data are to be erased, and by whom."""

from erasing import stage  # noqa: F401  # a fixture
