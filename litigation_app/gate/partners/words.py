"""Why can a key not be believed, or a bundle not lie here: each reason as a sentence."""

from litigation_app.core.language import _
from litigation_app.gate.partners.actions import BundleRefused, PartnerRefused
from litigation_app.statistics.releases import ReleaseBroken
from litigation_app.statistics.releases.presenting import why_broken


def refused(why: PartnerRefused) -> str:
    """Why a key cannot be proposed or confirmed."""
    return {
        "own_key": _("This is the key of this very desk. Take the key of the partner's publications."),
        "known_key": _("This key is in the list already."),
        "own_proposal": _("You proposed this key yourself: another person has to compare it and confirm."),
        "decided": _("This was decided already."),
    }[why.reason]


def not_taken(why: BundleRefused | ReleaseBroken) -> str:
    """Why a bundle is not taken. Nothing of it is kept."""
    if isinstance(why, ReleaseBroken):
        return why_broken(why)
    return {
        "own": _("This is a publication of this very desk: it lies here already."),
        "stranger": _(
            "It is signed by a key that nobody here has confirmed. Its fingerprint is %(fingerprint)s.",
            fingerprint=why.of,
        ),
        "country": _("It speaks of other countries than the one that this partner publishes about: %(of)s.", of=why.of),
        "rules": _(
            "It was withheld by other rules than ours (%(of)s…): whether they are weaker nobody here can tell. "
            "Ask the partner to publish with the same version of the desk.",
            of=why.of,
        ),
        "table": _("A table is not in the form of published data: %(of)s", of=why.of),
        "replayed": _("This publication lies here already: “%(of)s”.", of=why.of),
        "overlap": _(
            "It overlaps in country and years with “%(of)s” of the same organisation and did not grow from it: "
            "the same people would count twice, and whoever subtracts one from the other could find a person.",
            of=why.of,
        ),
        "disk": _("There is no room for it on the disk of the desk. Nothing was kept. Tell your administrator."),
    }[why.reason]
