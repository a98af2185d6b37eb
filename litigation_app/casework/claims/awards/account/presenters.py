"""What stands on the paper of an account, for her or for the court?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from litigation_app.casework.claims.awards import presenters
from litigation_app.casework.claims.awards.presenters import Row
from litigation_app.casework.claims.awards.rules import For, Line, Names
from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_amount, format_number
from litigation_app.law.country import Jurisdiction
from litigation_app.law.debts.account import ZERO, Allocated, Statement


@dataclass(frozen=True)
class Drawn:
    """An account, the lines from which it comes, those lines and the decision in words, and whether it is final."""

    statement: Statement
    lines: Sequence[Line]
    rows: Sequence[Row]
    decision: str
    is_final: bool


def choices() -> list[tuple[str, str]]:
    """For whom the account can be printed."""
    said = {
        For.HER: _("For her (PDF): neutral title, no organisation"),
        For.HER_NAMED: _("For her (PDF), with the organisation's name as she wishes"),
        For.COURT: _("For the court (PDF), in the language of the court"),
    }
    return [(str(wish), words) for wish, words in said.items()]


def paper(drawn: Drawn, law: Jurisdiction, wish: For, names: Names) -> dict[str, Any]:
    """The account as its PDF has it. One for her has a neutral title, tells no damage and names nobody."""
    statement, is_for_court = drawn.statement, wish is For.COURT
    return {
        "language": current(),
        "title": _("Overview of amounts") if wish is For.HER else _("Statement of debt"),
        "desk": names.organisation,
        "under": _("As it stood on %(day)s", day=format_date(statement.on)),
        "heads": [
            [_("Court"), names.court],
            [_("File number"), names.number],
            [_("Decision"), drawn.decision],
            [_("Debtors"), ", ".join(names.debtors)],
        ]
        if is_for_court
        else [],
        "signature": _("Place, day and signature") if is_for_court else "",
        "owed_title": _("What is owed"),
        "owed": _owed(statement, law.currency),
        "payments_title": _("Payments and what they paid"),
        "payments": _payments(statement.allocated),
        "interest_title": _("How the interest was reckoned"),
        "interest": _interest(drawn, law, is_for_court=is_for_court),
        "unit": _("In %(currency)s.", currency=law.currency),
        "notes": [
            *presenters.notes_of_document(statement),
            *(_for_court(drawn, law) if is_for_court else _for_her(drawn)),
        ],
    }


def _owed(statement: Statement, currency: str) -> list[list[str]]:
    sums = {
        _("Principal"): statement.principal,
        _("Costs"): statement.costs,
        _("Default interest"): statement.interest,
        _("Together"): statement.owed,
    }
    return [[name, format_amount(amount, currency, current())] for name, amount in sums.items()]


def _payments(allocated: Sequence[Allocated]) -> dict[str, Any]:
    """Each payment, and the sums of all: across, the parts of a row add up to its amount."""
    columns = {
        _("Amount"): [one.paid.amount for one in allocated],
        _("Costs"): [one.costs for one in allocated],
        _("Interest"): [one.interest for one in allocated],
        _("Principal"): [one.principal for one in allocated],
    }
    if any(one.over for one in allocated):
        columns[_("Too much")] = [one.over for one in allocated]
    rows = [
        [format_date(one.paid.on), *map(_number, row)]
        for one, row in zip(allocated, zip(*columns.values(), strict=True), strict=True)
    ]
    sums = [_number(sum(column, ZERO)) for column in columns.values()]
    return {"head": [_("Paid on"), *columns], "rows": rows, "total": [_("Together"), *sums]}


def _interest(drawn: Drawn, law: Jurisdiction, *, is_for_court: bool) -> dict[str, Any]:
    """The interest by days, and all of it: what was paid of it and what is owed of it together."""
    pieces = presenters.pieces(drawn.statement, drawn.lines, law)
    head = [_("From"), _("To"), _("Days"), _("Principal"), _("Rate"), _("Interest")]
    rows = [
        [one.first, one.last, str(one.days), _number(one.principal), one.rate, _number(one.amount)] for one in pieces
    ]
    total = [_("Together"), "", "", "", "", _number(sum((one.amount for one in pieces), ZERO))]
    if is_for_court:
        head, total = [_("Head of damage"), *head], [total[0], "", *total[1:]]
        rows = [[one.head, *row] for one, row in zip(pieces, rows, strict=True)]
    return {"head": head, "rows": rows, "total": total}


def _for_her(drawn: Drawn) -> list[str]:
    """That it can still change, without a word of courts: whoever finds the paper learns nothing by it."""
    may_change = [] if drawn.is_final else [_("These amounts may still change.")]
    return [*presenters.notes_of_beginnings(drawn.rows), *may_change]


def _for_court(drawn: Drawn, law: Jurisdiction) -> list[str]:
    """What a court must know besides: that the decision is not final yet, the law of the interest, and which days were taken
    where it names none.
    """
    not_final = _("The decision is not final: this is what would be owed if it became final as it stands.")
    laws = dict.fromkeys(presenters.law_of(one.span, law) for one in drawn.statement.borne if one.span.days)
    by_law = [_("Default interest by: %(law)s.", law="; ".join(laws))] if laws else []
    return [*([] if drawn.is_final else [not_final]), *by_law, *_assumed(drawn.rows)]


def _assumed(rows: Sequence[Row]) -> list[str]:
    """Of which sums the decision names no day, and what was taken for it."""
    return [
        _(
            "%(damage)s: the decision names no day from which it bears interest. Taken: %(day)s (%(law)s).",
            damage=one.head,
            day=one.interest_from or _("bears no interest"),
            law=one.basis,
        )
        for one in rows
        if one.by_law
    ]


def _number(amount: Decimal) -> str:
    return format_number(amount, current(), 2)
