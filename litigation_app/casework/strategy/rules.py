"""In which words are the codes of strategic litigation said? Pure."""

from collections.abc import Mapping

from litigation_app.law.words import Table, choices, spoken, tables_beside


def say(list_: str, code: str, language: str) -> str:
    """The words for a code of strategy.toml; the code itself if a later file lost it."""
    return spoken(tables()[list_], code, language)


def options(list_: str, language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(tables()[list_], language)


def tables() -> Mapping[str, Table]:
    """Every list of strategy.toml."""
    return tables_beside(__file__, "strategy.toml")
