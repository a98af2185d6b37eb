"""Which court is meant? One court however it is typed: script, marks, capitals and blanks make no other court of it."""

from functools import cache

from litigation_app.law import loader
from litigation_app.vault.name_search.folding import in_plain_letters


def key(country: str, said: str) -> str:
    """What two spellings of one court have in common: its id in the country file, or its plain letters."""
    plain = _plain(said)
    return said if said in _names(country).values() else _names(country).get(plain, plain)


def written(country: str, typed: str) -> str:
    """How a court that was typed is kept: as the country file has it, else as it was typed."""
    return _names(country).get(_plain(typed), " ".join(typed.split()))


def has_name(typed: str) -> bool:
    """Whether anything of it is a letter or a figure."""
    return bool(_plain(typed))


def _plain(said: str) -> str:
    """Letters and figures in small plain Latin. Nothing is merged: "Sud I" and "Sud II" are two courts."""
    return " ".join("".join(one if one.isalnum() else " " for one in in_plain_letters(said)).split())


@cache
def _names(country: str) -> dict[str, str]:
    """The id of each court of the country file by the plain letters of each of its names."""
    return {_plain(one.name(language)): one.id for one in loader.load(country).courts for language in _LANGUAGES}


_LANGUAGES = ("en", "sr_Latn", "sr_Cyrl", "mk")
