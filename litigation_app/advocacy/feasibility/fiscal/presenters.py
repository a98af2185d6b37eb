"""How does the fiscal form of a run read: its headings, its lines by year, who pays, what is promised and what may still come?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.advocacy.feasibility import fiscal_closing, money, presenters
from litigation_app.advocacy.feasibility.documents.rules import Chapter, Mark, Part, Points, Table
from litigation_app.advocacy.feasibility.presenters import Bound, key, number
from litigation_app.advocacy.feasibility.setting import inaction, unchecked
from litigation_app.advocacy.figures import citations
from litigation_app.advocacy.figures import presenters as exchanging
from litigation_app.advocacy.figures.grids import exact, rounded_once
from litigation_app.core.language import _, current, read_with
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund import fiscal_form
from litigation_app.statistics.fund.fiscal_form import Form, Level, Line, Years

FORM = "sr-Latn"  # the language of the one form whose headings were seen


def headings(form: Form) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the columns with words and of the years: as the published form has them, where somebody has seen it."""
    said = form.level.columns
    if not said:
        return (_("Classification"), _("Line")), tuple(str(year) for year in form.years)
    years = (_("current budget year"), _("next budget year"), _("second next budget year"))
    named = zip(years, said["years"], form.years, strict=False)
    return (_beside(_("Economic classification"), said["code"]), _beside(_("Description"), said["name"])), tuple(
        f"{_beside(word, own)} ({year})" for word, own, year in named
    )


def _beside(word: str, own: str) -> str:
    """A heading of the form itself, behind what it means where the reader reads another language than the form's."""
    said = citations.own_words(own)
    return said if FORM in read_with(current()) else f"{word} [{said}]"


Row = tuple[str, ...]
Rows = tuple[tuple[str | int | Decimal, ...], ...]


@dataclass(frozen=True)
class Block:
    """A table whose first `words` columns are words, the others whole numbers but for the next `exact`, which keep decimals."""

    title: str
    headings: Row
    rows: Rows
    words: int = 1
    exact: int = 0


def chapter(bound: Bound, level: Level, *, letter: str, is_alone: bool = False) -> Chapter:
    """The form as an annex of the study, or as a page of its own, which then also says what doing nothing costs."""
    form = fiscal_form.form(bound.result, level)
    parts: list[Part] = [of_what(bound, level), *_tables(form)]
    if bound.local:
        parts += _tables(fiscal_form.form(bound.result, level, local=False))
        parts.append(Mark(rate(bound)))
    parts += [
        Points(tuple(sentences(form, bound))),
        *([inaction()] if is_alone else []),
        unchecked(),
    ]
    return Chapter(letter, _("Fiscal form: %(form)s", form=citations.own_words(level.form)), tuple(parts))


def of_what(bound: Bound, level: Level) -> Table:
    rows = (
        (_("Budget"), citations.own_words(level.budget)),
        (_("Form"), citations.own_words(level.form)),
        (_("Legal basis"), citations.own_words(level.basis)),
        (_("Source"), citations.source(level.source)),
        (_("Economic classification"), citations.own_words(level.classification_source)),
        (_("Posts and pay"), _posts(bound, level)),
    )
    return Table(_("Which form"), (_("Item"), _("Content")), rows, 2)


def _posts(bound: Bound, level: Level) -> str:
    """As the scenario assumes them, or left to the proposer: never invented."""
    if bound.at("derived.posts"):
        return _(
            "%(posts)s posts, %(pay)s in the first year with the employer's contributions, as the table of posts says",
            posts=bound.said("derived.posts", "rate"),
            pay=_paid(bound, level),
        )
    return _("not stated in the scenario: the proposer fills them in; the amount of the office is an assumption")


def _paid(bound: Bound, level: Level) -> str:
    """What all posts are paid in the first year as the table of the posts says."""
    return _in_both(bound, level, lambda form: form.payroll[0])


