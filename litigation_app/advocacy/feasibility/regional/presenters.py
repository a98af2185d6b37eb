"""How does the study of a region read: the countries beside each other, and one purse for all?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from litigation_app.advocacy.feasibility import presenters
from litigation_app.advocacy.feasibility.documents.rules import Chapter, Document, Mark, Part, Points, Table, Text
from litigation_app.advocacy.feasibility.presenters import Bound
from litigation_app.advocacy.feasibility.study import FINGERPRINT, Made, named, origin
from litigation_app.advocacy.feasibility.summary import SIX
from litigation_app.advocacy.figures import presenters as few_years
from litigation_app.core.language import _, current

LEAST = 2  # countries of a region
NONE = "–"
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """Which run a country is shown by."""

    digest: str
    made: Made


def study(runs: Sequence[Bound], shown: Sequence[Shown], region: dict[str, Any] | None) -> Document:
    """The document of several countries' runs; `region` is a plain Region, None where it was not made."""
    facts = tuple((named(one.at("scenario_code")), _of_run(run)) for one, run in zip(runs, shown, strict=True))
    chapters = (
        Chapter("1", _("Countries beside each other"), tuple(_six(runs))),
        Chapter("2", _("Victims, awards and the office"), (_awards(runs), _options(runs))),
        Chapter("3", _("Cost and money by country"), (_yearly(runs), _needs(runs))),
        Chapter("4", _("One purse for the region"), tuple(_purse(region, runs[0].at("currency")))),
    )
    title = _("Compensation funds of the region: what they would cost")
    return Document(
        title, _("Draft for discussion; every number comes from the runs named here."), current(), facts, chapters
    )


def _of_run(run: Shown) -> str:
    said = [*origin(run.made), (_("Result, fingerprint"), run.digest[:FINGERPRINT])]
    return "; ".join(f"{name}: {value}" for name, value in said)


def _heads(runs: Sequence[Bound], corner: str) -> tuple[str, ...]:
    return (corner, *(named(one.at("scenario_code")) for one in runs))


def _unit(runs: Sequence[Bound], title: str) -> str:
    return f"{title}, {runs[0].at('currency')}"


def _six(runs: Sequence[Bound]) -> list[Part]:
    forms = {"both": "money"}
    rows: Rows = tuple(
        (_figure(code), *(one.said(place, forms.get(form, form)) for one in runs))
        for code, (form, place) in SIX.items()
    )
    return [
        Table(_("Six figures"), _heads(runs, _("Figure")), rows),
        *(Text(one) for one in few(runs)),
        Points(
            (
                _(
                    "Each country's figures come from its own run, with its own counts, rules and money; they "
                    "share no count and no person."
                ),
                _(
                    "Scopes differ: where a scenario also covers other violent crime, its figures are not those "
                    "of trafficking alone."
                ),
            )
        ),
    ]


def few(runs: Sequence[Bound]) -> list[str]:
    """Which country's run has too few years of counts."""
    return [f"{named(run.at('scenario_code'))}: {said}" for run in runs for said in few_years.said(run.result)]


def _figure(code: str) -> str:
    """Without a year: the countries' funds need not be known in the same one."""
    return {
        "expected": _("Expected cost of a year, once the fund is known"),
        "year_95": _("A bad year (95th percentile: one in twenty is worse)"),
        "year_99": _("A very bad year (99th percentile: one in a hundred is worse)"),
        "present_value": _("All years, in present value"),
        "dry": _("Money runs out"),
        "office": _("Administrative cost ratio"),
    }[code]


def _awards(runs: Sequence[Bound]) -> Table:
    rows: Rows = (
        (_("Victims a year"), *(one.tenths("*.victims_a_year") for one in runs)),
        (_("Awards a year"), *(one.tenths("*.awards_a_year") for one in runs)),
        (_("Awards a year at which the office takes a quarter"), *(_enough(one) for one in runs)),
        (_("Recovered from offenders"), *(one.share("*.recovered_share") for one in runs)),
    )
    return Table(_("Victims, awards and the office"), _heads(runs, ""), rows)


def _enough(one: Bound) -> str:
    place = "*.awards_for_office_target"
    return one.count(place) if all(one.has(f"{end}.awards_for_office_target") for end in ("low", "high")) else NONE


