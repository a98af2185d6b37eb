"""What is known of an accused, in words."""

from typing import NamedTuple

from litigation_app.casework.proceedings.defendants.actions import Identity
from litigation_app.core.language import _


class Shown(NamedTuple):
    """His name, and all else that is known: (what, value)."""

    name: str
    more: list[tuple[str, str]]


def shown(who: Identity) -> Shown:
    every = [
        (_("Company or other legal person"), _("yes") if who.is_company else ""),
        (_("Other names"), "; ".join(who.others)),
        (_("Year of birth"), str(who.born or "")),
        (_("Citizenship"), who.nationality),
        (_("Personal or registration number"), who.number),
        (_("Address"), who.address),
        (_("Counsel"), who.counsel),
        (_("What else is known"), who.about),
    ]
    return Shown(who.name, [(what, value) for what, value in every if value])


def facts(who: Identity) -> list[tuple[str, str]]:
    """All that is known of him, his name first."""
    said = shown(who)
    return [(_("Name or company"), said.name), *said.more]
