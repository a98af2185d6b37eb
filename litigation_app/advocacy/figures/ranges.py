"""What are counts called that are ranges: hidden ones, ones that sources print differently, or some of both?"""

from litigation_app.advocacy.figures.grids import Result
from litigation_app.advocacy.figures.rules import differing, is_withheld
from litigation_app.core.language import _


def is_hidden_only(result: Result) -> bool:
    """Whether no range is there because sources differ."""
    return not differing(result)


def at_end(result: Result, name: str) -> str:
    """The counts of which a column, a title or a row is ("low", "high"): in a heading and behind a comma."""
    if is_hidden_only(result):
        return (
            _("suppressed counts at their lower bound")
            if name == "low"
            else _("suppressed counts at their upper bound")
        )
    if is_withheld(result):
        return (
            _("counts that are ranges at their lowest")
            if name == "low"
            else _("counts that are ranges at their highest")
        )
    return _("the lowest counts that sources print") if name == "low" else _("the highest counts that sources print")


def heading(result: Result, name: str) -> str:
    """The same as the heading of a column."""
    words = at_end(result, name)
    return words[0].upper() + words[1:]


def cost_of_ranges(result: Result) -> str:
    """Title of what such counts cost the answer."""
    if is_hidden_only(result):
        return _("What the suppressed counts cost the answer")
    if is_withheld(result):
        return _("What counts that are ranges cost the answer")
    return _("What it costs the answer that sources print different counts")


def moved(result: Result, money: str, share: str) -> str:
    """The same in a sentence."""
    if is_hidden_only(result):
        return _(
            "Suppressing them moves the expected cost of all years by up to %(money)s (%(share)s).",
            money=money,
            share=share,
        )
    return _(
        "That counts are ranges moves the expected cost of all years by up to %(money)s (%(share)s).",
        money=money,
        share=share,
    )


def figures_take(result: Result) -> str:
    """Which counts the figures of a page take."""
    if is_hidden_only(result):
        return _("Where a figure does not say otherwise, the suppressed counts are taken at their upper bound.")
    return _("Where a figure does not say otherwise, counts that are ranges are taken at their highest.")


def pictures_take(result: Result) -> str:
    """Which counts the pictures of a study take."""
    if is_hidden_only(result):
        return _("Pictures take the suppressed counts at their upper bound.")
    return _("Pictures take counts that are ranges at their highest.")


def others_take(result: Result) -> str:
    """Which counts all that stands beside the estimate takes."""
    if is_hidden_only(result):
        return _("Options, sensitivity and shocks take the suppressed counts at their upper bound.")
    return _("Options, sensitivity and shocks take counts that are ranges at their highest.")


def futures_take(result: Result, futures: str) -> str:
    """On which futures and counts a reader's "what if" stands."""
    if is_hidden_only(result):
        return _(
            "Computed on %(futures)s simulations of the same kind for both columns, suppressed counts at "
            "their upper bound; the estimate itself may differ a little.",
            futures=futures,
        )
    return _(
        "Computed on %(futures)s simulations of the same kind for both columns, counts that are "
        "ranges at their upper bound; the estimate itself may differ a little.",
        futures=futures,
    )
