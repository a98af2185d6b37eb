"""Why was something struck or corrected, in the reader's words?"""

from litigation_app.casework.claims.corrections import rules
from litigation_app.core.language import current


def why_words(code: str | None) -> str:
    """A code of mistakes.toml in words; "" for none."""
    return rules.words()["why"][code].read_in(current()) if code else ""
