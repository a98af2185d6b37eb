"""How does a grant read: its results, acts and costs in a period, on the page and in the donor's file?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from litigation_app.casework.grants import queries, rules
from litigation_app.casework.grants.actions import GrantRefused
from litigation_app.casework.grants.models import Grant
from litigation_app.casework.grants.outcomes import presenters as victims
from litigation_app.core.access import Actor
from litigation_app.core.docx import docx
from litigation_app.core.language import _, current, format_date
from litigation_app.core.money import format_amount
from litigation_app.core.pdf import pdf

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Report:
    """What stands of a period. `drawn_on` "": its report was not drawn up yet."""

    when: str
    due: str
    results: Rows
    acts: Rows
    costs: Rows
    drawn_on: str
    outcomes: Sequence[victims.Line] = ()


def report(actor: Actor, grant: Grant, place: int, *, is_for_donor: bool) -> Report:
    """Computed anew from what is recorded today, for the desk's own screen; what is `for_donor` says of acts near a person
    what its file printed when it was drawn up.
    """
    held = queries.periods(grant)
    period, done = held[place], queries.done(actor, grant)
    results, start = queries.results(grant), grant.starts_on
    told = rules.told(results, done, held[: place + 1], start)
    reached = told if is_for_donor else rules.reached(results, done, period, start)
    acts = rules.acts_told(done, period) if is_for_donor else rules.by_kind(done, period)
    spent = rules.spent(queries.packages(grant), queries.standing(queries.costs(grant)), period)
    return Report(
        f"{_day(period.first)} – {_day(period.last)}",
        _day(period.due),
        [_result(one) for one in reached],
        [[word(kind), _count(number)] for kind, number in acts.items()],
        [_spent(one, grant.currency) for one in spent],
        _day(period.drawn_on) if period.drawn_on else "",
        victims.lines(grant, period.read if is_for_donor else None),
    )


def overspent(grant: Grant) -> list[str]:
    """A sentence of each work package of which more is written down than its budget: a hint, no reason to refuse it."""
    found = rules.overspent(queries.packages(grant), queries.standing(queries.costs(grant)))
    return [_over(package, total, grant.currency) for package, total in found]


def _over(package: rules.Package, total: Decimal, currency: str) -> str:
    spent, budget, over = (
        format_amount(one, currency, current()) for one in (total, package.amount, total - package.amount)
    )
    return _(
        "%(package)s: costs of %(spent)s are written down, %(over)s more than its budget of %(budget)s.",
        package=f"{package.code} {package.title}", spent=spent, over=over, budget=budget,
    )  # fmt: skip


def headings() -> dict[str, list[str]]:
    """Of each table of a report."""
    return {
        "results": [
            _("Result"),
            _("Counted by"),
            _("Baseline"),
            _("In the period"),
            _("So far"),
            _("Target"),
            _("Of the target"),
            _("Source of verification"),
        ],
        "acts": [_("Act"), _("In the period")],
        "costs": [_("Work package"), _("In the period"), _("So far"), _("Budget"), _("Remaining")],
    }


def as_docx(grant: Grant, found: Report) -> bytes:
    """The report as a Word file."""
    return docx(_lines(grant, found))


def as_pdf(grant: Grant, found: Report) -> bytes:
    """The same lines on the desk's paper; raises PdfFailed."""
    (_title, [title]), (_under, [under]), *lines = _lines(grant, found)
    parts = [
        {"look": look, "lines": [list(cells) for _look, cells in group]}
        for look, group in groupby(lines, key=lambda line: line[0])
    ]
    return pdf(
        "casework/grants/pages/report.typ", {"language": current(), "title": title, "under": under, "parts": parts}
    )


def _lines(grant: Grant, found: Report) -> list[tuple[str, Sequence[str]]]:
    """How each line looks, and its cells."""
    said = headings()
    return [
        ("title", [grant.title]),
        ("text", [" · ".join(word for word in (grant.donor, grant.reference, found.when) if word)]),
        ("text", [_("%(office)s, drawn up on %(day)s", office=queries.office_name(grant), day=found.drawn_on)]),
        ("heading", [_("Results")]),
        *(("row", row) for row in [said["results"], *found.results]),
        ("heading", [_("Our own acts")]),
        *(("row", row) for row in [said["acts"], *found.acts]),
        ("heading", [_("Costs")]),
        *(("row", row) for row in [said["costs"], *found.costs]),
        *victims.as_lines(found.outcomes),
        ("mark", [note()]),
        ("mark", [hidden()]),
    ]


