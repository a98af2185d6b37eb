"""Whom does she look for, and why? What did a coordinator find out about two persons with one number?"""

from typing import Any

from wtforms import HiddenField

from litigation_app.casework.cases.forms import PurposeForm
from litigation_app.casework.cases.rules import DAILY
from litigation_app.casework.lists.search.rules import TWO_PEOPLE, VERDICTS, VERDICTS_OF_CONFLICT
from litigation_app.core import text
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, Text
from litigation_app.core.language import _, _l

VERDICT_NAMES = {
    "same_person": _l("They are the same person"),
    "two_people": _l("They are two different people"),
    "declined": _l("Conflict of interest: declined"),
    "consent": _l("Conflict of interest: accepted with consent"),
    "walled": _l("Conflict of interest: separated by an ethical wall"),
}


class SearchForm(PurposeForm):
    """A name or a number, and why."""

    not_for = frozenset({DAILY})
    words = Line(
        _l("Name or number"),
        needed=True,
        most=120,
        render_kw={"autocomplete": "off", "spellcheck": "false"},  # a name neither stays in the browser nor is sent on
        description=_l(
            "Of a client or an accused, person or company: in either script, with or without marks, in any order. Or a whole number: "
            "a client's personal number, passport or telephone, a file number."
        ),
    )
    year = Line(_l("Year of birth"), most=4, description=_l("If you know it: it decides between people of one name."))

    def __init__(self, typed: Any = None, purpose: str = "") -> None:
        super().__init__(typed)
        if typed is None:
            self.purpose.data = purpose

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        words, year = self.words.data or "", self.year.data or ""
        if not self.words.errors and sum(letter.isalnum() for letter in words) < 2:
            self.refuse("words", _("Write at least two letters of a name, or a whole number."))
        if year and not text.is_year(year, latest=today().year):
            self.refuse("year", _("Write a year such as 2001."))
        return not self.is_refused

    def year_typed(self) -> int:
        """0: not typed."""
        return int(self.year.data or 0)


class VerdictForm(Form):
    """Whether two persons are one, or what became of a conflict of interest."""

    verdict = Choice(_l("What you found out"), needed=True)
    case = HiddenField()

    def __init__(self, typed: Any = None, *, is_known: bool, is_conflict: bool) -> None:
        super().__init__(typed)
        verdicts = VERDICTS_OF_CONFLICT if is_conflict else VERDICTS
        possible = verdicts if is_known else (TWO_PEOPLE,)  # of the rest nobody can speak before she knows whom to ask
        self.verdict.offer([(code, VERDICT_NAMES[code]) for code in possible], blank=_("Choose an answer"))


ANSWER_NAMES = {
    "conflict": _l("There is a conflict of interest: do not take the case"),
    "none": _l("There is no conflict of interest"),
    "talk": _l("Come and talk to me before you go on"),
    "in_person": _l("I have answered in person: the desk tells nothing"),
}


class AnswerForm(Form):
    """One of four answers, and words for whoever asked."""

    answer = Choice(_l("Your answer"), needed=True)
    words = Text(
        _l("In words"),
        most=2_000,
        description=_l("Kept protected: only who asked reads it. No name, if you can help it."),
    )

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        self.answer.offer(list(ANSWER_NAMES.items()), blank=_("Choose an answer"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.answer.data == "in_person" and self.words.data:
            self.refuse("words", _("Nobody would read this: the desk tells nothing then."))
        return not self.is_refused
