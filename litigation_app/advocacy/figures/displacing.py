"""Whose money would an income of the fund be: who receives it today, and what is displaced?"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from litigation_app.advocacy.figures import citing
from litigation_app.advocacy.figures.words import named
from litigation_app.core.language import _
from litigation_app.statistics.fund import receipts_today

N = TypeVar("N", bound=float)


def displaced(result: Mapping[str, Any], name: str) -> str:
    """What the scenario says of it, and one sentence with its source where the desk knows; "" where nothing is known."""
    stated, today = receipts_today.stated(result, name), receipts_today.of_income(result, name)
    said = [_("Whose money it is today, as the scenario says: %(words)s", words=stated)] if stated else []
    if today is not None:
        said.append(f"{_sentences()[today.kind]} {_('Source')}: {citing.source(today.source)}")
    return " ".join(said)


def sentences(result: Mapping[str, Any]) -> list[str]:
    """The same for each income of a run, with its name."""
    found = ((name, displaced(result, name)) for name in result["high"]["cash"]["receipts"])
    return [f"{_opening(named(name))}: {said}" for name, said in found if said]


def _opening(name: str) -> str:
    """As a sentence begins."""
    return name[:1].upper() + name[1:]


def net_title() -> str:
    """Of the table that takes out what only moves."""
    return _("Effect on the general budget, consolidated")


def net_rows(lines: Mapping[str, Sequence[N]]) -> tuple[tuple[str | N, ...], ...]:
    """Its rows, of the lines of `fiscal_net.Net`."""
    said = {
        "spent": _("Expenditure of the fund"),
        "moved": _("Only moved: another budget line has it today and spends as much less"),
        "outside": _("Taken from recipients outside the budget, new to the budget"),
        "new": _("New income"),
        "recovered": _("Recovered from offenders"),
        "effect": _("Net effect on the general budget: expenditure less all of these"),
        "if_made_good": _("The same, if those who lose the moved money are paid as much from elsewhere"),
        "asked": _("Paid by the general budget to the fund all the same, less what lapses"),
    }
    return tuple((said[code], *amounts) for code, amounts in lines.items())


def net_note() -> str:
    """How the table is to be read."""
    return _(
        "Net effect: the fund is counted as part of the budget. Above nothing it spends more than it takes in from others; below "
        "nothing the rest stays in the fund and is free for nothing else, unless less is asked for. The budget asked and the money "
        "at the start come from the general budget itself and are no income here. An income of which nobody says whose it is "
        "today counts as new."
    )


def _sentences() -> dict[str, str]:
    return {
        "calls": _(
            "Today the State gives this money by public calls to projects in health, education, social care, culture and "
            "humanitarian work; what the fund receives, they lose."
        ),
        "named_by_prosecutor": _(
            "Today this money goes to humanitarian organisations, funds and public institutions that the prosecutor names; what "
            "the fund receives, they lose."
        ),
        "not_checked": _(
            "Who receives this money today has not been checked; the proposer says from whom the fund would take it."
        ),
        "unknown_to_law": _(
            "The law knows no such money of adults today; it would have to be created before the fund can count on it."
        ),
    }