def _in_both(bound: Bound, level: Level, amount: Callable[[Form], int]) -> str:
    """An amount as the form prints it, and as the form in the scenario's currency does."""
    forms = [fiscal_form.form(bound.result, level, local=local) for local in (True, False)[: 2 if bound.local else 1]]
    own, *other = [NBSP.join((number(form.unit * amount(form)), form.currency)) for form in forms]
    return f"{own} ({other[0]})" if other else own


def blocks(form: Form) -> list[Block]:
    """The tables of the form with their numbers as they are, for pages and files alike."""
    unit = _("thousand %(currency)s", currency=form.currency) if form.unit > 1 else form.currency
    heads, years = headings(form)
    spending: Rows = (*_lines(form.spending), ("", _("Expenditure together"), *form.spent))
    income: Rows = (*_lines(form.income), ("", _("Income together"), *form.received))
    apart: Rows = tuple((name, *values) for name, values in _apart(form) if values is not None)
    return [
        Block(", ".join((_("Effect on expenditure"), unit)), (*heads, *years), spending, 2),
        *_of_posts(form, unit, years),
        Block(", ".join((_("Effect on income: who finances"), unit)), (*heads, *years), income, 2),
        Block(", ".join((exchanging.net_title(), unit)), (_("Kind"), *years), exchanging.net_rows(form.net)),
        Block(", ".join((_("Promised, paid and possible"), unit)), (_("Kind"), *years), apart),
        Block(", ".join((_("How each year closes"), unit)), (_("Kind"), *years), fiscal_closing.rows(form)),
    ]


def _of_posts(form: Form, unit: str, years: Row) -> list[Block]:
    """Posts with their pay by year, as in the lines of the expenditure; [] where the scenario states none."""
    if not form.posts:
        return []
    on_top = next(line.amounts for line in form.spending if line.kind == fiscal_form.CONTRIBUTIONS)
    posts: Rows = tuple((one.name, Decimal(repr(one.number)), *one.pay) for one in form.posts)
    rows: Rows = (
        *posts,
        (presenters.line("contributions"), "", *on_top),
        (_("Pay and contributions together"), Decimal(repr(sum(one.number for one in form.posts))), *form.payroll),
    )
    return [Block(", ".join((_("Posts and pay"), unit)), (_("Post"), _("How many"), *years), rows, exact=1)]


def _tables(form: Form) -> list[Part]:
    return [
        Table(one.title, one.headings, tuple(_worded(row, one.words + one.exact) for row in one.rows), one.words)
        for one in blocks(form)
    ]


def _worded(row: Sequence[str | int | Decimal], whole: int) -> Row:
    """From the column `whole` on without decimals."""
    return tuple(_cell(cell) if at < whole else number(float(cell)) for at, cell in enumerate(row))


def _cell(cell: str | int | Decimal) -> str:
    return cell if isinstance(cell, str) else exact(float(cell))


def _apart(form: Form) -> tuple[tuple[str, Years | None], ...]:
    """What the budget law keeps apart; None of what lapses where nothing does."""
    return (
        (_("Appropriation: the budget asked, with the money at the start"), form.appropriation),
        (_("Spent beyond the appropriation, from other income of the year"), form.beyond),
        (
            _("Commitment: awards decided in the year, whenever they are paid; the office and setting up"),
            form.commitment,
        ),
        (_("Cash: expected to fall due in the year, less what comes back"), form.cash),
        (_("Carried over: awards decided that are not yet due at the end of the year"), form.unpaid),
        (
            _("Contingent liability: what applications undecided at the end of the year are expected to bring"),
            form.contingent,
        ),
        (_("Risk: what one year in twenty asks beyond the expected"), form.risk),
        (_("Not covered by the income of the year, less what lapses of it"), form.uncovered),
        (_("Lapses: what is expected to be left of the budget at the end of the year"), form.lapsed),
    )


def _lines(lines: Sequence[Line]) -> list[tuple[str | int, ...]]:
    return [
        (line.code, f"{presenters.line(line.kind)} ({citations.own_words(line.name)})", *line.amounts) for line in lines
    ]


