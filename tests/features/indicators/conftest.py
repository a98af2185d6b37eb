"""Who reads indicators, and the shelf on which they are published."""

from indicator_pages import reader, shelf  # noqa: F401  # fixtures