def file_name(grant: Grant, first: str, last: str, form: str) -> str:
    """Of the donor's file: whose grant it is and of which days; `form`: docx or pdf."""
    words = (*f"{grant.donor} {grant.title}".split(), first, last)
    told = ("".join(letter for letter in word if letter.isalnum() or letter == "-") for word in words)
    return "_".join(word for word in told if word) + f".{form}"


def note() -> str:
    return _(
        "Acts are counted, never persons, of the whole office: a grant may pay for a part of them alone. "
        "How many clients there were is told by published data alone."
    )


def hidden() -> str:
    least = rules.least()
    return _(
        "… stands where there were 1 to %(most)s, or where other reports say other days: hearings, advice and submissions that "
        "are so few could tell of one person.",
        most=least - 1,
    )


def word(kind: str) -> str:
    return rules.kinds()[kind].word.read_in(current())


def periods(grant: Grant) -> list[tuple[str, str]]:
    """Number and days of each reporting period."""
    found = enumerate(queries.periods(grant))
    return [(str(place), f"{_day(one.first)} – {_day(one.last)}") for place, one in found]


def refused(why: GrantRefused) -> str:
    """Why something cannot be written down, as a sentence."""
    return {
        "packages": _("A grant needs a work package with a code."),
        "codes": _("Two work packages have the same code."),
        "budget": _("The work packages together are more than the budget of the grant."),
        "periods": _("A grant needs a reporting period."),
        "order": _("A reporting period ends before it begins."),
        "outside": _("A reporting period is outside the days of the grant."),
        "overlap": _("Two reporting periods overlap: the same acts would count twice."),
        "package": _("There are costs of a work package that the grant does not have."),
        "day": _("This day is outside the days of the grant."),
        "struck": _("This was marked as entered in error already."),
        "short": _(
            "A reporting period has at least %(days)s days: fewer could tell of one person.", days=rules.SHORTEST_DAYS
        ),
        "fixed": _("A report was drawn up: the days of the reporting periods stay as they are."),
        "running": _("This reporting period is not over yet."),
        "drawn": _("This report was drawn up already."),
        "stale": _(
            "Somebody else saved the plan since you opened this page. What you typed stands here, unsaved. Open the plan in "
            "another window to see what changed; if you save now, yours replaces it."
        ),
    }[why.reason]


def plan_of(grant: Grant) -> dict[str, Any]:
    """The plan as the form takes it."""
    return {
        "packages": [{"code": one.code, "title": one.title, "budget": one.amount} for one in queries.packages(grant)],
        "periods": [
            {name: rules.day(getattr(one, name)) for name in ("first", "last", "due")} for one in queries.periods(grant)
        ],
        "results": [{**row, "baseline": str(row["baseline"]), "target": str(row["target"])} for row in grant.results],
        "outcomes": [{**row, "target": str(row["target"])} for row in grant.outcomes],
    }


def _result(one: rules.Reached) -> list[str]:
    said = one.result
    percent = "–" if one.percent is None else f"{one.percent} %"
    return [
        said.title,
        word(said.kind),
        str(said.baseline),
        _count(one.in_period),
        _at_least(str(one.so_far), one),
        str(said.target),
        _at_least(percent, one) if one.percent is not None else percent,
        said.source,
    ]


def _count(number: int | None) -> str:
    return "…" if number is None else str(number)


def _at_least(said: str, one: rules.Reached) -> str:
    return f"≥ {said}" if one.is_least else said


def _spent(one: rules.Spent, currency: str) -> list[str]:
    amounts = one.in_period, one.so_far, one.package.amount, one.package.amount - one.so_far
    return [
        f"{one.package.code} {one.package.title}",
        *(format_amount(amount, currency, current()) for amount in amounts),
    ]


def _day(iso: str) -> str:
    return format_date(rules.day(iso))
