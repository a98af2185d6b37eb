"""What must be said of an estimate, or of a series, that has too few years of counts?"""

from collections.abc import Sequence

from litigation_app.advocacy.figures.grids import Result
from litigation_app.advocacy.figures.words import group_name
from litigation_app.core.language import _
from litigation_app.statistics.fund.few_counts import FewCounts, few_counts, is_few


def said(result: Result) -> list[str]:
    """One text for each group; [] where there are years enough."""
    return [_sentences(one) for one in few_counts(result)]


def marked(years: Sequence[int], words: str) -> str:
    """Years of a series in words, with a mark where they are too few."""
    return _("%(years)s: fewer than five years", years=words) if is_few(len(years)) else words


def _sentences(one: FewCounts) -> str:
    facts = {"group": group_name(one.group), "years": ", ".join(one.years)}
    if not one.is_on_grid:
        return _(
            "The counts (%(group)s) are of fewer than five years (%(years)s): the bad years rest on judgement more than on data.",
            **facts,
        )
    few = _(
        "The counts (%(group)s) are of fewer than five years (%(years)s): the number of victims a year, and with it every cost, "
        "rests on the limits of the computation (its grid) and not on counts.",
        **facts,
    )
    return f"{few} {_hardly()}" if one.is_hardly_any else few


def _hardly() -> str:
    return _(
        "With one or two years it is drastically so: the cost may come out many times too high. Decide nothing by these figures."
    )
