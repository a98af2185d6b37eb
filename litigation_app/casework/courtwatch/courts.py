"""Which court is meant? One court however it is typed: script, marks, capitals and blanks make no other court of it."""

from functools import cache

from litigation_app.law import loader
from litigation_app.vault.skeleton import skeleton


def key(country: str, said: str) -> str:
    """What two spellings of one court have in common: its id in the country file, or its plain letters."""
    plain = skeleton(said)
    return said if said in _names(country).values() else _names(country).get(plain, plain)


def written(country: str, typed: str) -> str:
    """How a court that was typed is kept: as the country file has it, else as it was typed."""
    return _names(country).get(skeleton(typed), " ".join(typed.split()))


@cache
def _names(country: str) -> dict[str, str]:
    """The id of each court of the country file by the plain letters of each of its names."""
    return {skeleton(one.name(language)): one.id for one in loader.load(country).courts for language in _LANGUAGES}


_LANGUAGES = ("en", "sr_Latn", "sr_Cyrl", "mk")
