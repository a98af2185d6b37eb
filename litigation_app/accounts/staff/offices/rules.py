"""May an office be called so, and may it be removed? Pure decisions."""

from collections.abc import Iterable


def is_name_taken(name: str, others: Iterable[str]) -> bool:
    """Two offices may not differ in capitals and spaces alone: people choose them from a list."""
    return _told_apart(name) in {_told_apart(other) for other in others}


def _told_apart(name: str) -> str:
    return " ".join(name.casefold().split())
