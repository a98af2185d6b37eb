"""At whose desk a decision is broken down."""

from awarding import decision  # noqa: F401  # a fixture
from claiming import desk  # noqa: F401  # a fixture
