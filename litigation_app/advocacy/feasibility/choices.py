"""What must a law decide, what may it choose, and what do instruments ask of a State: which does a study cite, each with its source?"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from litigation_app.core.language import _


def question(code: str) -> str:
    """A choice that the law must make."""
    return {
        "crimes": _("Which crimes"),
        "subsidiary": _("When the State pays"),
        "persons": _("Who may apply"),
        "heads": _("Which damage"),
        "amount": _("How much"),
        "time": _("Until when"),
        "advance": _("Advances"),
        "conduct": _("Grounds to refuse"),
        "return": _("Double payment"),
        "body": _("Who decides"),
        "money": _("Where the money comes from"),
    }[code]


def answers(code: str) -> str:
    """What it may choose."""
    return {
        "crimes": _("trafficking in human beings only, or every intentional crime of violence"),
        "subsidiary": _(
            "only what cannot be had from the offender; also where the offender is unknown or cannot be tried"
        ),
        "persons": _("citizens and residents, or every victim of a crime on the territory, also without papers"),
        "heads": _("at least lost earnings, treatment, funeral and maintenance; pain and dignity as well"),
        "amount": _("the damage itself up to a cap, or bands by gravity; one flat amount is not enough"),
        "time": _("a period from the crime or from its end, longer for children"),
        "advance": _("none, or a part before the trial ends where need is urgent"),
        "conduct": _("own part in the crime; never because she did not co-operate with the prosecution"),
        "return": _("what is had elsewhere is set off; the State takes over the claim against the offender"),
        "body": _("a commission with an office of its own, or an existing body as host"),
        "money": _("budget, surcharge per convicted person, money of deferred prosecution, confiscations, a levy"),
    }[code]


def duty(code: str) -> str:
    """What an instrument asks."""
    return {
        "ets116": _(
            "The State contributes where compensation is not fully available from other sources. Some heads of "
            "damage are the minimum; a cap, a floor and a time limit are allowed."
        ),
        "directive": _(
            "A national scheme must give fair and appropriate compensation. A fixed amount that ignores how grave"
            " the consequences are does not."
        ),
        "trafficking": _(
            "Each party guarantees compensation for victims of trafficking, for instance by a compensation fund."
        ),
        "article4": _(
            "The State must make it possible for a victim to claim from the trafficker what she earned and did "
            "not keep."
        ),
    }[code]


_HERE = Path(__file__).parent / "frame.toml"


@dataclass(frozen=True)
class Cited:
    """A row of a data file: `name` is what it is called (an instrument, an article, a judgment)."""

    code: str
    name: str
    source: str


@dataclass(frozen=True)
class Award:
    """What a state was made to pay, in euro."""

    name: str
    country: str
    eur: float
    source: str


def instruments() -> Sequence[Cited]:
    """What binds or guides, in the order of the study."""
    return [Cited(row["code"], row["name"], row["source"]) for row in _rows()["instrument"]]


def choices() -> Sequence[Cited]:
    """What a law must choose; `name` is the article."""
    return [Cited(row["code"], row["article"], row["source"]) for row in _rows()["choice"]]


def awards() -> Sequence[Award]:
    """Awards against states to victims of trafficking."""
    return [Award(row["name"], row["country"], row["eur"], row["source"]) for row in _rows()["award"]]


@cache
def _rows() -> dict[str, Any]:
    return tomllib.loads(_HERE.read_text(encoding="utf-8"))