def sentences(form: Form, bound: Bound) -> list[str]:
    return [
        *fiscal_closing.sentences(form),
        *_reserve(form, bound),
        *_promised(form),
        *money.unspent(bound),
        *exchanging.sentences(bound.result),
        exchanging.net_note(),
        *(said for said in [exchanging.one_rate(bound.result)] if said),
        *_if_currency_falls(bound),
        *_years_of(form),
        _(
            "When the appropriation of a year is spent, awards that are granted stay a commitment of the next "
            "year unless the budget is changed: %(rule)s %(source)s.",
            rule=citations.own_words(form.level.spent),
            source=citations.source(form.level.spent_source),
        ),
        _(
            "At the end of the years studied, %(owed)s is expected to have been applied for and not yet paid; it "
            "is a liability, not an expenditure.",
            owed=bound.both("high.owed.mean"),
        ),
        _("Where counts are ranges, the form takes them at their highest."),
        rounded_once(),
    ]


def _years_of(form: Form) -> list[str]:
    """Which year the form's own first heading is taken to be; [] where nobody has seen its headings."""
    if not form.level.columns:
        return []
    return [
        _(
            "The headings of the years are the form's own: its current budget year is taken to be %(year)s, the first year of "
            "the fund. A form that is filed earlier has nothing in its columns before that year.",
            year=form.years[0],
        )
    ]


def _promised(form: Form) -> list[str]:
    """How commitment, cash and liability hang together."""
    if not any(form.unpaid):
        return [
            _(
                "Awards are taken to fall due in the year of their decision: none is carried over by the rule of payment. What "
                "stays unpaid for want of money is not counted as carried over here."
            )
        ]
    return [
        _(
            "An award is a commitment of the year in which it is decided and cash of the year in which it is paid; what "
            "lies between is carried over and needs an appropriation of the next year."
        )
    ]


def _if_currency_falls(bound: Bound) -> list[str]:
    """What a fall of the local currency would do to amounts that are decided in another; [] where no such shock was run."""
    found = []
    for i, one in enumerate(bound.at("depth.shocks")):
        factor = f"scenario.stress.{key(one['code'])}.exchange_factor"
        if bound.local and bound.has(factor):
            found.append(
                _(
                    "Awards are decided in %(currency)s. If %(local)s bought only %(share)s of what it buys at this rate, the money "
                    "would run out with a chance of %(chance)s instead of %(now)s. %(source)s.",
                    currency=bound.at("currency"),
                    local=bound.local,
                    share=bound.share(factor),
                    chance=bound.chance(f"depth.shocks.{i}.dry"),
                    now=bound.chance("high.dry_by_year.-1"),
                    source=citations.source(one["source"]),
                )
            )
    return found


def _reserve(form: Form, bound: Bound) -> list[str]:
    """Who brings the money at the start; the run does not say otherwise."""
    if not _at_start(form):
        return []
    return [
        _(
            "The money at the start, %(reserve)s, is asked of this budget in the first year and stands in the "
            "appropriation; where somebody else brings it, the proposer says who.",
            reserve=_in_both(bound, form.level, _at_start),
        ),
        *_paid_in(bound),
    ]


def _at_start(form: Form) -> int:
    """The money at the start, as its line prints it."""
    return sum(line.amounts[0] for line in form.income if line.kind == fiscal_form.RESERVE)


def _paid_in(bound: Bound) -> list[str]:
    """Why the money at the start does not lapse with the appropriation in which it stands; [] where nothing does."""
    if not bound.result["is_budget_lapsing"]:
        return []
    return [
        _(
            "It is taken to be paid into the fund in that year and to stay there; left in the appropriation, what is not spent of it "
            "would lapse with the rest."
        )
    ]


def rate(bound: Bound) -> str:
    fiscal = bound.at("fiscal")
    return _(
        "One %(currency)s is %(rate)s %(local)s (%(day)s). %(source)s",
        currency=bound.at("currency"),
        rate=bound.said("fiscal.rate", "rate"),
        local=fiscal["local_currency"],
        day=bound.rate_day,
        source=citations.source(fiscal["rate_source"]),
    )
