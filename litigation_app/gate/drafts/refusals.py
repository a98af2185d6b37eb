"""Why is nothing prepared, or not agreed to? As a sentence, and as a job keeps it: codes."""

from collections.abc import Mapping
from typing import Any

from litigation_app.core import stood
from litigation_app.core.language import _
from litigation_app.gate.protection.previous_releases import DraftRefused
from litigation_app.gate.protection.proposal import WouldReveal

REVEALS = "reveals"


def kept(refused: DraftRefused | WouldReveal) -> dict[str, Any]:
    """What a job keeps of a refusal; no number of any table."""
    if isinstance(refused, DraftRefused):
        return {"reason": refused.reason, "other": refused.other}
    return {"reason": REVEALS}


def of(answer: Mapping[str, Any]) -> DraftRefused | WouldReveal:
    """The refusal that a job keeps."""
    return WouldReveal() if answer["reason"] == REVEALS else DraftRefused(answer["reason"], answer["other"])


def sentence(refused: Exception) -> str:
    """Why it cannot be prepared or agreed to."""
    if isinstance(refused, DraftRefused):
        return (_beside(refused.other) | _by_state() | _by_person())[refused.reason]
    return _(
        "Even with numbers hidden, somebody could be found in these tables: nothing was prepared or published, and no number "
        "was shown."
    )


def busy() -> str:
    """The clock's last stop."""
    return _(
        "The machine was too busy to come to the end of this. Nothing was prepared, nothing was published, and no number "
        "was shown. Try again at a quieter hour: the same records then give the same numbers."
    )


def _by_person() -> dict[str, str]:
    """Why this person cannot."""
    return {
        "own_draft": _("You prepared this yourself: another person has to agree."),
        "other_second": _(
            "Somebody else was asked to agree to this. Ask another person first, or leave it open to all."
        ),
        "not_second": _("This person cannot agree to it: choose a legal coordinator who did not prepare it."),
        "reasons": _("Why numbers are hidden is for whoever prepared this and whoever may agree to it."),
        "not_allowed": _("Your roles do not allow this any more."),
    }


def _by_state() -> dict[str, str]:
    """Why it cannot be as records, shelf and draft stand."""
    return {
        "nothing_ripe": _(
            "Everything that is ripe in this year is printed already: each number is printed once. The calendar under "
            "Publishing says what becomes ripe next."
        ),
        "untold": _(
            "What is ripe is of years of which nothing more is ever printed: how many persons they have is hidden, or the records "
            "have more of them than were printed."
        ),
        "nobody": _("There is nothing to count in the cohorts and years that are ripe now."),
        "shelf_changed": _(
            "What is published of these people, or a number that others published, changed since this was prepared. Discard it, "
            "prepare it again, look at it, then agree."
        ),
        "shown_otherwise": _(
            "An earlier draft showed other numbers, and a change by so few people would reveal somebody. Nothing new is shown."
        ),
        "figures_changed": _(
            "The coded records changed since this was prepared. Discard it, prepare it again, look at it, then agree."
        ),
        "changed": stood.sentence(),
        "unshelved": _(
            "A publication that was agreed to cannot be moved to its place: the disk refuses. "
            "Make room on it, then try again."
        ),
        "busy": busy(),
        "locked": _("The desk was locked meanwhile, so the records could not be read. Unlock it, then prepare again."),
        "already_published": _("This is published already."),
        "already_dropped": _("This draft was discarded."),
        "older_plan": _("This was prepared under an older plan, which nothing is published by any more. Discard it."),
    }


def _beside(title: str) -> dict[str, str]:
    """Why it cannot stand beside what was published or drafted."""
    return {
        "broken": _(
            "“%(title)s” lies among the published data and failed verification, so that nobody can say what it printed. Nothing is "
            "printed beside it.",
            title=title,
        ),
        "missing": _(
            "“%(title)s” was published and does not lie among the published data any more, so that nobody can say what it printed. "
            "Nothing is printed beside it: bring it back first.",
            title=title,
        ),
        "same_draft": _(
            "There is an open draft of this source and country already: “%(title)s”. Agree to it, or discard it.",
            title=title,
        ),
    }
