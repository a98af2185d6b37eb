"""How are the words of the data files (`sr = "..."`) said in Macedonian?"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from litigation_app.law.script import to_cyrillic

_FILE = Path(__file__).parent / "macedonian.toml"


def macedonian(serbian: str) -> str:
    """The Macedonian words for these Serbian ones; without an entry Serbian in Cyrillic, which a Macedonian reads."""
    return table().get(serbian) or to_cyrillic(serbian)


@lru_cache(maxsize=1)
def table() -> Mapping[str, str]:
    """Serbian words (Latin letters, as the files have them) and their Macedonian."""
    content: Mapping[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return content
