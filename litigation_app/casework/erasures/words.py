"""How are the grounds, the holds and the refusals of an erasure said to a person?"""

from collections.abc import Sequence
from typing import Any

from litigation_app.accounts.audit.reasons import REASONS
from litigation_app.casework.erasures.rules import Bar, Caution, grounds
from litigation_app.core.language import _, _l

BASES, LEGAL_HOLDS, LIFTED = REASONS["agree_erasure"], REASONS["place_hold"], REASONS["ask_to_lift_hold"]
BARS = {
    Bar.ERASED: _l("Her personal data were erased already."),
    Bar.PROPOSED: _l("An erasure of this person is proposed already and waits for a second coordinator."),
    Bar.HELD: _l("Her data must be kept for now. Lift the legal hold first, or wait until it ends."),
    Bar.OWN: _l("You proposed this erasure yourself. Another coordinator of the office must answer it."),
    Bar.NOT_OWN: _l("Somebody else proposed this erasure. Only that person can withdraw it."),
    Bar.DECIDED: _l("This proposal was answered already."),
    Bar.EXPIRED: _l("This proposal is older than fourteen days and has run out. It must be proposed again."),
    Bar.AGREED: _l("This erasure was agreed to and is being finished. Nothing can stop it any more."),
    Bar.NOT_ALONE: _l(
        "Somebody else has a record in this case now, so its documents and notes cannot all go. Reject this proposal; then "
        "it can be proposed again."
    ),
    Bar.PROPOSER_GONE: _l(
        "Who proposed this cannot sign in any more, or is no coordinator of this office now. Reject it; then it can be "
        "proposed again."
    ),
    Bar.NOT_HELD: _l("Nobody asks to lift this hold any more: it was kept or lifted already."),
    Bar.LIFT_ASKED: _l("Somebody asks to lift this hold already. Another coordinator agrees, or keeps it."),
    Bar.OWN_LIFT: _l("You asked to lift this hold yourself. Another coordinator of the office must agree."),
}
CAUTIONS = {
    Caution.OPEN_CASE: _l("Her case is not over: a proceeding, a period of ours, a hearing or a claim still waits."),
    Caution.UNDECIDED_CLAIM: _l("A claim of hers is not decided yet."),
    Caution.UNPAID_CLAIM: _l("Money that was awarded to her is not paid yet."),
}
COUNTED = {
    "capsules": _l("Protected parts of her record"),
    "keys": _l("Keys of her own"),
    "marks": _l("Marks of her numbers"),
    "papers": _l("Documents"),
    "notes": _l("Notes and texts of the case"),
    "records": _l("Records of her statements, protection and rights"),
    "tasks": _l("Tasks and notes about her"),
    "unreadable": _l("Of the texts of the case: damaged before, and overwritten unread"),
}


def sentence(bars: Sequence[Bar]) -> str:
    """The weightiest of the refusals; "" without any."""
    return str(BARS[bars[0]]) if bars else ""


def law_of(country: str, basis: str) -> str:
    """The articles behind a ground: of the GDPR, and of the country's own law as far as it is verified."""
    known = grounds()
    paragraph = _("GDPR art. %(paragraph)s", paragraph=known.bases[basis])
    national = known.national.get(country)
    if national is None:
        return paragraph
    article = _("art. %(article)s", article=national.article) if national.article else _("article not verified")
    return f"{paragraph}; {national.law}, {article}"


def options() -> list[tuple[str, Any]]:
    """The grounds for a choice field, in the order of the file."""
    return [(code, BASES[code]) for code in grounds().bases]


def legal_hold_options() -> list[tuple[str, Any]]:
    """The reasons of a hold for a choice field."""
    return [(code, LEGAL_HOLDS[code]) for code in grounds().legal_holds]
