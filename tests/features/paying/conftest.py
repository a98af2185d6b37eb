"""At whose desk money is followed."""

from claiming import desk  # noqa: F401  # a fixture
