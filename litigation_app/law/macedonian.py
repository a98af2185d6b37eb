"""How are the words of the data files (`sr = "..."`) said in Macedonian?"""

from collections.abc import Mapping
from functools import lru_cache

from litigation_app.core.toml_files import read_toml
from litigation_app.law.script import to_cyrillic


def macedonian(serbian: str) -> str:
    """The Macedonian words for these Serbian ones; without an entry Serbian in Cyrillic, which a Macedonian reads."""
    return table().get(serbian) or to_cyrillic(serbian)


@lru_cache(maxsize=1)
def table() -> Mapping[str, str]:
    """Serbian words (Latin letters, as the files have them) and their Macedonian."""
    return read_toml(__file__, "macedonian.toml")
