"""What are the invented people called, and what do their files say? Pure: the same draw gives the same words."""

import random
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from litigation_app.casework.clients.victims.rules import UNKNOWN, VictimRecord
from litigation_app.core.toml_files import read_toml
from litigation_app.demo.published import Kind
from litigation_app.law.script import to_cyrillic

_FORMS: dict[str, tuple[str, ...]] = {
    "sexual": ("SEX",), "labour": ("LAB",), "begging": ("BEG",), "criminality": ("CRIM",),
    "forced_marriage": ("MARR",), "sexual+labour": ("SEX", "LAB"), "begging+forced_marriage": ("BEG", "MARR"),
    "domestic_servitude_forced_marriage": ("SERV", "MARR"), "unknown": (),
}  # fmt: skip
_MULTIPLE = (("SEX", "LAB"), ("SEX", "CRIM"), ("BEG", "CRIM"), ("LAB", "CRIM"), ("SEX", "MARR"))
_FOREIGN = {"RS": ("REGION", "REGION", "EU", "OTHER"), "MK": ("REGION", "OTHER")}
_MACEDONIAN = dict(zip("абвгдѓежзѕијклљмнњопрстќуфхцчџш", (
    "a", "b", "v", "g", "d", "gj", "e", "zh", "z", "dz", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r",
    "s", "t", "kj", "u", "f", "h", "c", "ch", "dj", "sh"), strict=True))  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """In which country's words, and whether in Serbian Cyrillic."""

    country: str
    in_cyrillic: bool = False

    def say(self, key: str, rng: random.Random) -> str:
        """One of the sentences under this key."""
        text = rng.choice(_texts()[self.country][key]).replace("{n}", str(rng.randrange(2, 30)))
        return self.write(text)

    def write(self, text: str) -> str:
        return to_cyrillic(text) if self.in_cyrillic else text


def voice(country: str, forum: str | None, rng: random.Random) -> Voice:
    """Serbia writes in both scripts, Republika Srpska mostly in Cyrillic."""
    share = {"RS": 0.5, "BA": 0.8 if forum == "ba-rs" else 0.0}.get(country, 0.0)
    return Voice(country, rng.random() < share)


@cache
def names() -> Mapping[str, Any]:
    """The file of names, offices and staff."""
    return read_toml(__file__, "names.toml")


@cache
def _texts() -> Mapping[str, Any]:
    return read_toml(__file__, "texts.toml")


def address(given: str) -> str:
    """The name as the first part of a mail address: Latin letters without marks."""
    latin = "".join(_MACEDONIAN.get(letter, letter) for letter in given.lower()).replace("đ", "dj")
    return "".join(letter for letter in unicodedata.normalize("NFKD", latin) if letter.isascii() and letter.isalnum())


def record(kind: Kind, contact: date, spoken: Voice, rng: random.Random, *, is_potential: bool) -> VictimRecord:
    """Everything about one invented person; her age at first contact fits the published kind."""
    country = spoken.country
    given, family = _name(kind, country, rng)
    age = rng.choice(range(7, 18)) if kind.age == "minor" else int(rng.triangular(18, 52, 24))
    born = date(contact.year - age, 1, 1) + timedelta(days=rng.randrange(365))
    is_born_known = rng.random() < 0.8
    return VictimRecord(
        given_name=spoken.write(given),
        family_name=spoken.write(family),
        birth_date=born if is_born_known else None,
        birth_year=None if is_born_known else born.year,
        citizenship=spoken.write(names()["citizenship"][country]) if kind.origin == "national" else "",
        phone=f"+000 00 {rng.randrange(1000, 9999)}",
        email=f"{address(given)}.{rng.randrange(100, 999)}@desk.example" if rng.random() < 0.4 else "",
        address=spoken.write(rng.choice(names()["place"][country])),
        safe_contact=spoken.say("safe_contact", rng),
        exploitation=spoken.say("exploitation", rng),
        health=spoken.say("health", rng),
        notes=spoken.say("notes", rng),
        sex={"female": "F", "male": "M"}.get(kind.sex, UNKNOWN),
        citizenship_group=_group(kind, country, rng),
        status="PRESUMED" if is_potential else "FORMAL",
        forms=_FORMS[kind.form] if kind.form in _FORMS else rng.choice(_MULTIPLE),
        first_contact=contact,
    )


def _name(kind: Kind, country: str, rng: random.Random) -> tuple[str, str]:
    given = rng.choice(names()["given"][country][kind.sex])
    families = names()["family_male"].get(country) if kind.sex == "male" else None
    return given, rng.choice(families or names()["family"][country])


def _group(kind: Kind, country: str, rng: random.Random) -> str:
    if kind.origin == "national":
        return "NATIONAL"
    return rng.choice(_FOREIGN.get(country, ("REGION", "EU", "OTHER")))
