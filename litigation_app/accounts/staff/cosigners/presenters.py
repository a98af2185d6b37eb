"""What does an outside co-signer read of a request, and why is nothing asked, signed or taken? As sentences."""

from collections.abc import Mapping
from typing import Any

from litigation_app.accounts.audit.words import REASONS
from litigation_app.accounts.presenters import ROLE_NAMES
from litigation_app.accounts.staff.cosigners.actions import CosigningRefused
from litigation_app.accounts.staff.cosigners.rules import ERASE, PUBLISH, REVIEW, Request
from litigation_app.accounts.staff.offices.forms import COUNTRY_NAMES
from litigation_app.accounts.staff.proposals.rules import Kind
from litigation_app.core.language import _, _l, format_moment

ACTS: Mapping[str, Any] = {
    PUBLISH: _l("Publish figures"),
    ERASE: _l("Erase the personal data of a client"),
    REVIEW: _l("Review an emergency access"),
    Kind.ADD: _l("Add a person who signs in there"),
    Kind.GIVE: _l("Give a person a further role"),
    Kind.TAKE: _l("Take a role from a person"),
    Kind.RECOVER: _l("Give a person a new one-time link"),
    Kind.ENABLE: _l("Reinstate a person"),
    Kind.COSIGNER: _l("Name an outside co-signer"),
}
_NAMES: Mapping[str, Any] = {
    "title": _l("Title"),
    "source": _l("Source"),
    "country": _l("Country"),
    "year": _l("Year"),
    "basis": _l("Legal basis"),
    "category": _l("What has happened"),
    "verdict": _l("Verdict"),
    "person": _l("Person"),
    "address": _l("E-mail address"),
    "roles": _l("Roles"),
    "office": _l("Office"),
    "key": _l("The organisation's key"),
    "link": _l("One-time link"),
}
_VALUES: Mapping[str, Mapping[str, Any]] = {
    "source": {
        "caseload": _l("Persons whom the organisation represents"),
        "judgments": _l("Judgments analysed"),
        "observation": _l("Hearings monitored"),
    },
    "country": COUNTRY_NAMES,
    "basis": REASONS["agree_erasure"],
    "category": REASONS["begin_emergency"],
    "verdict": REASONS["review_emergency"],
    "link": {
        "mail": _l("goes to this person by mail from the desk; who asks tells them the words that open it"),
        "proposer": _l("goes to who asks, with the words that open it: whoever has both can sign in as this person"),
    },
    "roles": {role.value: name for role, name in ROLE_NAMES.items()},
}


def pairs(request: Request) -> list[tuple[str, str]]:
    """All that the request says. A code of another version of the program stands as it is."""
    it = request.proposed
    said = [(str(_NAMES.get(name, name)), _value(name, value)) for name, value in it.about]
    return [
        (_("What is asked"), str(ACTS.get(it.act, it.act))),
        *said,
        (_("Who asks"), request.asked_by),
        (_("Their desk"), request.desk),
        (_("Number of the proposal"), it.of.partition(":")[2]),
        (_("Good until"), format_moment(request.until)),
    ]


def _value(name: str, value: str) -> str:
    known = _VALUES.get(name, {})
    return ", ".join(str(known.get(one, one)) for one in value.split("+")) if known else value


def sentence(refused: CosigningRefused) -> str:
    """Why nothing is asked, signed or taken."""
    return (_of_both(refused.of) | _of_answers(refused.of) | _of_requests(refused.of))[refused.reason]


def _of_both(_of: str) -> dict[str, str]:
    return {
        "no_file": _("Choose a file."),
        "unread": _("This file is no request of a desk, or it was changed. Ask for it again."),
        "expired": _("This request is older than seven days. Download a new one."),
        "no_key": _("This desk has no key with which it could sign."),
    }


def _of_answers(of: str) -> dict[str, str]:
    """Whoever asked brings it back."""
    return {
        "nobody_chosen": _("Choose a co-signer."),
        "not_asked_here": _("This request is not of this desk, or it was changed."),
        "not_named": _("Nobody with the address %(address)s may co-sign here now.", address=of),
        "not_signed": _(
            "The co-signer has not signed this, or with another key than the one that is known here. Bring the file that "
            "their desk gave them."
        ),
        "other_proposal": _("This was signed for something else."),
        "used": _("This was decided already."),
        "changed": _("What is proposed changed since you downloaded the request. Download a new one."),
    }


def _of_requests(of: str) -> dict[str, str]:
    """A partner's co-signer reads it on her own desk."""
    return {
        "unknown_desk": _("The desk %(desk)s is not among the partners of this desk.", desk=of),
        "forged": _("This request is not signed by the partner's desk. Sign nothing, and call the partner."),
        "another_person": _("This request is for %(address)s, not for you.", address=of),
    }
