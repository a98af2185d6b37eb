"""How are the lines of a decision and an account said to a person? Values in, words out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from litigation_app.casework.awards import rules
from litigation_app.casework.awards.rules import COSTS, Fault, For, Line, Names
from litigation_app.core.language import _, _l, current
from litigation_app.core.money import Money, format_amount, format_number
from litigation_app.core.text import format_date
from litigation_app.law.citations import cited
from litigation_app.law.country import Jurisdiction
from litigation_app.law.debts.account import Borne, Statement, cents
from litigation_app.law.debts.interest import Span
from litigation_app.law.debts.tables import DOUBTFUL, Method

_WHY_NOT = {
    Fault.NO_LINES: _l("Say of at least one kind of damage what was decided."),
    Fault.AMOUNT_MISSING: _l("Write the amount that was awarded."),
    Fault.AMOUNT_WITHOUT_AWARD: _l("Nothing is awarded with this answer. Leave the amount empty."),
    Fault.INTEREST_WITHOUT_AWARD: _l("Nothing is awarded with this answer, so nothing bears interest."),
    Fault.DOUBLED: _l("This kind of damage stands above with the same answer and debtors. Put them together."),
}


@dataclass(frozen=True)
class Row:
    """One line of a decision in words."""

    head: str
    answer: str
    amount: Decimal | None
    interest_from: str
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
    money, total = _Money(awarded.currency), rules.damages(lines)
    amounts = {"awarded": money.of(awarded.amount), "sum": money.of(total), "by": money.of(abs(total - awarded.amount))}
    if total > awarded.amount:
        return _(
            "The decision awards %(awarded)s, but the lines add up to %(sum)s: %(by)s too much. Costs stand beside that sum.",
            **amounts,
        )
    return _(
        "The decision awards %(awarded)s, but the lines add up to %(sum)s: %(by)s are missing. Costs stand beside that sum.",
        **amounts,
    )


def row(line: Line, law: Jurisdiction, accused: Mapping[str, str]) -> Row:
    """A line in words; `accused`: what each is called, by id."""
    answer = rules.words()["answer"][line.answer].read_in(current())
    reason = rules.words()["reason"][line.reason].read_in(current()) if line.reason else ""
    return Row(
        head=head_name(line.head, law),
        answer=f"{answer} ({reason})" if reason else answer,
        amount=line.amount,
        interest_from=format_date(line.interest_from) if line.interest_from else "",
        owed_by=", ".join(accused[one] for one in sorted(line.owed_by) if one in accused),
    )


def head_name(head: str, law: Jurisdiction) -> str:
    if head == COSTS:
        return _("Costs of the proceedings")
    return next((one.name(current()) for one in law.heads if one.id == head), head)


def pieces(statement: Statement, lines: Sequence[Line], law: Jurisdiction) -> list[Piece]:
    """How the interest of an account was reckoned, by the days."""
    return [_piece(one, lines[int(one.item)], law) for one in statement.borne if one.span.days]


def _piece(one: Borne, line: Line, law: Jurisdiction) -> Piece:
    span = one.span
    return Piece(
        head=head_name(line.head, law),
        first=format_date(span.first),
        last=format_date(_last(span)),
        days=span.days,
        principal=one.principal,
        rate=_rate(span),
        amount=cents(one.amount),
        law=cited(span.rule.legal_basis, current()),
        is_doubtful=span.confidence == DOUBTFUL,
        is_assumed=span.is_assumed,
    )


def _last(span: Span) -> date:
    return date.fromordinal(span.end.toordinal() - 1)


def _rate(span: Span) -> str:
    percent = format_number(Decimal(span.percent.numerator) / span.percent.denominator, current(), 2)
    if span.rule.method is Method.DAILY:
        return _("%(percent)s %% a day", percent=percent)
    return _("%(percent)s %% a year", percent=percent)


def paper(statement: Statement, lines: Sequence[Line], law: Jurisdiction, wish: For, names: Names) -> dict[str, Any]:
    """The account as its PDF has it. One for her has a neutral title; no person's name stands in any."""
    money = _Money(law.currency)
    return {
        "language": current(),
        "title": _("Overview of amounts") if wish is For.HER else _("Statement of account"),
        "desk": names.organisation,
        "under": _("As it stood on %(day)s", day=format_date(statement.on)),
        "heads": [[_("Court"), names.court], [_("File number"), names.number]] if wish is For.COURT else [],
        "signature": _("Place, day and signature") if wish is For.COURT else "",
        "owed_title": _("What is owed"),
        "owed": [
            [_("Principal"), money.of(statement.principal)],
            [_("Costs"), money.of(statement.costs)],
            [_("Default interest"), money.of(statement.interest)],
            [_("Together"), money.of(statement.owed)],
        ],
        "payments_title": _("Payments and what they paid"),
        "payments_head": [_("Paid on"), _("Amount"), _("Costs"), _("Interest"), _("Principal")],
        "payments": [
            [format_date(one.paid.on), *map(money.of, (one.paid.amount, one.costs, one.interest, one.principal))]
            for one in statement.allocated
        ],
        "interest_title": _("How the interest was reckoned"),
        "interest_head": [_("From"), _("To"), _("Days"), _("Of"), _("Rate"), _("Interest")],
        "interest": [
            [one.first, one.last, str(one.days), money.of(one.principal), one.rate, money.of(one.amount)]
            for one in pieces(statement, lines, law)
        ],
        "notes": notes_of_paper(statement),
    }


def papers() -> list[tuple[str, str]]:
    """For whom the account can be printed."""
    said = {
        For.HER: _("For her (PDF): neutral title, no organisation"),
        For.HER_NAMED: _("For her (PDF), with the organisation's name as she wishes"),
        For.COURT: _("For the court (PDF)"),
    }
    return [(str(wish), words) for wish, words in said.items()]


def notes(statement: Statement) -> list[str]:
    """What whoever uses the account must know of it."""
    found = notes_of_paper(statement)
    if any(one.span.confidence == DOUBTFUL for one in statement.borne):
        found.append(
            _("Some rates are from memory. Check them against the list of the national bank before a court sees this.")
        )
    return found


def notes_of_paper(statement: Statement) -> list[str]:
    """The same for paper, which tells whoever finds it of no court and sends nobody to check anything."""
    found = [
        _(
            "Payments pay costs first, then interest, then the principal. Interest bears no interest. The day of payment does not count."
        )
    ]
    if statement.is_assumed:
        found.append(
            _("The desk's table of rates ends before this day: for the last days the last known rate is taken.")
        )
    if any(one.over for one in statement.allocated):
        found.append(_("More was paid than was owed."))
    return found


@dataclass(frozen=True)
class _Money:
    currency: str

    def of(self, amount: Decimal) -> str:
        return format_amount(amount, self.currency, current())
