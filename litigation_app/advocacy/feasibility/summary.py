"""What does a minister read first (one page, six numbers, one picture), and what is recommended at the end?"""

from collections.abc import Iterator

from litigation_app.advocacy.feasibility import pictures, presenters
from litigation_app.advocacy.feasibility.documents.rules import Chapter, Mark, Part, Points, Table, Text
from litigation_app.advocacy.feasibility.presenters import BUDGET, Bound, Result, key
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.advocacy.figures.rules import OFFICE_SHARE_MOST, is_of_clients
from litigation_app.core.language import _
from litigation_app.statistics.fund.assumptions import unbacked
from litigation_app.statistics.fund.fiscal_form import RESERVE

ALIKE = 0.1  # of the awards: what differs by more has another scope
SIX = {
    "expected": ("both", "*.settled_cost.mean"),
    "year_95": ("both", "*.settled_cost.q95"),
    "year_99": ("both", "*.settled_cost.q99"),
    "present_value": ("both", "*.present_value.mean"),
    "dry": ("chance", "*.dry_by_year.-1"),
    "office": ("share", "*.office_share"),
}


def summary(bound: Bound, other: Result | None = None) -> Chapter:
    """Chapter 1: plain words, no word of actuaries."""
    rows = tuple((presenters.figure(code, bound), bound.said(place, form)) for code, (form, place) in SIX.items())
    parts: list[Part] = [
        Text(
            _(
                "A State fund pays compensation to victims of trafficking in human beings who cannot get it from "
                "the offender. This study says what such a fund would cost and whether its money would last."
            )
        ),
        *(Text(one) for one in few_years.said(bound.result)),
        Table(_("Six figures"), (_("Figure"), _("Estimate")), rows),
        *(Text(one) for one in _in_words(bound)),
        *([Text(_otherwise(Bound(other)))] if other else []),
        pictures.yearly_cost(bound),
        Mark(_legend()),
        Mark(" ".join((few_years.prices(bound.result), *_rule(bound)))),
    ]
    return Chapter("1", _("Summary for the minister"), tuple(parts))


def _in_words(bound: Bound) -> Iterator[str]:
    yield _(
        "In %(year)s about %(awards)s awards are made, and the year costs about %(cost)s. One year in twenty "
        "costs more than %(bad)s, one in a hundred more than %(very_bad)s.",
        year=presenters.settled_year(bound),
        awards=bound.tenths("*.awards_a_year"),
        cost=bound.both("*.settled_cost.mean"),
        bad=bound.both("*.settled_cost.q95"),
        very_bad=bound.both("*.settled_cost.q99"),
    )
    yield _(
        "With the income assumed here, the chance that the money runs out within %(years)s years is %(dry)s. It "
        "would be %(target)s with a yearly budget of %(budget)s.",
        years=bound.said("horizon", "plain"),
        dry=bound.chance("*.dry_by_year.-1"),
        target=bound.share("high.needs.target"),
        budget=few_years.budget(bound.result, bound.both("*.needs.budget.value")),
    )
    yield income(bound)
    yield from at_start(bound)
    yield office(bound)


def _otherwise(other: Bound) -> str:
    """What the same fund costs on other counts."""
    said = {"cost": other.both("*.settled_cost.mean"), "reserve": other.both("*.needs.reserve.value"), "chapter": "4"}
    if is_of_clients(other.result):
        return _(
            "From our own publication instead of official figures that year would cost %(cost)s, and the reserve needed would be "
            "%(reserve)s: chapter %(chapter)s has both beside each other and says why they differ.",
            **said,
        )
    return _(
        "From official figures instead of our own publication that year would cost %(cost)s, and the reserve needed would be "
        "%(reserve)s: chapter %(chapter)s has both beside each other and says why they differ.",
        **said,
    )


def income(bound: Bound) -> str:
    """Who brings the money: a budget that is needed rests on the other sources."""
    sources = bound.at("derived.income")
    shares = [
        f"{_('Budget') if one['name'] == BUDGET else presenters.known(one['name'])} {bound.share(f'derived.income.{i}.share')}"
        for i, one in enumerate(sources)
    ]
    if [one["name"] for one in sources] == [BUDGET]:
        return _("All the income assumed comes from the budget.")
    return _(
        "The income assumed comes from these sources: %(shares)s. The budget that this study calls needed, here and for "
        "each option, holds only if the other sources bring what is assumed of them.",
        shares="; ".join(shares),
    )


def at_start(bound: Bound) -> list[str]:
    """That the money at the start is asked of the same budget; [] where there is none."""
    place = next((i for i, one in enumerate(bound.at("assumptions")) if one["code"] == RESERVE), None)
    if place is None or not bound.at(f"assumptions.{place}.values.0"):
        return []
    return [
        _(
            "Beside the income of the years, the money at the start, %(reserve)s, is asked of the same budget once.",
            reserve=bound.both(f"assumptions.{place}.values.0"),
        )
    ]


def _rule(bound: Bound) -> list[str]:
    """What the chance of running out takes to happen at the end of a year."""
    if bound.at("is_budget_lapsing"):
        return [_("What is left of a year's budget lapses.")]
    return [_("What is left of a year's budget stays.")]


def _legend() -> str:
    return _(
        "White line: the middle of all simulations; darkest band: half of them; lighter band: nine of"
        " ten; the red line is zero."
    )


