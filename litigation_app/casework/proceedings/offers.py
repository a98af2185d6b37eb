"""What does the page of a step say about the steps that may follow, and about what they may bring about? In the reader's words."""

from collections.abc import Callable
from typing import Any

from litigation_app.casework.cases.models import Case
from litigation_app.casework.proceedings import dues, rules
from litigation_app.core.language import _, current, read_with
from litigation_app.law import loader, words
from litigation_app.law.citations import cited

_BY_ITSELF = "system"  # an actor of the country files: the law alone brings the step about


def offer_words(offer: rules.Offer, country: str) -> dict[str, Any]:
    """An offered step as the page prints it: its other name, and the periods that it starts."""
    step = offer.step
    return {
        "event": step.event,
        "other": other_name(step.local, step.label),
        "stays": step.stays,
        "doubt": dues.doubt(step.confidence, current()) if step.legal_basis else "",
        "law": cited(step.legal_basis or "", current(), country),
        "by": _by(step.actor),
        "starts": [dues.rule_line(rule, country, current()) for rule in offer.starts],
    }


def other_name(local: str, name: Callable[[str], str]) -> str:
    """What the country's own courts call it; "" where the reader sees that very name already, or reads it all the same."""
    return "" if local in {name(one) for one in read_with(current())} else local


def _by(actor: str) -> str:
    said = words.say("actor", actor, current())
    return said.capitalize() if actor == _BY_ITSELF else _("By: %(actor)s", actor=said)


def family_name(family: str, case: Case) -> str:
    """What a family of proceedings, or one graph by its id, is called in this country."""
    law = loader.load(case.country)
    graphs = [one for one in law.procedures if one.id == family] or law.family(family, case.forum)
    return graphs[0].name(current()) if graphs else family
