"""Why is nothing prepared, or not agreed to? As a sentence, and as a job keeps it: codes and what was offered instead."""

from collections.abc import Mapping
from typing import Any

from litigation_app.core.language import _
from litigation_app.disclosure.plan import Option
from litigation_app.gate.coarser import as_json, from_json
from litigation_app.gate.neighbours import DraftRefused
from litigation_app.gate.proposal import TooFine, WouldReveal

REVEALS = "reveals"
TOO_FINE = "too_fine"


def kept(refused: DraftRefused | WouldReveal) -> dict[str, Any]:
    """What a job keeps of a refusal, with the coarser designs that were found; no number of any table."""
    if isinstance(refused, DraftRefused):
        return {"reason": refused.reason, "other": refused.other}
    reason = {"reason": TOO_FINE, "percent": refused.percent} if isinstance(refused, TooFine) else {"reason": REVEALS}
    return reason | {"offers": [_offer(one) for one in refused.instead]}


def _offer(option: Option) -> dict[str, Any]:
    said = {"printed": option.printed, "hidden": option.hidden, "keeps": option.keeps}
    return {"coarser": as_json(option.coarser)} | said


def of(answer: Mapping[str, Any]) -> DraftRefused | WouldReveal:
    """The refusal that a job keeps."""
    if answer["reason"] not in {TOO_FINE, REVEALS}:
        return DraftRefused(answer["reason"], answer.get("other", ""))
    refused = TooFine(answer["percent"]) if answer["reason"] == TOO_FINE else WouldReveal()
    refused.instead = [
        Option(from_json(one["coarser"]), one["printed"], one["hidden"], one["keeps"]) for one in answer["offers"]
    ]
    return refused


def sentence(refused: Exception) -> str:
    """Why it cannot be prepared or agreed to."""
    if isinstance(refused, TooFine):
        return _(
            "Of 100 numbers in these tables %(percent)s would be about so few people that they must be hidden: too many. "
            "Coarser tables say more.",
            percent=refused.percent,
        )
    if not isinstance(refused, DraftRefused):
        return _(
            "These numbers would reveal a person even after withholding. Choose fewer years apart, or more years together."
        )
    return (
        _beside(refused.other)
        | {
            "nobody": _("There is nothing to count in these years and countries. Choose other years."),
            "own_draft": _("You prepared this yourself: another person has to agree."),
            "other_second": _(
                "Somebody else was asked to agree to this. Ask another person first, or leave it open to all."
            ),
            "not_second": _("She cannot agree to this: choose a legal coordinator who did not prepare it."),
            "shelf_changed": _(
                "What is published of these people changed since this was prepared. Prepare it again, look at it, then agree."
            ),
            "shown_otherwise": _(
                "Other numbers of the same years were shown before, and both together would reveal a person. Nothing new is shown. "
                "If a number that others published changed since, look whether it is right; or choose other years."
            ),
            "carried": _("Earlier years stand here as they were printed: the desk keeps no reasons of them."),
            "figures_changed": _(
                "The records changed since this was prepared. Prepare it again, look at it, then agree."
            ),
            "locked": _(
                "The desk was locked meanwhile, so the records could not be read. Unlock it, then prepare again."
            ),
            "not_allowed": _("Your roles do not allow this any more."),
            "already_published": _("This is published already."),
            "already_dropped": _("This draft was discarded."),
        }
    )[refused.reason]


def _beside(title: str) -> dict[str, str]:
    """Why it cannot stand beside what was published or shown."""
    return {
        "overlap": _(
            "These years and countries overlap with “%(title)s”, which is already published. "
            "Whoever subtracts one from the other could find a person. "
            "Choose years after it, or go on from it: the same countries from the same first year, and one year more.",
            title=title,
        ),
        "too_long": _(
            "The desk could not finish checking this beside “%(title)s”, which is already published. Nothing was prepared. "
            "Publish the new year by itself, or try again at a quieter hour.",
            title=title,
        ),
        "overlap_draft": _(
            "These years and countries overlap with the draft “%(title)s”, whose figures were shown already. "
            "Whoever subtracts one from the other could find a person. Choose the same years, or years after it.",
            title=title,
        ),
        "beside": _(
            "Printed anew beside “%(title)s”, these tables could show somebody: a number changed by too few people, or a hidden "
            "one could be worked out from both together. Choose what to do.",
            title=title,
        ),
        "apart": _(
            "Even with the earlier years as they were printed in “%(title)s”, the new year would show somebody beside them. "
            "Publish the new year by itself, or wait until more has changed.",
            title=title,
        ),
        "same_draft": _(
            "There is a draft of these years and countries already: “%(title)s”. Prepare that one again, or discard it.",
            title=title,
        ),
    }
