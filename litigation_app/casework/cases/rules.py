"""What are a case, its court and its stage called, and when is it over? Neither a reference nor a code name counts anything. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from unicodedata import normalize

from litigation_app.core.text import in_alphabet
from litigation_app.core.toml_files import read_toml
from litigation_app.law import loader
from litigation_app.law.country import Court, Jurisdiction
from litigation_app.law.script import to_latin

# Neutral words only: no first name (so no Jela and no Jova), no place (no Bor), nothing that could be taken for a person; no two that
# are a letter apart, since they are said aloud.
TREES = (
    "Bagrem", "Pinija", "Breza", "Brest", "Bukva", "Cer", "Dren", "Dud", "Glog", "Grab",
    "Hrast", "Jasen", "Jasika", "Javor", "Ariš", "Joha", "Kesten", "Klen", "Kleka", "Kruška",
    "Leska", "Lipa", "Lovor", "Maklen", "Maslina", "Oskoruša", "Orah", "Omorika", "Platan", "Rujevina",
    "Sekvoja", "Smrča", "Tisa", "Topola", "Trešnja", "Tuja", "Vrba", "Zova", "Čempres", "Šimšir",
)  # fmt: skip
FIRST_INSTANCE = 1
FEW, MANY = 99, 99_999  # numbers behind a tree: short ones while they last
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as a figure
SIGNS = "23456789" + LETTERS
DAILY, CONFLICT = (
    "daily",
    "conflict",
)  # purposes: with the one only files are opened, with the other only a name is looked up
YEARS = 30  # of which a reference may be that is typed without its year
_REFERENCE = re.compile(r"([A-Z]{2})[-/ ]*([0-9]{4})(?:[-/ ]*([A-Z0-9]{1,4}))?")
_END = re.compile(r"(?:(?:(?P<country>[A-Z]{2})[-/ ]*)?(?P<year>[0-9]{4})[-/ ]+)?(?P<sign>[0-9]{1,4}|[A-Z][A-Z2-9]{3})")
_CODE_NAME = re.compile(r"(?P<tree>[^\W\d_]+) ?(?:(?P<number>[0-9]{1,5}) ?(?P<letter>[A-Za-z]{0,2}))?")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
REFERENCES = len(LETTERS) * len(SIGNS) ** 3  # of one country and year


def reference(country: str, year: int, serial: int) -> str:
    """The reference with this serial number (0 … REFERENCES - 1), drawn at random: "RS-2026-K7F3".

    It begins with a letter where those that once counted have a figure: "RS-2026-0007".
    """
    signs = ""
    for _ in range(3):
        serial, sign = divmod(serial, len(SIGNS))
        signs = SIGNS[sign] + signs
    return f"{country}-{year}-{LETTERS[serial]}{signs}"


def code_name(serial: int) -> str:
    """The code name of a case with this serial number (0, 1, 2 …); no two serials share one."""
    count, tree = divmod(serial, len(TREES))
    return f"{TREES[tree]} {count + 1}"


def code_names(*, wide: bool = False) -> int:
    """From how many serials a code name is drawn; `wide`: where all short names that were drawn are in use."""
    return len(TREES) * (MANY if wide else FEW)


def letter(place: int) -> str:
    """The letter of the client or the accused at this place of the case, from 0: "A" … "Z", "AA", "AB" …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(_ALPHABET))
        letters = _ALPHABET[rest] + letters
    return letters


def client_name(case: str, place: int) -> str:
    """The code name of the client at this place of a case, from 0: "Breza 14 A". Nobody takes it for a case."""
    return f"{case} {letter(place)}"


def as_reference(typed: str) -> str:
    """What was typed, in either script and with any signs between its parts, as a reference or its beginning is written."""
    latin = to_latin(typed).strip().upper()
    parts = _REFERENCE.fullmatch(latin)
    return "-".join(filter(None, parts.groups())) if parts else latin


def references(typed: str, year: int) -> list[str]:
    """Every reference of which this may be the end, "K7F3", "7" or "2022-7", of the years up to this one; none: it is no such end."""
    end = _END.fullmatch(to_latin(typed).strip().upper())
    if end is None:
        return []
    countries = [end["country"]] if end["country"] else loader.COUNTRIES
    years = [end["year"]] if end["year"] else range(year - YEARS + 1, year + 1)
    return [f"{country}-{of}-{end['sign'].zfill(4)}" for country in countries for of in years]


