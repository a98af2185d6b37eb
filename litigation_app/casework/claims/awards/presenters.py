"""How are the lines of a decision and an account said to a person? Values in, words out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from litigation_app.casework.claims.awards import rules
from litigation_app.casework.claims.awards.rules import COSTS, Answer, Fault, Line
from litigation_app.core.language import _, _l, current, format_date
from litigation_app.core.money import Money, format_amount, format_number
from litigation_app.law.citations import cited
from litigation_app.law.country import Jurisdiction
from litigation_app.law.debts import tables
from litigation_app.law.debts.account import Borne, Statement
from litigation_app.law.debts.beginnings import Award
from litigation_app.law.debts.interest import Span
from litigation_app.law.debts.tables import DOUBTFUL, Method

_WHY_NOT = {
    Fault.NO_LINES: _l("Say of at least one head of damage what was decided."),
    Fault.AMOUNT_MISSING: _l("Write the amount that was awarded."),
    Fault.AMOUNT_WITHOUT_AWARD: _l("Nothing is awarded with this answer. Leave the amount empty."),
    Fault.INTEREST_WITHOUT_AWARD: _l("Nothing is awarded with this answer, so nothing bears interest."),
    Fault.INTEREST_BOTH: _l("Write a day, or tick that it bears no interest; not both."),
    Fault.DOUBLED: _l("This head of damage stands above with the same answer and debtors. Put them together."),
}


@dataclass(frozen=True)
class Row:
    """One line of a decision in words.

    `interest_from` "": it bears none; `by_law`, `basis`: why from that day, or why none, and by which article, where the
    decision does not say it.
    """

    head: str
    answer: str
    amount: Decimal | None
    interest_from: str
    by_law: str
    basis: str
    owed_by: str


@dataclass(frozen=True)
class Piece:
    """Some days of interest: of what, from when to when, at which rate, how much, and how sure that is."""

    head: str
    first: str
    last: str
    days: int
    principal: Decimal
    rate: str
    amount: Decimal
    law: str
    is_doubtful: bool
    is_assumed: bool


def why_not(fault: Fault, lines: Sequence[Line], awarded: Money) -> str:
    """The refusal in words; `awarded`: the sum of the decision."""
    return _sum_differs(lines, awarded) if fault is Fault.SUM_DIFFERS else str(_WHY_NOT[fault])


def _sum_differs(lines: Sequence[Line], awarded: Money) -> str:
    total = rules.damages(lines)
    sums = {"awarded": awarded.amount, "sum": total, "by": abs(total - awarded.amount)}
    amounts = {name: format_amount(amount, awarded.currency, current()) for name, amount in sums.items()}
    if total > awarded.amount:
        return _(
            "The decision awards %(awarded)s, but the lines add up to %(sum)s: %(by)s too much. Costs stand beside that sum.",
            **amounts,
        )
    return _(
        "The decision awards %(awarded)s, but the lines add up to %(sum)s: %(by)s are missing. Costs stand beside that sum.",
        **amounts,
    )


def row(line: Line, law: Jurisdiction, award: Award, accused: Mapping[str, str]) -> Row:
    """A line in words; `accused`: what each is called, by id."""
    by_law = rules.assumed(line, award)
    first = by_law.day if by_law else line.interest_from
    answer = rules.words()["answer"][line.answer].read_in(current())
    reason = rules.words()["reason"][line.reason].read_in(current()) if line.reason else ""
    return Row(
        head=head_name(line.head, law),
        answer=f"{answer} ({reason})" if reason else answer,
        amount=line.amount,
        interest_from=format_date(first) if first else "",
        by_law=by_law.rule.says.read_in(current()) if by_law else "",
        basis=cited(by_law.rule.legal_basis(law.code), current(), law.code) if by_law else "",
        owed_by=", ".join(accused[one] for one in sorted(line.owed_by) if one in accused),
    )


def proposed(heads: Sequence[str], law: Jurisdiction, award: Award) -> list[Row]:
    """What the law says of these kinds of damage where the decision names no day, as lines that say nothing else."""
    return [row(Line(one, Answer.AWARDED), law, award, {}) for one in heads]


def head_name(head: str, law: Jurisdiction) -> str:
    if head == COSTS:
        return _("Costs of the proceedings")
    return next((one.name(current()) for one in law.heads if one.id == head), head)


def pieces(statement: Statement, lines: Sequence[Line], law: Jurisdiction) -> list[Piece]:
    """How the interest of an account was reckoned, by the days."""
    return [
        _piece(one, amount, lines[int(one.item)], law) for one, amount in statement.borne_in_cents() if one.span.days
    ]


def _piece(one: Borne, amount: Decimal, line: Line, law: Jurisdiction) -> Piece:
    span = one.span
    return Piece(
        head=head_name(line.head, law),
        first=format_date(span.first),
        last=format_date(date.fromordinal(span.end.toordinal() - 1)),
        days=span.days,
        principal=one.principal,
        rate=_rate(span),
        amount=amount,
        law=law_of(span, law),
        is_doubtful=span.confidence == DOUBTFUL,
        is_assumed=span.is_assumed,
    )


def law_of(span: Span, law: Jurisdiction) -> str:
    """The law by which some days bear interest."""
    return cited(span.rule.legal_basis, current(), law.code)


def _rate(span: Span) -> str:
    percent = format_number(Decimal(span.percent.numerator) / span.percent.denominator, current(), 2)
    if span.rule.method is Method.DAILY:
        return _("%(percent)s %% a day", percent=percent)
    return _("%(percent)s %% a year", percent=percent)


def notes(statement: Statement, rows: Sequence[Row], law: Jurisdiction) -> list[str]:
    """What whoever uses the account must know of it."""
    found = [*notes_of_document(statement), *notes_of_beginnings(rows)]
    until = tables.load(law.code).known_until
    if until is not None and statement.borne:
        found.append(_("The desk's table of rates ends on %(day)s", day=format_date(until)))
    if any(one.span.confidence == DOUBTFUL for one in statement.borne):
        found.append(
            _("Some rates are not verified. Check them against the list of the national bank before a court sees this.")
        )
    return found


def notes_of_beginnings(rows: Sequence[Row]) -> list[str]:
    """That some first day of interest is not one of the decision."""
    is_assumed = any(one.by_law and one.interest_from for one in rows)
    return [_("From which day some of it bears interest is assumed.")] if is_assumed else []


def notes_of_document(statement: Statement) -> list[str]:
    """The same for paper, which tells whoever finds it of no court and sends nobody to check anything."""
    found = [
        _(
            "Payments are applied first to costs, then to interest, then to the principal. Interest bears no interest. "
            "The day of payment does not count."
        )
    ]
    assumed = [one.span.first for one in statement.borne if one.span.is_assumed]
    if assumed:
        found.append(
            _("From %(day)s on the rate is taken that held before.", day=format_date(min(assumed)).rstrip("."))
        )
    if any(one.over for one in statement.allocated):
        found.append(_("More was paid than was owed."))
    return found
