"""How is it said what she was told, and where does she look at it?"""

from typing import NamedTuple

from flask import url_for

from litigation_app.casework.cases.notices.queries import Told
from litigation_app.casework.cases.notices.rules import Kind
from litigation_app.core.language import _l

WORDS = {
    Kind.CHECK_ANSWERED: _l("Your check for a conflict of interest was answered"),
    Kind.ACCESS_ENDED: _l("Your emergency access was ended"),
    Kind.CASE_HANDED: _l("A case was handed over to you: you lead it"),
    Kind.CASES_HANDED: _l("Several cases were handed over to you: you lead them"),
    Kind.STAND_IN: _l("A stand-in was named: for you, or you for a colleague"),
}


class Row(NamedTuple):
    """One thing that she was told. `link` "": there is nothing more to see."""

    what: str
    told: Told
    link: str


def rows(told: list[Told]) -> list[Row]:
    return [Row(str(WORDS[one.kind]), one, _place(one)) for one in told]


def _place(told: Told) -> str:
    if told.kind is Kind.CHECK_ANSWERED:
        return url_for("search.index", _anchor="answers")
    if told.kind is Kind.ACCESS_ENDED:
        return url_for("emergencies.show", emergency_id=told.about)
    if told.kind is Kind.CASES_HANDED:
        return url_for("cases.index")
    if told.kind is Kind.STAND_IN:
        return url_for("absences.index")
    return url_for("casefile.show", case_id=told.about) if told.reference else ""
