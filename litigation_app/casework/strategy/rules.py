"""In which words are the codes of strategic litigation said? Pure."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from litigation_app.law.words import Table, choices, read_tables, spoken

_FILE = Path(__file__).with_name("strategy.toml")


def say(list_: str, code: str, language: str) -> str:
    """The words for a code of strategy.toml; the code itself if a later file lost it."""
    return spoken(tables()[list_], code, language)


def options(list_: str, language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return choices(tables()[list_], language)


@cache
def tables() -> Mapping[str, Table]:
    """Every list of strategy.toml."""
    return read_tables(_FILE)
