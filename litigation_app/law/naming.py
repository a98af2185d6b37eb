"""Which of a row's names does each screen language get?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.law.names import Names
from litigation_app.law.script import to_cyrillic


@dataclass(frozen=True)
class Naming:
    """How one country's rows are named.

    `local_is_serbian`: readers of Serbian understand the local names (Serbia, Bosnia, Montenegro). Where they do not,
    they get `borrowed`, Serbia's name for the same kind and id; a court or an offence has none and keeps its own name.
    """

    local_is_serbian: bool
    borrowed: Mapping[tuple[str, str], Names]

    def of(self, kind: str, row: Mapping[str, Any]) -> Names:
        """Return the names of a row; a row without a local name is shown in English everywhere."""
        english = row["name_en"]
        if "name_local" not in row:
            return Names(en=english, local=english, sr_latn=english, sr_cyrl=english)
        local = row["name_local"]
        if self.local_is_serbian:
            cyrillic = row.get("name_local_cyrl") or to_cyrillic(local)
            return Names(en=english, local=local, sr_latn=local, sr_cyrl=cyrillic)
        serbian = self.borrowed.get((kind, row["id"]))
        if serbian is None:
            return Names(en=english, local=local, sr_latn=local, sr_cyrl=local)
        return Names(en=english, local=local, sr_latn=serbian.sr_latn, sr_cyrl=serbian.sr_cyrl)


def country_names(names: Mapping[str, str], languages: list[str]) -> Names:
    """Return the country's own names; its first language gives the local one."""
    latin = names["sr-Latn"]
    local = names.get(languages[0], latin)
    return Names(en=names["en"], local=local, sr_latn=latin, sr_cyrl=names.get("sr-Cyrl") or to_cyrillic(latin))
