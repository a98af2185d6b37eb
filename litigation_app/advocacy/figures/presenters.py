"""What must be said beside the figures of an estimate: no source, too few years, prices, one rate of exchange, displaced money?"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from litigation_app.advocacy.figures import citations
from litigation_app.advocacy.figures.grids import Result, decimals, exact
from litigation_app.advocacy.figures.words import assumed, group_name, named, spelled
from litigation_app.core.language import _, _n, format_date
from litigation_app.core.text import day_or_none
from litigation_app.statistics.fund import receipts_today
from litigation_app.statistics.fund.assumptions import few_awards as few
from litigation_app.statistics.fund.assumptions import unbacked
from litigation_app.statistics.fund.few_counts import FewCounts, Together, few_counts, is_few, together
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
        return citations.source("; ".join(one for one in parts if badge != EXPERT or one not in JUDGED))
    return _("No source; assumed because: %(reason)s.", reason=citations.source(reason))


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
            "The damages rest on so many awards: n = %(n)s. That is too small to choose between families of distributions; another one may "
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


def said(result: Result) -> list[str]:
    """One text for each group with too few years, and for each with several counted as one; [] where there are none."""
    return [*map(_sentences, few_counts(result)), *map(_together, together(result))]


def _together(one: Together) -> str:
    said = _(
        "Some counts (%(group)s) are of several years together (%(years)s): they say how many victims were counted in all of "
        "these years, and not how much one year differs from another.",
        group=group_name(one.group),
        years="; ".join(_printed(years, printed_in) for years, printed_in in one.years.items()),
    )
    if not one.is_assumed:
        rests = _("The bad years rest the more on judgement.")
        return f"{said} {rests}"
    rests = _(
        "The model assumes how much they differ: not the bad years alone, but the number of victims and every cost rest the more on "
        "judgement."
    )
    if one.gap is None:
        return f"{said} {rests}"
    average, expected = map(decimals(1), one.gap)
    gap = _(
        "It expects %(expected)s victims counted a year where the counts average %(average)s.",
        expected=expected,
        average=average,
    )
    return f"{said} {rests} {gap}"


def _printed(years: str, printed_in: int | None) -> str:
    """A published count is made once, and not brought up to date."""
    if printed_in is None:
        return spelled(years)
    return _("%(years)s, as printed in the publication of %(printed)s", years=spelled(years), printed=printed_in)


def marked(years: Sequence[int], words: str) -> str:
    """Years of a series in words, with a mark where they are too few."""
    return _("%(years)s: fewer than five years", years=words) if is_few(len(years)) else words


def _sentences(one: FewCounts) -> str:
    facts = {"group": group_name(one.group), "years": ", ".join(map(spelled, one.years))}
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


FIXED = "fixed"  # by law


def one_rate(result: Mapping[str, Any]) -> str:
    """Whose prices rise in which currency, at which rate; "" where there is one currency alone."""
    fiscal, currency = result["fiscal"], result["currency"]
    if not fiscal or fiscal["local_currency"] == currency:
        return ""
    said = _(
        "Amounts in %(local)s are the ones to budget: they rise with the prices of the country. Amounts in %(currency)s are the same, "
        "in all years at the one rate of %(day)s, as budgets count.",
        local=fiscal["local_currency"],
        currency=currency,
        day=_day(fiscal["rate_date"]),
    )
    return said if result["scenario"]["fiscal"].get("rate_kind") == FIXED else f"{said} {_if_it_follows(currency)}"


def _if_it_follows(currency: str) -> str:
    return _(
        "If prices rise more slowly where %(currency)s is the money, and the rate follows, later years are worth less in %(currency)s "
        "than is shown.",
        currency=currency,
    )


def _day(said: str) -> str:
    """As the desk writes days, before a comma."""
    return (format_date(day_or_none(str(said))) or str(said)).rstrip(".")


def prices(result: Mapping[str, Any]) -> str:
    """In whose year's prices amounts are, and over which years the share of the office is."""
    first = str(result["first_year"])
    if result["is_income_indexed"]:
        said = _(
            "Costs of a year are in the prices of that year; present value is money of %(first)s; the budget needed is in "
            "prices of %(prices)s and rises with them.",
            first=first,
            prices=price_year(result),
        )
    else:
        said = _(
            "Costs of a year are in the prices of that year; present value is money of %(first)s; the budget needed is the "
            "same amount every year.",
            first=first,
        )
    office = _(
        "The share of the office is of awards and office together, over all years from %(first)s to %(last)s.",
        first=first,
        last=str(int(result["first_year"]) + int(result["horizon"]) - 1),
    )
    return f"{said} {_stated(result)} {office}"


def price_year(result: Mapping[str, Any]) -> str:
    """In whose year's prices the scenario states its amounts."""
    return str(result["price_year"])


def budget(result: Mapping[str, Any], amount: str) -> str:
    """A budget that is needed, with the year of its prices beside it where it rises with prices."""
    if not result["is_income_indexed"]:
        return amount
    return _("%(amount)s in prices of %(year)s", amount=amount, year=price_year(result))


def _stated(result: Mapping[str, Any]) -> str:
    first, base = str(result["first_year"]), price_year(result)
    if first == base:
        return _("Amounts that the scenario states are in the prices of %(first)s, the first year.", first=first)
    return _(
        "Of the amounts that the scenario states, in the prices of %(base)s, these stay as they are written: %(still)s. All others "
        "are brought to %(first)s, the first year, with the rise of prices that it assumes.",
        base=base,
        still=", ".join(still(result)),
        first=first,
    )


def still(result: Mapping[str, Any]) -> list[str]:
    """What does not rise with prices, as the scenario of the run has it: the money at the start never does."""
    funding, policy = result["scenario"]["funding"], result["scenario"].get("policy", {})
    is_rising = funding.get("indexed", True)
    sources = [one["name"] for one in funding.get("source", ()) if not one.get("indexed", is_rising)]
    found = [_("the money at the start"), *([] if is_rising else [_("the budget in a year")])]
    if sources:
        found.append(_("other income (%(names)s)", names=", ".join(map(named, sources))))
    return found if policy.get("cap_indexed", True) else [*found, _("the least and the highest award, and a tariff")]


N = TypeVar("N", bound=float)


def displaced(result: Mapping[str, Any], name: str) -> str:
    """What the scenario says of it, and one sentence with its source where the desk knows; "" where nothing is known."""
    stated, today = receipts_today.stated(result, name), receipts_today.of_income(result, name)
    said = [_("Whose money it is today, as the scenario says: %(words)s", words=stated)] if stated else []
    if today is not None:
        said.append(f"{_of_incomes()[today.kind]} {_('Source')}: {citations.source(today.source)}")
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


def _of_incomes() -> dict[str, str]:
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