def as_code_name(typed: str) -> str:
    """What was typed, in either script, with or without marks and spaces, as a code name or its beginning is written."""
    latin = " ".join(to_latin(typed).split())
    parts = _CODE_NAME.fullmatch(latin)
    begun = _unmarked(parts["tree"]) if parts else ""
    if parts is None or not begun:
        return latin[:1].upper() + latin[1:].lower()
    spelt = {tree[: len(begun)] for tree in TREES if _unmarked(tree).startswith(begun)}
    tree = spelt.pop() if len(spelt) == 1 else parts["tree"].capitalize()
    return " ".join(filter(None, (tree, parts["number"], (parts["letter"] or "").upper())))


def is_whole_code_name(name: str) -> bool:
    """Whether a code name, as it is written, says its number too."""
    tree, _space, rest = name.partition(" ")
    return tree in TREES and bool(rest)


def _unmarked(word: str) -> str:
    """A tree without capitals and marks: no letter of theirs falls into two."""
    return "".join(letter for letter in normalize("NFKD", word.casefold()) if letter.isalnum())


def has_two_courts(court_id: str, court_typed: str) -> bool:
    """Whether a listed court and a typed one are both named. Neither is fine: the court may not be known yet."""
    return bool(court_id and court_typed)


def first_courts(law: Jurisdiction, language: str) -> list[Court]:
    """The courts at which a case may begin: those that try trafficking, then the others of first instance, each by name."""
    trying = [one for one in law.courts if any("trafficking" in subject for subject in one.tries)]
    others = [one for one in law.courts if one.level == FIRST_INSTANCE and one not in trying]
    return [
        one
        for part in (trying, others)
        for one in sorted(part, key=lambda one: in_alphabet(one.name(language), language))
    ]


def court_is_elsewhere(law: Jurisdiction, court_id: str, forum: str | None) -> bool:
    """Whether a listed court belongs to another of Bosnia's systems than the one chosen."""
    if not court_id or forum is None:
        return False
    its = law.court(court_id).forum
    return its is not None and its != forum


def court_name(country: str, court_id: str | None, court_typed: str | None, language: str) -> str:
    """The court's name in this language; as it was typed where it is not of the list; "" where it is not known."""
    if court_id is None:
        return court_typed or ""
    return loader.load(country).court(court_id).name(language)


@cache
def stage_name(country: str, forum: str | None, stage_id: str | None, language: str) -> str:
    """The stage of the criminal proceeding in this language; "" where nothing is recorded."""
    graphs = loader.load(country).family("criminal", forum)
    found = (one.stage(stage_id) for one in graphs if stage_id and one.has(stage_id))
    return next((stage.name(language) for stage in found), "")


def version_typed(typed: str | None) -> int:
    """The row version that a page was made from; 0, which no row has, if the hidden field was tampered with."""
    text = typed or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def stands_open(
    opened_at: datetime, used_at: datetime | None, now: datetime, *, idle: timedelta, spell: timedelta
) -> bool:
    """Whether the opening may be used now: not longer unused than `idle`, not longer open than `spell`."""
    last = max(opened_at, used_at or opened_at)
    return now - last <= idle and now - opened_at <= spell


def minutes_left(opened_at: datetime, now: datetime, *, idle: timedelta, spell: timedelta) -> int:
    """For how many whole minutes the file stays open if nobody uses it from now on."""
    left = min(now + idle, opened_at + spell) - now
    return max(int(left.total_seconds() // 60), 0)


@dataclass(frozen=True)
class Ended:
    """How a proceeding stands. `on`: the day of the step that ended it; None: it goes on."""

    family: str
    has_begun: bool
    on: date | None


def rests_at(stage: str, *, is_end: bool) -> bool:
    """Whether nobody waits for a day any more at this stage: the proceeding is over, or it rests."""
    return is_end or stage in _table()["rests"]["stages"]


def ended_on(tracks: Iterable[Ended]) -> date | None:
    """The day on which the last of a case's proceedings ended; None while any goes on, or none has begun.

    One in which nothing happened yet does not count; a property claim is heard with the trial and ends with it.
    """
    begun = [one for one in tracks if one.has_begun]
    days = {one.family: one.on for one in begun}
    ends = [one.on or days.get(_table()["ends_with"].get(one.family, "")) for one in begun]
    found = [day for day in ends if day is not None]
    return max(found) if found and len(found) == len(ends) else None


def is_over(ended_on: date | None, *, is_ahead: bool, has_waiting_claim: bool) -> bool:
    """Whether a case is over: its proceedings have ended, and nothing of it waits for anybody.

    `is_ahead`: a hearing is planned, or a period of ours is open, with a day or without one yet. A claim waits until it
    is filed.
    """
    return ended_on is not None and not is_ahead and not has_waiting_claim


@cache
def _table() -> Mapping[str, Any]:
    return read_toml(__file__, "ending.toml")
