"""How is it said who has a proceeding in hand: on its page, in a line, on paper? Rows in, words out."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from litigation_app.casework.cases.rules import court_name
from litigation_app.casework.proceedings.courts import rules
from litigation_app.casework.proceedings.courts.actions import Details, Files, Held
from litigation_app.core.language import _, current, format_date


class Row(NamedTuple):
    """A file in words; `id` None: nobody wrote it down yet. `said`: (what, value), None while the case is closed."""

    id: UUID | None
    role: str
    code: str
    court: str
    period: str
    is_over: bool
    has_case: bool
    said: list[tuple[str, str]] | None


def rows(files: Files, proceeding_id: UUID, country: str) -> list[Row]:
    """The files of a proceeding in the order of the roles, what has ended last. A role that a later file lost stands below."""
    order = {code: place for place, (code, _words) in enumerate(rules.options(current()))}
    found = sorted(files.of(proceeding_id), key=lambda one: (one.file.is_over, order.get(one.file.role, len(order))))
    now = files.now(proceeding_id)
    return [row(one, country, has_case=one is now) for one in found]


def row(one: Held, country: str, *, has_case: bool = False) -> Row:
    file = one.file
    return Row(
        id=file.id,
        role=rules.say(file.role, current()),
        code=file.role,
        court=court_name(country, file.court_id, file.court_typed, current()),
        period=_period(file.begun_on, file.ended_on),
        is_over=file.is_over,
        has_case=has_case,
        said=_details(one.said, file.role) if one.said else None,
    )


def _details(said: Details, role: str) -> list[tuple[str, str]]:
    every = [
        (_("File number"), said.number),
        (_("Judge or panel") if role in rules.COURTS else _("Name"), said.people),
        (_("Telephone"), said.phone),
        (_("Courtroom, e-mail, what else is known"), said.about),
    ]
    return [(what, value) for what, value in every if value]


def _period(begun: date | None, ended: date | None) -> str:
    if ended is None:
        return _("since %(day)s", day=format_date(begun)) if begun else ""
    if begun is None:
        return _("until %(day)s", day=format_date(ended))
    return _("%(first)s to %(last)s", first=format_date(begun), last=format_date(ended))


def line(one: Held | None, country: str, language: str) -> str:
    """Court, number and judge of a file on one line; "" for none."""
    return " · ".join(filter(None, [where(one, country, language), one.said.people if one and one.said else ""]))


def where(one: Held | None, country: str, language: str, said: tuple[str | None, str | None] | None = None) -> str:
    """A court with the number that the matter has there, never with that of another; "" for none. `said`: a court that stands above."""
    if one is None:
        return ""
    court = (one.file.court_id, one.file.court_typed)
    name = "" if court == said else court_name(country, *court, language)
    return " · ".join(filter(None, [name, one.said.number if one.said else ""]))


def lines(files: Files, names: Iterable[tuple[UUID, str]], country: str) -> list[tuple[UUID, str, str]]:
    """Of each proceeding: its id, its name, and who has it now. What is heard with another one stands there alone."""
    found: dict[Held | None, tuple[UUID, str, str]] = {}
    for id_, name in names:
        now = files.now(id_)
        found.setdefault(now, (id_, name, line(now, country, current())))
    return [one for one in found.values() if one[2]]
