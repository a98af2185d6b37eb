"""A case as the ways to compensation see it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from litigation_app.casework.claims.routes import rules
from litigation_app.casework.claims.routes.status import Damage, Known, Lane, Look, Taken
from litigation_app.law.country import Route
from litigation_app.law.court_calendar import calendar_of
from litigation_app.law.loader import load

TODAY = date(2026, 11, 26)


def known(code: str = "RS", **more: Any) -> Known:
    """A case of which nothing is recorded but that it is tried."""
    law = load(code)
    graph = law.family("criminal", "ba-state" if code == "BA" else None)[0]
    bare = Known(
        law=law, forum="ba-state" if code == "BA" else None, calendar=calendar_of(code), today=TODAY,
        lanes=[Lane(uuid4(), graph, [])], claims=[], damage=Damage.UNDATED, committed=None, sue_by=None,
    )  # fmt: skip
    return replace(bare, **more)


def way(code: str, id_: str) -> Route:
    return next(one for one in load(code).routes if one.id == id_)


def stood(of: Known, *stages: tuple[str, date, date | None]) -> Known:
    """The same with these steps of the trial."""
    steps = [Taken(uuid4(), stage, on, served) for stage, on, served in stages]
    return replace(of, lanes=[replace(of.lanes[0], steps=steps)])


def look(code: str, id_: str, of: Known) -> Look:
    return rules.look(way(code, id_), of)
