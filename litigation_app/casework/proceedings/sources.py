"""Where was something of the law read? The sources of a country file, as links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from litigation_app.law.country import Jurisdiction

_ADDRESS = re.compile(r"https?://[^\s;)]+")


@dataclass(frozen=True)
class Source:
    """Where something was read: `link` "" where the file gives no address."""

    text: str
    link: str


def sources(ids: Iterable[str], law: Jurisdiction) -> list[Source]:
    """The sources with these ids."""
    return [one for id_ in ids for one in _read(law.sources[id_])]


def _read(said: str) -> list[Source]:
    """The addresses that a source gives, each by the name of its site; else what is said of it."""
    found = [Source(urlsplit(one).netloc.removeprefix("www."), one) for one in _ADDRESS.findall(said)]
    return found or [Source(said, "")]
