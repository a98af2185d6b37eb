"""In which words are the codes of strategic litigation said? Pure."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from litigation_app.law.words import Table, read_tables

_FILE = Path(__file__).with_name("strategy.toml")


def say(list_: str, code: str, language: str) -> str:
    """The words for a code of strategy.toml; the code itself if a later file lost it."""
    word = tables()[list_].get(code)
    return word.read_in(language) if word else code


def options(list_: str, language: str) -> list[tuple[str, str]]:
    """(code, words) in the order of the file."""
    return [(code, word.read_in(language)) for code, word in tables()[list_].items()]


@cache
def tables() -> Mapping[str, Table]:
    """Every list of strategy.toml."""
    return read_tables(_FILE)
