"""What became of a decision, in the reader's words?"""

from litigation_app.casework.claims.appeals import rules
from litigation_app.core.language import current


def word(kind: str, code: str) -> str:
    """A code of appeals.toml in words."""
    return rules.words()[kind][code].read_in(current())
