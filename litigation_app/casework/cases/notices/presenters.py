"""How is it said what she was told, and where does she look at it?"""

from typing import NamedTuple

from flask import url_for

from litigation_app.casework.cases.notices.queries import Told
from litigation_app.casework.cases.notices.rules import Kind
from litigation_app.core.language import _l

WORDS = {
    Kind.CHECK_ANSWERED: _l("Your check for a conflict of interest was answered"),
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
    return url_for("casefile.show", case_id=told.about) if told.reference else ""
