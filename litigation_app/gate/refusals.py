"""Why is nothing prepared, or not agreed to? As a sentence, and as a job keeps it: codes and what was offered instead."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from litigation_app.core import stood
from litigation_app.core.language import _
from litigation_app.gate import awards, cohorts
from litigation_app.gate.neighbours import DraftRefused
from litigation_app.gate.proposal import TooFine, WouldReveal
from litigation_app.gate.ways import (
    APART,
    BESIDE,
    CHANGED,
    REVEALS,
    TOO_FINE,
    WORKED_OUT,
    Why,
    from_kept,
    option_as_json,
    option_from_json,
)


def kept(refused: DraftRefused | WouldReveal) -> dict[str, Any]:
    """What a job keeps of a refusal, with the coarser designs that were found; no number of any table."""
    if isinstance(refused, DraftRefused):
        because = {"because": asdict(refused.because)} if refused.because else {}
        ways = {"ways": [one.as_json() for one in refused.ways]} if refused.ways else {}
        return {"reason": refused.reason, "other": refused.other} | because | ways
    reason = {"reason": TOO_FINE, "percent": refused.percent} if isinstance(refused, TooFine) else {"reason": REVEALS}
    return reason | {"offers": [option_as_json(one) for one in refused.instead]}


def of(answer: Mapping[str, Any]) -> DraftRefused | WouldReveal:
    """The refusal that a job keeps."""
    if answer["reason"] not in {TOO_FINE, REVEALS}:
        because = Why(**answer["because"]) if "because" in answer else None
        ways = [from_kept(one) for one in answer.get("ways", ())]
        return DraftRefused(answer["reason"], answer.get("other", ""), because, ways)
    refused = TooFine(answer["percent"]) if answer["reason"] == TOO_FINE else WouldReveal()
    refused.instead = [option_from_json(one) for one in answer["offers"]]
    return refused


def sentence(refused: Exception) -> str:
    """Why it cannot be prepared or agreed to."""
    if isinstance(refused, TooFine):
        said = _too_fine(refused.percent)
        return f"{said} {_('Coarser tables say more.')}" if refused.instead else said
    if not isinstance(refused, DraftRefused):
        return _(
            "Even with numbers hidden, somebody could be found in these tables: nothing was prepared, and no number was shown. "
            "Ask for a longer span of years, or wait until more people are in it."
        )
    said = _of_code(refused.reason, refused.other)
    if refused.reason != BESIDE:
        return said
    return " ".join([said, *([why(refused.because)] if refused.because else []), _("Choose what to do.")])


def why(said: Why) -> str:
    """The same of one of several things that were tried: what is at fault, and how many numbers where that can be said."""
    if said.code == TOO_FINE:
        return _too_fine(said.count)
    by_code = _numbers(said) if said.count else _some(said.other)
    return by_code[said.code] if said.code in by_code else _of_code(said.code, said.other)


def _numbers(said: Why) -> dict[str, str]:
    """What is at fault, with how many numbers."""
    count, title = said.count, said.other
    return {
        CHANGED: _("Numbers that have changed since by too few people: %(count)s.", count=count),
        WORKED_OUT: _(
            "Hidden numbers, and changes by too few people, that could be worked out from both together: %(count)s.",
            count=count,
        ),
        APART: _(
            "Even with the earlier years as they were printed in “%(title)s”, hidden numbers could be worked out from both "
            "together, and nothing is left to hide. How many: %(count)s.",
            title=title,
            count=count,
        ),
        REVEALS: _(
            "Numbers about so few people that they must be hidden: %(count)s. Not all of them can be: whatever else is hidden, "
            "one of them could be worked out.",
            count=count,
        ),
    }


def _some(title: str) -> dict[str, str]:
    """The same where it is not said how many: of few numbers that would tell which."""
    return {
        CHANGED: _("A number has changed since by too few people."),
        WORKED_OUT: _("A hidden number, or a change by too few people, could be worked out from both together."),
        APART: _(
            "Even with the earlier years as they were printed in “%(title)s”, a hidden number could be worked out from both "
            "together, and nothing is left to hide.",
            title=title,
        ),
        REVEALS: _(
            "Whatever else is hidden, a number about few people could be worked out, or too many are about few."
        ),
        "too_long": _("The desk could not finish checking this beside “%(title)s”.", title=title),
        "overlap": _("One of these years is published already, in “%(title)s”.", title=title),
        "overlap_draft": _("Figures of one of these years were shown already, in the draft “%(title)s”.", title=title),
    }


def _of_code(reason: str, other: str) -> str:
    return (_beside(other) | _chosen(other) | _by_state() | _by_person())[reason]


def _too_fine(percent: int) -> str:
    return _(
        "%(percent)s %% of the numbers in these tables would be about so few people that they must be hidden: too many.",
        percent=percent,
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
        "not_second": _("She cannot agree to this: choose a legal coordinator who did not prepare it."),
        "reasons": _("Why numbers are hidden is for whoever prepared this and whoever may agree to it."),
        "not_allowed": _("Your roles do not allow this any more."),
    }


def _by_state() -> dict[str, str]:
    """Why it cannot be as records, shelf and draft stand."""
    return {
        "nobody": _("There is nothing to count in these years and countries. Choose other years."),
        "shelf_changed": _(
            "What is published of these people changed since this was prepared. Prepare it again, look at it, then agree."
        ),
        "shown_otherwise": _(
            "Other numbers of the same years were shown before, and both together would reveal a person. Nothing new is shown. "
            "If a number that others published changed since, look whether it is right; or choose other years."
        ),
        "carried": _("Earlier years stand here as they were printed: the desk keeps no reasons of them."),
        "figures_changed": _("The records changed since this was prepared. Prepare it again, look at it, then agree."),
        "changed": stood.sentence(),
        "unshelved": _(
            "A publication that was agreed to cannot be moved to its place: the disk refuses. "
            "Make room on it, then try again."
        ),
        "busy": busy(),
        "locked": _("The desk was locked meanwhile, so the records could not be read. Unlock it, then prepare again."),
        "already_published": _("This is published already."),
        "already_dropped": _("This draft was discarded."),
    }


def _chosen(title: str) -> dict[str, str]:
    """Why it cannot go on with a table that was chosen instead of what was published, by the table that stands there."""
    return {
        f"has_{awards.MONEY}": _(
            "“%(title)s” printed the awards of these years as sums of money, this one would print their sizes. "
            "From both together single awards could be worked out. Choose sums of money here too.",
            title=title,
        ),
        f"has_{awards.BANDS}": _(
            "“%(title)s” printed the awards of these years by size, this one would print sums of money. "
            "From both together single awards could be worked out. Choose how many awards of which size here too.",
            title=title,
        ),
        f"has_{cohorts.MONTHS}": _(
            "“%(title)s” followed people for two years from the indictment on, this one would for five. "
            "Both together would divide the same people twice. Choose two years here too.",
            title=title,
        ),
        f"has_{cohorts.MONTHS_60}": _(
            "“%(title)s” followed people for five years from the indictment on, this one would for two. "
            "Both together would divide the same people twice. Choose five years here too.",
            title=title,
        ),
    } | _chosen_before(title)


def _chosen_before(title: str) -> dict[str, str]:
    """The same, as preparations that ended before the reasons named the table keep it."""
    return {
        "other_money": _(
            "“%(title)s” printed the awards of these years the other way, as sums or in bands. "
            "From both together single awards could be worked out. Choose what that one has.",
            title=title,
        ),
        "other_window": _(
            "“%(title)s” followed people for another time from the indictment on, two years or five. "
            "Both together would divide the same people twice. Choose what that one has.",
            title=title,
        ),
    }


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
            "Publish the new year by itself.",
            title=title,
        ),
        "overlap_draft": _(
            "These years and countries overlap with the draft “%(title)s”, whose figures were shown already. "
            "Whoever subtracts one from the other could find a person. Choose the same years, or years after it.",
            title=title,
        ),
        BESIDE: _("Printed anew beside “%(title)s”, these tables could show somebody.", title=title),
        APART: _(
            "Even with the earlier years as they were printed in “%(title)s”, the new year would show somebody beside them. "
            "Publish the new year by itself, or wait until more has changed.",
            title=title,
        ),
        "same_draft": _(
            "There is a draft of these years and countries already: “%(title)s”. Prepare that one again, or discard it.",
            title=title,
        ),
    }
