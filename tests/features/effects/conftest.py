"""At whose desk a step and a claim say the same thing."""

from claiming import desk  # noqa: F401  # a fixture