def office(bound: Bound) -> str:
    """How much goes to the office, and when it would be little enough."""
    share = bound.share("*.office_share")
    if bound.at("high.office_share") <= OFFICE_SHARE_MOST:
        return _("%(share)s of the money goes to the office, the rest to victims.", share=share)
    if not bound.has("high.awards_for_office_target"):
        return _(
            "%(share)s of the money goes to the office, not to victims, and no number of awards brings it down to"
            " a quarter.",
            share=share,
        )
    return _(
        "%(share)s of the money goes to the office, not to victims. That share falls to a quarter at about "
        "%(enough)s awards a year: a host body or a wider scope brings more money to victims.",
        share=share,
        enough=bound.count("*.awards_for_office_target"),
    )


def fixed_office(bound: Bound) -> list[str]:
    """That the fixed cost of the office is one number, which nothing that is varied shows; [] where it is a range."""
    if not bound.has("derived.fixed_office"):
        return []
    return [
        _(
            "The fixed cost of the office is one number in this scenario and was not varied, so no bar of sensitivity "
            "shows it; it is %(share)s of the cost of all years.",
            share=bound.share("derived.fixed_office"),
        )
    ]


def recommendation(bound: Bound) -> Chapter:
    """Chapter 12: what follows from the figures; people decide."""
    opening = Text(_("These points follow from the figures of this run. They are a draft; people decide."))
    return Chapter("12", _("Recommendation"), (opening, Points(tuple(_points(bound)))))


def _points(bound: Bound) -> Iterator[str]:
    yield from _options(bound)
    yield _(
        "If the scheme stays as it is assumed here, plan a yearly budget of %(budget)s, or money at the start of "
        "%(reserve)s.",
        budget=few_years.budget(bound.result, bound.both("*.needs.budget.value")),
        reserve=bound.both("*.needs.reserve.value"),
    )
    yield from at_start(bound)
    if bound.at("is_flat_award"):
        yield _("Replace the single flat amount by bands by gravity or by the damage up to a cap.")
    if bound.at("doubts"):
        yield _("Settle the legal doubts of chapter %(chapter)s before the bill is drafted.", chapter="2")
    if unbacked(bound.at("assumptions")):
        yield _("Find a source for the assumptions that have none (annex %(annex)s).", annex="B")
    yield _("Make this estimate again every year with the counts of that year.")


def _options(bound: Bound) -> Iterator[str]:
    """The cheapest way that keeps the money, with its own numbers; where none does, what each would need."""
    options = _same_victims(bound)
    target = bound.at("high.needs.target")
    lasting = [i for i in options if bound.at(f"depth.options.{i}.dry") <= target]
    if lasting:
        yield _recommended(bound, lasting[0])
    elif options:
        yield _(
            "With the income assumed, no option keeps the chance of running out at %(target)s; each would need "
            "the budget that stands with it.",
            target=bound.share("high.needs.target"),
        )
        yield from (_would_need(bound, i) for i in options)


def _same_victims(bound: Bound) -> list[int]:
    """The options that pay about as many victims, the cheapest first: another scope is another fund, not a cheaper one."""
    own, options = bound.at("high.awards_a_year"), bound.at("depth.options")
    alike = [i for i, one in enumerate(options) if abs(one["awards_a_year"] - own) <= ALIKE * own]
    return sorted(alike, key=lambda i: (options[i]["present_mean"], options[i]["code"]))


def _recommended(bound: Bound, i: int) -> str:
    at = f"depth.options.{i}"
    return _(
        "Set the fund up as option %(code)s, %(name)s: of the options for the same victims it is the cheapest that "
        "keeps the chance of running out at %(target)s or below. All its years cost %(cost)s in present value, the "
        "money runs out with a chance of %(dry)s, and beside its other income it needs a yearly budget of %(budget)s.",
        code=bound.at(f"{at}.code"),
        name=presenters.option(bound, i),
        target=bound.share("high.needs.target"),
        cost=bound.both(f"{at}.present_mean"),
        dry=bound.chance(f"{at}.dry"),
        budget=few_years.budget(bound.result, bound.both(f"{at}.budget_needed")),
    ) + _rests_on(bound, i)


def _would_need(bound: Bound, i: int) -> str:
    at = f"depth.options.{i}"
    return _(
        "Option %(code)s, %(name)s: all its years cost %(cost)s in present value, the money runs out with a chance of "
        "%(dry)s, and it would need a yearly budget of %(budget)s.",
        code=bound.at(f"{at}.code"),
        name=presenters.option(bound, i),
        cost=bound.both(f"{at}.present_mean"),
        dry=bound.chance(f"{at}.dry"),
        budget=few_years.budget(bound.result, bound.both(f"{at}.budget_needed")),
    ) + _rests_on(bound, i)


def _rests_on(bound: Bound, i: int) -> str:
    """What an option needs beside its budget: money at the start of the same budget, and other income."""
    at, said = f"depth.options.{i}", []
    if bound.at(f"{at}.reserve"):
        said.append(
            _(
                "Its money at the start, %(reserve)s, is asked of the same budget once.",
                reserve=bound.both(f"{at}.reserve"),
            )
        )
    income = bound.at(f"{at}.other_income")
    brought = [
        f"{presenters.known(name)} {bound.both(f'{at}.other_income.{key(name)}')}"
        for name, mean in income.items()
        if mean
    ]
    if brought:
        said.append(
            _("The rest must come every year from its other income, on average: %(income)s.", income="; ".join(brought))
        )
    if any(few_years.displaced(bound.result, name) for name, mean in income.items() if mean):
        said.append(_("Who loses that money stands in chapter %(chapter)s.", chapter="8"))
    return "".join(f" {one}" for one in said)
