"""At whose desk a decision is broken down."""

from claiming import desk  # noqa: F401  # a fixture
