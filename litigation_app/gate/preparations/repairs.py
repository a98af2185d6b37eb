"""How is it told what can be done where a change since the last publication would show somebody?"""

from litigation_app.core.language import _
from litigation_app.gate import presenting, refusals
from litigation_app.gate.neighbours import Span
from litigation_app.gate.presenting import Offer
from litigation_app.gate.ways import ALONE, GO_ON, TOGETHER, Way


def offers(way: Way, mine: Span) -> list[Offer]:
    """It in full detail, then each coarser design of its years that the desk would pass: in the order of `actions.offers`."""
    years = mine._replace(first_year=way.first_year, last_year=way.last_year)
    name = _names(way)[way.code]
    full = Offer([name, *_cost(way)], _said()[way.code], is_refused=way.why is not None)
    coarser = presenting.offers(way.instead, years, is_asked=False)
    return [full, *(Offer([name, _("Coarser, so that it can go out:"), *one.changes], one.keeps) for one in coarser)]


def _names(way: Way) -> dict[str, str]:
    first, last = way.first_year, way.last_year
    return {
        GO_ON: _("Go on with the earlier years as they were printed."),
        ALONE: _("Publish %(year)s alone.", year=last),
        TOGETHER: _("Publish %(first)s and %(last)s together, without the years before.", first=first, last=last),
    }


def _said() -> dict[str, str]:
    return {
        GO_ON: _("Hidden numbers stay hidden; totals over all years add the new year to the earlier ones."),
        ALONE: _("The new year stands in a publication of its own; the earlier one stays as it is."),
        TOGETHER: _("Both years stand in a publication of their own; the earlier one stays as it is."),
    }


def _cost(way: Way) -> list[str]:
    """What it prints and hides, or why the desk would refuse it, where that was tried."""
    if way.why is not None:
        return [_("As the records stand, the desk would refuse it."), refusals.why(way.why)]
    if not way.is_tried:
        return []
    if way.told is None:
        return [_("Prints %(printed)s numbers and hides %(hidden)s.", printed=way.prints, hidden=way.hides)]
    said = {"printed": way.prints, "told": way.told, "hidden": way.hides}
    cost = _("Prints %(printed)s numbers, %(told)s of them not zero, and hides %(hidden)s.", **said)
    return [*presenting.all_but_empty(way.prints, way.told), cost]
