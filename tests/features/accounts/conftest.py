"""Who is at hand in these tests."""

from cosigning import both  # noqa: F401  # a fixture
from erasing import stage  # noqa: F401  # a fixture
from post_office import post_office  # noqa: F401  # a fixture
