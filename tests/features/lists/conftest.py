"""At whose desk the lists of cases are read."""

from claiming import desk  # noqa: F401  # a fixture
