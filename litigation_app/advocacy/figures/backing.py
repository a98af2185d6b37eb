"""Which assumptions have no source, and what must be said of those whose sources overlap?"""

from collections.abc import Mapping, Sequence
from typing import Any

from litigation_app.advocacy.figures import citing
from litigation_app.advocacy.figures.grids import exact
from litigation_app.advocacy.figures.words import assumed, named
from litigation_app.core.language import _, _n
from litigation_app.statistics.fund.assumptions import few_awards as few
from litigation_app.statistics.fund.assumptions import unbacked
from litigation_app.statistics.fund.origins import EXPERT

JUDGED = ("judgement", "expert", "expert judgement")  # sources that say no more than the badge of a judgement


def sentence(assumptions: Sequence[Mapping[str, Any]]) -> str:
    """How many have no source, and which."""
    found = unbacked(assumptions)
    return _n(
        "%(num)s assumption has no source yet: %(names)s.",
        "%(num)s assumptions have no source yet: %(names)s.",
        len(found),
        names="; ".join(map(about, found)),
    )


def stated(source: str, reason: str, badge: str) -> str:
    """The source of a value beyond what its badge says, or why it is assumed without one; "" where nothing more is said."""
    if source or not reason:
        parts = source.split("; ")
        return citing.source("; ".join(one for one in parts if badge != EXPERT or one not in JUDGED))
    return _("No source; assumed because: %(reason)s.", reason=citing.source(reason))


def stated_of(one: Mapping[str, Any]) -> str:
    """The same of an assumption of a run, which says where it says nothing."""
    said = stated(named(one["source"]), one["reason"], one["badge"])
    return said or ("–" if one["source"] else _("no source stated"))


def about(one: Mapping[str, Any]) -> str:
    """An assumption of the run, with the group or source of income that it is about."""
    about, name = assumed(one["code"], one["kind"], one["levels"]), named(one["name"])
    return f"{about}: {name}" if name else about


def few_awards(assumptions: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the damages rest on, where that is too little to prefer a family of laws."""
    return [
        _(
            "The damages rest on so many awards: n = %(n)s. That is too small to choose between families of laws; another one may "
            "give other bad years.",
            n=exact(one["sample"]),
        )
        for one in few(assumptions)
    ]


def handling_twice() -> str:
    """What may stand in the cost of an application beside posts."""
    return _(
        "The office has posts, and each application costs something beside them: take the pay of these posts out of the cost of "
        "an application, or it is counted twice."
    )
