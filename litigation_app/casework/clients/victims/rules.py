"""What is known of a victim, and how old was she? Plaintext lives here for one request and refuses to be printed. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn

from litigation_app.core.roles import May
from litigation_app.core.text import NotPrintable, Unprintable

FACTS = "facts"
UNKNOWN = "_U"
OF_AGE = 18


class Group(StrEnum):
    """A part of the record with its own capsule and its own permission. What is not asked for is not opened."""

    IDENTITY = "identity"
    CONTACT = "contact"
    HEALTH = "health"
    EXPLOITATION = "exploitation"
    LEGAL = "legal"


ALL = frozenset(Group)
PERMISSION = {
    Group.IDENTITY: May.OPEN_IDENTITY,
    Group.CONTACT: May.OPEN_CONTACT,
    Group.HEALTH: May.OPEN_HEALTH,
    Group.EXPLOITATION: May.OPEN_EXPLOITATION,
    Group.LEGAL: May.OPEN_LEGAL,
}
_WORDS = {
    Group.IDENTITY: ("given_name", "family_name", "citizenship", "national_id", "passport"),
    Group.CONTACT: ("phone", "email", "address", "safe_contact"),
    Group.HEALTH: ("health",),
    Group.EXPLOITATION: ("exploitation",),
    Group.LEGAL: ("notes",),
}
# Which of the coded facts are shown and written with which group.
_CODED = {
    Group.IDENTITY: ("sex", "birth_year", "citizenship_group", "status", "first_contact"),
    Group.EXPLOITATION: ("forms",),
}


@dataclass(frozen=True, repr=False)
class VictimRecord(Unprintable):
    """What is known of one victim, as far as `groups` are opened. "" and None: not known, or not of these groups.

    `birth_year` may be known where the day is not; `is_adult`: she is of age, whether or not her birth is known.
    `sex`, `citizenship_group`, `status`, `forms`: codes of law/codes.toml.
    """

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    is_adult: bool = False
    citizenship: str = ""
    national_id: str = ""
    passport: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    safe_contact: str = ""
    exploitation: str = ""
    health: str = ""
    notes: str = ""
    sex: str = UNKNOWN
    birth_year: int | None = None
    citizenship_group: str = UNKNOWN
    status: str = UNKNOWN
    forms: tuple[str, ...] = ()
    first_contact: date | None = None
    groups: frozenset[Group] = ALL

    def __format__(self, how: str) -> NoReturn:
        raise NotPrintable

    def __reduce__(self) -> NoReturn:
        raise NotPrintable

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def year_of_birth(self) -> int | None:
        return self.birth_date.year if self.birth_date else self.birth_year


def fields_of(groups: Iterable[Group]) -> frozenset[str]:
    """The names of everything that these groups hold, what is known of her birth and the coded facts included."""
    found = {name for group in groups for name in (*_WORDS[group], *_CODED.get(group, ()))}
    return frozenset(found | ({"birth_date", "is_adult"} if Group.IDENTITY in groups else set()))


def capsules(record: VictimRecord, stored: Mapping[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    """What goes into the capsule of each of the record's groups, and into "facts": only codes, two numbers and a day.

    `stored`: the facts as they are, of which those of other groups stay (None: there are none yet).
    """
    found = {group.value: {name: getattr(record, name) for name in _WORDS[group]} for group in record.groups}
    if Group.IDENTITY in record.groups:
        found[Group.IDENTITY] |= {"birth_date": _written(record.birth_date), "is_adult": record.is_adult}
    return found | {FACTS: _facts(record, stored or {})}


def _facts(record: VictimRecord, stored: Mapping[str, Any]) -> dict[str, Any]:
    ages = ages_on(record, record.first_contact) if record.first_contact else None
    all_of_them = {
        "sex": record.sex,
        "birth_year": record.year_of_birth,
        # completed years at first contact; without the day of birth the higher one
        "age": ages[-1] if ages else None,
        "citizenship_group": record.citizenship_group,
        "forms": sorted(set(record.forms)),
        "status": record.status,
        "first_contact": _written(record.first_contact),
    }
    written = fields_of(record.groups) | ({"age"} if Group.IDENTITY in record.groups else set())
    return {name: value if name in written else stored.get(name, value) for name, value in all_of_them.items()}


def record_of(opened: Mapping[str, Mapping[str, Any]]) -> VictimRecord:
    """The record that these capsules hold; the facts of groups that are not among them are left out."""
    groups = frozenset(group for group in Group if group in opened)
    facts = opened[FACTS]
    known: dict[str, Any] = {name: str(opened[group].get(name, "")) for group in groups for name in _WORDS[group]} | {
        name: facts[name] for group in groups for name in _CODED.get(group, ())
    }
    if Group.EXPLOITATION in groups:
        known["forms"] = tuple(facts["forms"])
    if Group.IDENTITY in groups:
        known["first_contact"] = _day(facts["first_contact"])
        known["birth_date"] = _day(opened[Group.IDENTITY].get("birth_date"))
        known["is_adult"] = bool(opened[Group.IDENTITY].get("is_adult"))
    return VictimRecord(**known, groups=groups)


def blank(record: VictimRecord) -> dict[str, dict[str, Any]]:
    """Empty capsules of the groups that a new record does not have yet, so that each of them is there to be opened."""
    return {group.value: dict.fromkeys(_WORDS[group], "") for group in ALL - record.groups}


def named(groups: Iterable[Group]) -> str:
    """The groups as the access log writes them: "identity+contact"."""
    wanted = frozenset(groups)
    return "+".join(group for group in Group if group in wanted)


def groups_named(text: object) -> frozenset[Group]:
    """The groups that an entry or a hidden field names; words that are none are left out."""
    words = str(text).split("+")
    return frozenset(group for group in Group if group in words)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def age_on(born: date, day: date) -> int:
    """Completed years; a person born on 29 February has her birthday on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def ages_on(record: VictimRecord, day: date) -> tuple[int, int] | None:
    """The youngest and the oldest age in completed years that fit what is known; None where nothing is."""
    if record.birth_date is not None:
        exact = age_on(record.birth_date, day)
        return exact, exact
    if record.birth_year is None:
        return None
    return max(day.year - record.birth_year - 1, 0), max(day.year - record.birth_year, 0)


def is_minor(record: VictimRecord, day: date) -> bool | None:
    """Whether she is a minor on this day; None: not known. Where the year alone leaves it open, it goes by `is_adult`."""
    youngest, oldest = ages_on(record, day) or (0, OF_AGE)
    if oldest < OF_AGE:
        return True
    return False if youngest >= OF_AGE or record.is_adult else None


def contradictions(record: VictimRecord, day: date) -> list[str]:
    """Codes of what cannot be true together on this day: "born_after_contact", "two_birth_years", "adult_and_minor"."""
    found = []
    if record.birth_date and record.birth_year and record.birth_date.year != record.birth_year:
        found.append("two_birth_years")
    if record.first_contact and record.year_of_birth and record.year_of_birth > record.first_contact.year:
        found.append("born_after_contact")
    if record.is_adult and is_minor(record, day):
        found.append("adult_and_minor")
    return found


NAMES = tuple(one.name for one in fields(VictimRecord) if one.name != "groups")
