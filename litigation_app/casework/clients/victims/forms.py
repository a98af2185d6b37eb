"""What is written down about a victim, and why is it looked at?"""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.cases.forms import PurposeForm, Versioned
from litigation_app.casework.clients.victims import rules
from litigation_app.casework.clients.victims.rules import UNKNOWN, Group, VictimRecord
from litigation_app.core import text
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Choices, Line, Text, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.law import codes

SENTENCES = {
    "two_birth_years": ("birth_year", _l("The year differs from the day of birth. Correct one of them.")),
    "adult_and_minor": ("is_adult", _l("By her birth she is a minor. Correct one of them.")),
    "born_after_contact": ("first_contact", _l("This is before the year of birth. Check both.")),
}


GROUP_NAMES = {
    Group.IDENTITY: _l("Identity"),
    Group.CONTACT: _l("Contact"),
    Group.HEALTH: _l("Health"),
    Group.EXPLOITATION: _l("What happened"),
    Group.LEGAL: _l("Legal notes"),
}


class OpeningForm(PurposeForm):
    """Why a record is opened, and which groups of it: what the work does not need stays closed."""

    groups = Choices(_l("What you need"), needed=True)

    def __init__(self, typed: MultiDict[str, str] | None, offered: Collection[Group]) -> None:
        super().__init__(typed)
        self.groups.choices = [(group.value, GROUP_NAMES[group]) for group in Group if group in offered]

    def chosen(self) -> frozenset[Group]:
        return frozenset(Group(name) for name in self.groups.data or ())


class VictimForm(Versioned):
    """The groups of a record that she may write. Nothing but the first contact must be known."""

    told: ClassVar[tuple[str, ...]] = (
        *("given_name", "family_name", "birth_date", "birth_year", "is_adult", "citizenship", "national_id"),
        *("passport", "phone", "email", "address", "safe_contact", "forms", "exploitation", "health", "notes"),
    )  # without any of these nothing is said of her

    groups = HiddenField()
    given_name = Line(_l("Given name"), most=120)
    family_name = Line(_l("Family name"), most=120)
    birth_date = TextDate(_l("Day of birth"), latest=today, description=_l("Day, month, year: 4. 12. 2001."))
    birth_year = Line(
        _l("Year of birth"),
        most=4,
        description=_l("If the day is not known. With neither, she counts neither as an adult nor as a minor."),
    )
    is_adult = Tick(
        _l("She is an adult; her exact age is not known"),
        description=_l("For documents drafted for her. In statistics her age counts as not known."),
    )
    sex = Choice(_l("Sex"), needed=True, default=UNKNOWN)
    citizenship = Line(_l("Citizenship"), most=120)
    national_id = Line(_l("National identity number"), most=30)
    passport = Line(_l("Passport number"), most=30)
    citizenship_group = Choice(_l("Citizenship, for counting"), needed=True, default=UNKNOWN)
    phone = Line(_l("Telephone"), most=60)
    email = Line(_l("E-mail"), most=254)
    address = Line(_l("Address"))
    safe_contact = Text(
        _l("How to reach her safely"), most=2_000, description=_l("When, by which number, who must not know.")
    )
    first_contact = TextDate(
        _l("First contact"), needed=True, latest=today, default=today, description=_l("The day she came to us.")
    )
    status = Choice(_l("Identification"), needed=True, default=UNKNOWN)
    forms = Choices(_l("Kinds of exploitation"))
    exploitation = Text(_l("What happened"))
    health = Text(_l("Health"))
    notes = Text(_l("Legal notes"), description=_l("Her status, permits, who represents her, what the court knows."))

    def __init__(
        self,
        typed: MultiDict[str, str] | None = None,
        record: VictimRecord | None = None,
        groups: frozenset[Group] = rules.ALL,
    ) -> None:
        super().__init__(typed, data=_shown(record) if record else None)
        self.of = groups
        self.groups.data = rules.named(groups)
        language = current()
        self.sex.offer(codes.options("sex", language))
        self.citizenship_group.offer(codes.options("citizenship_group", language))
        self.status.offer(codes.options("status", language))
        self.forms.choices = codes.options("form", language)
        for name in frozenset(rules.NAMES) - rules.fields_of(groups):
            del self[name]

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        year = (self.birth_year.data or "") if Group.IDENTITY in self.of else ""
        if year and not text.is_year(year, latest=today().year):
            self.refuse("birth_year", _("Write a year such as 2001."))
        elif self.of == rules.ALL and not self._says_something():
            self.refuse(
                "given_name",
                _("Nothing is written about her yet. Write at least a name, a year of birth or what happened."),
            )
        elif not self.is_refused:
            for code in rules.contradictions(self.record(), today()):
                self.refuse(SENTENCES[code][0], str(SENTENCES[code][1]))
        return not self.is_refused

    def _says_something(self) -> bool:
        return any(self[name].data for name in self.told)

    def stop(self, sentence: str) -> None:
        """Leave it as she typed it: it is saved later."""
        self.refuse("given_name" if Group.IDENTITY in self.of else "phone", sentence)

    def record(self) -> VictimRecord:
        typed: dict[str, Any] = {name: self[name].data for name in rules.fields_of(self.of)}
        if "birth_year" in typed:
            typed["birth_year"] = int(typed["birth_year"]) if typed["birth_year"] else None
        if "forms" in typed:
            typed["forms"] = tuple(typed["forms"] or ())
        return VictimRecord(**typed, groups=self.of)


def _shown(record: VictimRecord) -> dict[str, str | date | list[str] | bool | None]:
    """The record as the form's fields hold it: the year stands alone only where the day is not known."""
    held = {name: getattr(record, name) for name in rules.NAMES}
    year = str(record.birth_year) if record.birth_year and not record.birth_date else ""
    return held | {"birth_year": year, "forms": list(record.forms)}
