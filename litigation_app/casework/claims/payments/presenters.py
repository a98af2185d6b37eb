"""How are a schedule of instalments and its refusals said? Values in, words out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from litigation_app.casework.claims.models import Claim
from litigation_app.casework.claims.payments import queries, rules
from litigation_app.casework.claims.payments.rules import Due, Fault, Met
from litigation_app.core.clock import local, today
from litigation_app.core.language import _, _l, _n, current, format_date
from litigation_app.law.words import choices

WHY_NOT = {
    Fault.NO_INSTALMENTS: _l("Write at least one instalment, or generate equal instalments above."),
    Fault.TOO_MANY: _l("These are more instalments than twenty years of months. Check the number."),
    Fault.SERIES_BROKEN: _l("Write how many instalments, the first day, and how often."),
    Fault.AMOUNT_OR_TOTAL: _l("Write the amount of each instalment, or the sum that is to be shared out."),
    Fault.TOO_SMALL: _l("The sum is too small to be shared out so."),
    Fault.BEFORE_ORDER: _l("An instalment falls due before the order or agreement. Check both days."),
    Fault.SUM_DIFFERS: _l("The instalments do not add up to the sum that was ordered."),
    Fault.NO_REASON: _l("Say why the schedule changes."),
    Fault.NOTHING_TO_END: _l("There is no schedule to end any more."),
}


@dataclass(frozen=True)
class Row:
    """An instalment in words. `days`: since when it is overdue, "" where it is not."""

    on: str
    amount: Decimal
    missing: Decimal
    by: str
    settled: str
    days: str


@dataclass(frozen=True)
class Change:
    """A version of the schedule in words."""

    number: int
    what: str
    by: str
    at: str


@dataclass(frozen=True)
class Schedule:
    """What the card of the schedule shows. Without rows: it was ended."""

    rows: list[Row]
    basis: str
    total: Decimal
    missing: Decimal
    line: str
    is_late: bool
    changes: list[Change]


def schedule(claim: Claim, accused: Mapping[str, str]) -> Schedule | None:
    """The schedule in force of a claim; `accused`: what each is called, by id; None: there was never one."""
    plan = queries.plan_of(claim)
    if plan is None:
        return None
    met = rules.matched(queries.dues(queries.instalments(plan)), queries.came(claim), plan.on)
    is_over = queries.is_owed_no_more(plan)
    return Schedule(
        rows=[_row(one, accused, is_over=is_over) for one in met],
        basis=_("%(basis)s, %(day)s", basis=say("basis", plan.basis), day=format_date(plan.on)),
        total=rules.total(one.due for one in met),
        missing=sum((one.missing for one in met), rules.ZERO),
        line=_("Nothing of it is to come any more: the decision was set aside or replaced.")
        if is_over
        else _line(met, today()),
        is_late=not is_over and any(rules.overdue(one, today()) for one in met),
        changes=[_change(one) for one in queries.versions(claim)],
    )


def _row(met: Met, accused: Mapping[str, str], *, is_over: bool) -> Row:
    days = 0 if is_over else rules.overdue(met, today())
    return Row(
        on=format_date(met.due.on),
        amount=met.due.amount,
        missing=met.missing,
        by=accused.get(met.due.by, "") if met.due.by else _("Whoever pays"),
        settled=format_date(met.settled_on) if met.settled_on else "",
        days=_n("%(num)s day late", "%(num)s days late", days) if days else "",
    )


def _line(met: Sequence[Met], on: date) -> str:
    """How the schedule stands, in one line."""
    if not met:
        return _("The schedule was ended.")
    paid = sum(not one.missing for one in met)
    late = sum(bool(rules.overdue(one, on)) for one in met)
    said = _("%(paid)s of %(all)s instalments paid", paid=paid, all=len(met))
    overdue = _n("%(num)s overdue", "%(num)s overdue", late)
    return f"{said}, {overdue}" if late else said


def _change(one: queries.Version) -> Change:
    number = _n("%(num)s instalment", "%(num)s instalments", one.number) if one.number else _("ended")
    why = say("why", one.why) if one.why else ""
    return Change(one.version, f"{number} ({why})" if why else number, one.by, format_date(local(one.at).date()))


def say(kind: str, code: str) -> str:
    """A code of paying.toml in the reader's words."""
    return rules.words()[kind][code].read_in(current())


def options(kind: str) -> list[tuple[str, str]]:
    return choices(rules.words()[kind], current())


def rows_of(dues: Sequence[Due]) -> list[dict[str, object]]:
    """Instalments as the form's rows hold them."""
    return [{"on": one.on, "amount": one.amount, "by": one.by} for one in dues]
