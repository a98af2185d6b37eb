"""Which of a row's names does each screen language get?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigation_app.law.ijekavian import bosnian, montenegrin
from litigation_app.law.macedonian import table
from litigation_app.law.names import Names
from litigation_app.law.script import to_cyrillic, to_latin
from litigation_app.law.words import Word, everywhere

MACEDONIAN, _SERBIAN = "mk", "sr-Latn"
_SCREENS = {"sr": "sr-Latn"}  # the country's language as its file says it: the language of the screens


@dataclass(frozen=True)
class Naming:
    """How one country's rows are named.

    `own`: the language of its words. Who reads Serbian, Bosnian or Montenegrin reads all three, so these readers get the
    country's own words; those of Serbia in the jat of the rest of their page. Macedonian is another matter: its readers, and
    others in its country, get `borrowed`, what the other side (North Macedonia, Serbia) calls the same kind and id, else the words of
    macedonian.toml; a
    court has neither and keeps its own name, in the reader's letters. Where the other side has another thing under the same id
    (the constitutional complaint), or nothing, the row's own `name_mk`, in North Macedonia `name_sr`, says what this one is.
    `country`: whose law it is.
    """

    own: str
    borrowed: Mapping[tuple[str, str], str]
    country: str = ""

    def of(self, kind: str, row: Mapping[str, Any]) -> Names:
        """Return the names of a row; a row without a local name is shown in English everywhere."""
        english = row["name_en"]
        if "name_local" not in row:
            return Names(everywhere(english), english)
        local = row["name_local"]
        borrowed = self.borrowed.get((kind, row["id"]))
        if self.own == MACEDONIAN:
            return Names(_of_macedonia(english, local, row.get("name_sr") or borrowed), local)
        cyrillic = row.get("name_local_cyrl") or to_cyrillic(local)
        macedonian = row.get("name_mk") or borrowed or table().get(local, cyrillic)
        bs, cnr = (bosnian(local), montenegrin(local)) if self.own == _SERBIAN else (local, local)
        return Names(Word(english, local, cyrillic, macedonian, bs=bs, cnr=cnr), local)


def _of_macedonia(english: str, local: str, serbian: str | None) -> Word:
    if serbian is None:
        latin = to_latin(local)
        return Word(english, latin, local, local, bs=latin, cnr=latin)
    return Word(english, serbian, to_cyrillic(serbian), local, bs=bosnian(serbian), cnr=montenegrin(serbian))


def own_language(languages: list[str]) -> str:
    """The language of the screens in which a country's first language is read."""
    return _SCREENS.get(languages[0], languages[0])


def country_names(names: Mapping[str, str], own: str) -> Names:
    """Return the country's own names; its own language gives the local one."""
    latin = names["sr-Latn"]
    cyrillic = names.get("sr-Cyrl") or to_cyrillic(latin)
    return Names(Word(names["en"], latin, cyrillic, names["mk"], names["bs"], names["cnr"]), names[own])
