"""How do the years of a fiscal form close: what was left, came in, is paid, lapses and is left again, and what stays unpaid?"""

from collections.abc import Sequence

from litigation_app.core.language import _
from litigation_app.statistics.fund.fiscal_form import Form

Row = tuple[str | int, ...]


def rows(form: Form) -> tuple[Row, ...]:
    """Year by year."""
    one = form.balance
    interest: list[Row] = [(_("Interest on what is left"), *one.interest)] if any(one.interest) else []
    lapses: list[Row] = [(_("Lapses"), *form.lapsed)] if form.lapsed is not None else []
    return (
        (_("Money at the start of the year, left of earlier years"), *one.opening),
        (_("Income of the year, with the money at the start"), *form.received),
        *interest,
        (_("There is in the year together"), *one.there),
        (_("Expenditure of the year"), *form.spent),
        (_("Unpaid from earlier years, due now"), *one.arrears),
        (_("Less what stays unpaid at the end of the year"), *one.short),
        (_("Paid in the year"), *one.paid),
        *lapses,
        (_("Money at the end of the year, left for later years"), *one.closing),
        (_("Paid, lapsed and left together"), *one.there),
    )


def sentences(form: Form) -> list[str]:
    """What covers the years, from the figures of the form."""
    one, found = form.balance, []
    if any(one.is_drawn):
        found.append(
            _(
                "Part of what is paid comes from what earlier years left, in %(years)s.",
                years=_named(form, one.is_drawn),
            )
        )
    if any(one.is_short):
        found.append(
            _(
                "On average over all simulations, part of what falls due is not paid by the end of "
                "%(years)s: the income of the next year pays it first, or savings that the proposer "
                "must name.",
                years=_named(form, one.is_short),
            )
        )
    if any(is_so and not amount for is_so, amount in zip(one.is_short, one.short, strict=True)):
        found.append(_("What is less than half of the unit of this form stands in it as zero."))
    return found or [_("Each of these years is covered by what comes in that year; nothing has to be saved elsewhere.")]


def _named(form: Form, which: Sequence[bool]) -> str:
    return ", ".join(str(year) for year, is_so in zip(form.years, which, strict=True) if is_so)
