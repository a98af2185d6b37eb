"""At whose desk the claims are made."""

from claiming import desk  # noqa: F401  # a fixture