def _options(runs: Sequence[Bound]) -> Table | Text:
    """The options of each country by their letter, in expected cost of all years."""
    if not all(one.has("depth.options") for one in runs):
        return Text(_("This run was made without other options."))
    letters = list(dict.fromkeys(option["code"] for one in runs for option in one.at("depth.options")))
    rows: Rows = tuple((letter, *(_option(one, letter) for one in runs)) for letter in letters)
    title = _unit(runs, _("Options: all years, in present value"))
    return Table(title, _heads(runs, _("Option")), rows, 1 + len(runs))


def _option(one: Bound, letter: str) -> str:
    for at, option in enumerate(one.at("depth.options")):
        if option["code"] == letter:
            return f"{presenters.known(option['name'])}: {one.said(f'depth.options.{at}.present_mean', 'money')}"
    return NONE


def _yearly(runs: Sequence[Bound]) -> Table:
    spans = [range(one.at("first_year"), one.at("first_year") + one.at("horizon")) for one in runs]
    rows: Rows = tuple(
        (str(year), *(_in_year(one, span, year) for one, span in zip(runs, spans, strict=True)))
        for year in sorted({year for span in spans for year in span})
    )
    return Table(_unit(runs, _("Expected cost of each year")), _heads(runs, _("Year")), rows)


def _in_year(one: Bound, span: range, year: int) -> str:
    return one.said(f"*.cost_by_year.{year - span.start}.mean", "money") if year in span else NONE


def _needs(runs: Sequence[Bound]) -> Table:
    targets = [one.share("high.needs.target") for one in runs]
    is_one = len(set(targets)) == 1
    rows: Rows = (
        *([] if is_one else [(_("Chance of running out that is aimed at"), *targets)]),
        (_("Budget in a year"), *(one.said("*.needs.budget.value", "money") for one in runs)),
        (_("Money at the start"), *(one.said("*.needs.reserve.value", "money") for one in runs)),
        (_("Still owed after the last year"), *(one.said("*.owed.mean", "money") for one in runs)),
    )
    title = (
        _("What keeps the chance of running out at %(target)s", target=targets[0])
        if is_one
        else _("What keeps the chance of running out at what each country aims at")
    )
    return Table(_unit(runs, title), _heads(runs, ""), rows)


def _purse(region: dict[str, Any] | None, currency: str) -> list[Part]:
    if region is None:
        return [
            Text(
                _(
                    "The scenarios of these runs are not all at hand or do not cover the same years, "
                    "so their simulations could not be added up."
                )
            )
        ]
    said = Bound({**region, "low": region, "high": region, "fiscal": None, "currency": currency})
    pooled = Text(
        _(
            "One purse for all needs %(one)s as a reserve where separate purses need %(apart)s together: bad "
            "years seldom meet in every country.",
            one=said.said("quiet.reserve", "money"),
            apart=said.said("quiet.apart", "money"),
        )
    )
    drawn = Mark(
        _(
            "%(paths)s simulations, random seed %(seed)s; the first country keeps it, each other takes the next.",
            paths=said.count("paths"),
            seed=str(region["seed"]),
        )
    )
    return [pooled, _pooled(said), drawn]


def _pooled(said: Bound) -> Table:
    """The countries apart, and where they know it the shock that meets all."""
    ends = [("quiet", _("Countries apart from each other")), ("shocked", _("One mass case in every country at once"))]
    ends = [(at, name) for at, name in ends if said.has(at)]
    known = (
        ("settled_mean", _("Expected cost of a year, once the fund is known")),
        ("settled_q99", _("That year, where one simulation in a hundred is worse")),
    )
    lines = (
        ("worst_mean", _("The dearest of all years, expected")),
        ("worst_q99", _("The dearest of all years, where one simulation in a hundred is worse")),
        ("present_mean", _("All years, in present value")),
        ("present_q99", _("All years, in present value: one simulation in a hundred is worse")),
        ("reserve", _("Reserve of one purse for all")),
        ("apart", _("Reserves of separate purses together")),
    )
    # the shock falls in another year than that in which every fund is known, and cannot be held against it there
    rows = [(name, said.said(f"quiet.{key}", "money"), *(NONE for _end in ends[1:])) for key, name in known]
    rows += [(name, *(said.said(f"{at}.{key}", "money") for at, _name in ends)) for key, name in lines]
    rows.append((_("Money runs out"), *(said.chance(f"{at}.dry") for at, _name in ends)))
    return Table(_("The region together"), ("", *(name for _at, name in ends)), tuple(rows))
