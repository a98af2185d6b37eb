"""Why may a deadline have been missed, and may it be said to be? Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from litigation_app.casework.proceedings.rules import UNSAID, Period, is_missed, triggers
from litigation_app.law.words import Word, spoken, tables_beside


class Started(Protocol):
    """A period, the step that started it, and from which day it runs."""

    @property
    def move_id(self) -> UUID | None: ...

    @property
    def runs_from(self) -> str: ...


class NotMissed(Exception):
    """It is not ours, was done, or its last day has not passed: there is nothing to explain."""


def reasons() -> dict[str, Word]:
    """What can be answered, by code."""
    return {code: word for code, word in _reasons().items() if code != UNSAID}


def reason(code: str, language: str) -> str:
    """A reason in words; a code that is no more comes back as it is."""
    return spoken(_reasons(), code, language)


def may_be_explained(period: Period, *, met_on: date | None, today: date) -> bool:
    """Whether somebody may say why this deadline was missed."""
    return met_on is None and is_missed(period, on=today)


def is_of_step(period: Started) -> bool:
    """Whether the period runs from the service of the step that started it."""
    return period.move_id is not None and period.runs_from in triggers()["service"]


def _reasons() -> Mapping[str, Word]:
    return tables_beside(__file__, "missed.toml")["reason"]
