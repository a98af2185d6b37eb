"""Which words does a note have to hold to be found, and how is its kind said? Pure."""

from collections.abc import Mapping, Sequence

from litigation_app.law.words import Table, choices, spoken, tables_beside


def holds(text: Sequence[str], words: Sequence[str]) -> bool:
    """Whether every word begins some part of the text; both as skeletons. Without a word nothing is found."""
    return bool(words) and all(any(part.startswith(word) for part in text) for word in words)


def say(code: str, language: str) -> str:
    """The words for a kind; the code itself if a later file lost it."""
    return spoken(_tables()["kind"], code, language)


def options(language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(_tables()["kind"], language)


def _tables() -> Mapping[str, Table]:
    return tables_beside(__file__, "notes.toml")
