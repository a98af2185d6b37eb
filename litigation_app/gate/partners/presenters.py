"""Why can a key not be believed, or a bundle not lie here: each reason as a sentence."""

from litigation_app.core.language import _, current
from litigation_app.gate.partners.actions import BundleRefused, PartnerRefused
from litigation_app.statistics.releases import ReleaseBroken, vocabulary
from litigation_app.statistics.releases.presenting import countries, title, why_broken


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
    of = why.of if isinstance(why.of, str) else title(why.of)
    return (_searched(why) | _of_itself(of) | _beside(of))[why.reason]


def _of_itself(of: str) -> dict[str, str]:
    """What speaks against a bundle whatever else lies here."""
    return {
        "own": _("This is a publication of this very desk: it lies here already."),
        "copied": _(
            "This is our own publication “%(of)s”, which somebody else has signed. It is among our published data already, and is ours.",
            of=of,
        ),
        "stranger": _(
            "It is signed by a key that nobody here has confirmed. Its fingerprint is %(fingerprint)s.",
            fingerprint=of,
        ),
        "country": _(
            "It speaks of other countries than the one that this partner publishes about: %(of)s.",
            of=countries(of.split(", ")),
        ),
        "rules": _(
            "Its numbers are suppressed by other rules than ours (%(of)s…): whether they are weaker nobody here can tell. "
            "Ask the partner to publish with the same version of the desk.",
            of=of,
        ),
        "table": _("A table is not in the form of published data: %(of)s", of=of),
        "small": _(
            "It prints a number below the fewest that the rules it names let anybody print (%(of)s). Whoever made it did not follow "
            "them, and somebody may be found in it: tell the partner, and do not pass it on.",
            of=_table(of),
        ),
        "disk": _("There is no room for it on the disk of the desk. Nothing was kept. Tell your administrator."),
    }


def _beside(of: str) -> dict[str, str]:
    """What speaks against it beside the others of its organisation."""
    return {
        "replayed": _("This publication lies here already: “%(of)s”.", of=of),
        "broken": _(
            "“%(of)s” of the same organisation lies here and failed verification, so that nobody can say what it printed. Nothing "
            "is taken beside it: bring it back first.",
            of=of,
        ),
        "overlap": _(
            "It prints again people whom “%(of)s” of the same organisation has printed: they would count twice, and whoever "
            "subtracts one from the other could find a person.",
            of=of,
        ),
        "edition": _("It is not the edition that follows “%(of)s”, the latest that is here.", of=of),
    }


def _searched(why: BundleRefused) -> dict[str, str]:
    """What the search for numbers that it gives away came to."""
    where = {"table": _table(str(why.of)), "year": vocabulary.code(vocabulary.YEAR, why.year, current())}
    return {
        "given_away": _(
            "A number that it suppresses can be worked out from those it prints, and is one of few people: “%(table)s”, %(year)s. "
            "Somebody may be found in it: tell the partner, and do not pass it on.",
            **where,
        ),
        "left_over": _(
            "Numbers that it prints differ by few people: “%(table)s”, %(year)s. Whoever subtracts knows how many, and somebody may "
            "be found among them: tell the partner, and do not pass it on.",
            **where,
        ),
        "sums": _(
            "Its numbers contradict each other: a total is not the sum of its parts. What it gives away cannot be searched. Ask "
            "the partner to publish it anew."
        ),
        "large": _("It has more numbers than can be searched for what they give away. Nothing was kept."),
        "busy": _("The machine is too busy to search it for what it gives away. Nothing was kept. Try again later."),
    }


def _table(name: str) -> str:
    """A table as whoever reads the page calls it."""
    return vocabulary.say("table", name, current())
