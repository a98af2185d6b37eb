"""What is known of a victim, and how old was she? Plaintext lives here for one request and refuses to be printed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NoReturn

RECORD = "record"
FACTS = "facts"
UNKNOWN = "_U"
_WORDS = (
    "given_name", "family_name", "citizenship", "phone", "email", "address", "safe_contact",
    "exploitation", "health", "notes",
)  # fmt: skip


class NotPrintable(Exception):
    """Something tried to print a victim's record."""


@dataclass(frozen=True)
class VictimRecord:
    """Everything about one victim. "" and None: not known. `birth_year` may be known where the day is not.

    `sex`, `citizenship_group`, `status`, `forms`: codes of law/codes.toml.
    """

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    citizenship: str = ""
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

    def __repr__(self) -> NoReturn:
        raise NotPrintable

    __str__ = __repr__

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


def capsules(record: VictimRecord) -> dict[str, dict[str, Any]]:
    """What goes into each capsule: "record" has the names and words, "facts" only codes, two numbers and a day."""
    ages = ages_on(record, record.first_contact) if record.first_contact else None
    return {
        RECORD: {name: getattr(record, name) for name in _WORDS} | {"birth_date": _written(record.birth_date)},
        FACTS: {
            "sex": record.sex,
            "birth_year": record.year_of_birth,
            "age": ages[-1]
            if ages
            else None,  # completed years at first contact; without the day of birth the higher one
            "citizenship_group": record.citizenship_group,
            "forms": sorted(set(record.forms)),
            "status": record.status,
            "first_contact": _written(record.first_contact),
        },
    }


def record_of(words: Mapping[str, Any], facts: Mapping[str, Any]) -> VictimRecord:
    """The record that these two capsules hold."""
    return VictimRecord(
        **{name: str(words.get(name, "")) for name in _WORDS},
        birth_date=_day(words.get("birth_date")),
        sex=facts["sex"],
        birth_year=facts["birth_year"],
        citizenship_group=facts["citizenship_group"],
        status=facts["status"],
        forms=tuple(facts["forms"]),
        first_contact=_day(facts["first_contact"]),
    )


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


def contradictions(record: VictimRecord) -> list[str]:
    """Codes of what cannot be true together: "born_after_contact", "two_birth_years"."""
    found = []
    if record.birth_date and record.birth_year and record.birth_date.year != record.birth_year:
        found.append("two_birth_years")
    if record.first_contact and record.year_of_birth and record.year_of_birth > record.first_contact.year:
        found.append("born_after_contact")
    return found


NAMES = tuple(one.name for one in fields(VictimRecord))
