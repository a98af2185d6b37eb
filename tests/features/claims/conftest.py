"""At whose desk the claims are made."""

from awarding import decision  # noqa: F401  # a fixture
from claiming import desk  # noqa: F401  # a fixture
