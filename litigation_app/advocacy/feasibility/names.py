"""What are figures, assumptions, options, shocks and choices called in the reader's language?"""

from collections.abc import Sequence

from litigation_app.advocacy.feasibility.presenters import Bound, key
from litigation_app.advocacy.figures import six, words
from litigation_app.core.language import _


def figure(code: str, bound: Bound) -> str:
    """One of the six figures."""
    return six.names(bound.result, bound.said("horizon", "plain"))[code]


def settled_year(bound: Bound) -> str:
    """The first year in which the fund is fully known."""
    return str(bound.at("first_year") + bound.at("settled_year"))


def assumption(code: str, kind: str = "", levels: Sequence[float] = ()) -> str:
    """What an assumption, or a bar of the sensitivity, is about."""
    return words.assumed(code, kind, levels)


def option(bound: Bound, i: int) -> str:
    """An option of the run, with the size of its advances from its values."""
    one = bound.at(f"depth.options.{i}")
    share, most = (f"scenario.option.{key(one['code'])}.changes.delay.advance_{part}" for part in ("share", "cap"))
    return words.sized_option(
        known(one["name"]),
        bound.share(share) if bound.has(share) and bound.at(share) else "",
        bound.both(most) if bound.has(most) and bound.at(most) else "",
    )


def known(said: str) -> str:
    """What the shipped scenario files call their groups, options, shocks and sources; other words stay."""
    return words.named(said)


def level(code: str) -> str:
    """A budget that could carry the fund, short enough for the tab of a sheet."""
    return {
        "republic": _("Republic"),
        "state": _("State"),
        "federation": _("Federation"),
        "republika_srpska": _("Republika Srpska"),
        "district": _("Brčko District"),
    }[code]


def line(kind: str) -> str:
    """A line of the fiscal form."""
    return {
        "awards": _("Awards to victims"),
        "office": _("Running the office"),
        "pay": _("Pay of the posts"),
        "contributions": _("Employer's contributions"),
        "running": _("Running the office, without pay"),
        "set_up": _("Setting up"),
        "budget": _("Budget"),
        "reserve": _("Money at the start"),
        "receipts": _("Other income"),
        "recovery": _("Recovered from offenders"),
    }[kind]
