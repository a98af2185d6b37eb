"""What does the law ask, what is missing, and how could a fund be set up (chapters 2 and 3)?"""

from collections.abc import Mapping
from typing import Any

from litigation_app.advocacy.feasibility import choices, presenters
from litigation_app.advocacy.feasibility.presenters import Bound, key, number
from litigation_app.advocacy.feasibility.tree import Chapter, Mark, Part, Table, Text
from litigation_app.advocacy.figures import citing, ranging, words
from litigation_app.advocacy.figures import ways as offices
from litigation_app.core.language import _
from litigation_app.core.text import NBSP
from litigation_app.law import loader

FUND = "fund"  # the graph family of the route to money of the State


def legal_basis(bound: Bound) -> Chapter:
    """Chapter 2."""
    rows = tuple((one.name, choices.duty(one.code), citing.source(one.source)) for one in choices.instruments())
    parts: list[Part] = [
        *_today(bound.at("scenario_code")),
        Table(_("What binds the State"), (_("Instrument"), _("What it requires"), _("Source")), rows, 3),
    ]
    if bound.at("doubts"):
        doubted = tuple((_doubt(one), one["article"], citing.source(one["source"])) for one in bound.at("doubts"))
        parts.append(
            Table(_("What stands against the scheme as assumed"), (_("Doubt"), _("Article"), _("Source")), doubted, 3)
        )
    parts += [
        Text(
            _(
                "Doing nothing has a price too. These awards were made against states because victims of "
                "trafficking were not protected or not compensated."
            )
        ),
        inaction(),
        unchecked(),
    ]
    return Chapter("2", _("Legal basis and the gap"), tuple(parts))


def inaction() -> Table:
    """Awards against states, from the data file."""
    rows = tuple((one.name, citing.source(one.source), f"{number(one.eur)}{NBSP}EUR") for one in choices.awards())
    return Table(_("The cost of doing nothing"), (_("Decision"), _("Source"), _("Award")), rows, 2)


def unchecked() -> Mark:
    """What "(memory)" behind a source means."""
    return Mark(unchecked_words())


def unchecked_words() -> str:
    """The same as words."""
    return _(
        "Where the text says %(mark)s, nobody has checked it against the published wording yet.",
        mark=citing.from_memory(),
    )


def _today(country: str) -> list[Part]:
    said = {
        "not_established": _("Today there is no State fund in this country."),
        "adopted_not_applied": _("A law on State compensation is adopted and not yet applied."),
        "in_force": _("A law on State compensation is in force; this study estimates what it costs."),
    }
    found: list[Part] = []
    for one in loader.load(country).routes:
        if one.procedure == FUND:
            found.append(Text(" ".join(filter(None, (said.get(one.status, ""), one.law)))))
            found += [Mark(one.practice)] if one.practice else []
    return found


def _doubt(one: Mapping[str, Any]) -> str:
    code = str(one["code"])
    return {
        "flat_award": _("The award is one flat amount."),
        "heads": words.missing_heads(one["missing"]),
        "heads_not_stated": _("The scenario does not say which heads of damage are covered."),
        "time_limit": _("The time to apply is short."),
    }.get(code, code)


def options(bound: Bound) -> Chapter:
    """Chapter 3: other ways beside each other, and the choices of a model law."""
    parts: list[Part] = [side_by_side(bound)]
    parts.append(Mark(" ".join((run_beside(bound), _("A name in capital letters warns of itself.")))))
    parts += [Mark(one) for one in _offices(bound) if one]
    if not bound.is_one:
        parts.append(Mark(ranging.others_take(bound.result)))
    rows = tuple(
        (choices.question(one.code), choices.answers(one.code), one.name, citing.source(one.source))
        for one in choices.choices()
    )
    headings = (_("To be decided"), _("What may be chosen"), _("Article or model"), _("Source"))
    parts.append(Table(_("Choices of a model law"), headings, rows, 4))
    return Chapter("3", _("Options"), tuple(parts))


def _offices(bound: Bound) -> list[str]:
    """What the office of each option costs."""
    options = enumerate(bound.at("depth.options"))
    costs = [(one["code"], bound.both(f"depth.options.{i}.office_fixed")) for i, one in options]
    return [offices.sentence(bound.result, costs)]


def run_beside(bound: Bound) -> str:
    """On how many futures options and shocks were run."""
    return offices.beside(bound.count("depth.beside_paths"), bound.count("paths"))


def side_by_side(bound: Bound) -> Table:
    """Options in the figures that are compared."""
    rows = []
    for i, one in enumerate(bound.at("depth.options")):
        at = f"depth.options.{i}"
        cost = bound.amount(f"derived.options.{i}.settled" if bound.local else f"{at}.settled_mean")
        name, present, *others = _all_years(bound, "options", i, f"{one['code']}: {presenters.option(bound, i)}")
        rows.append((name, bound.tenths(f"{at}.awards_a_year"), cost, present, *others))
    year = presenters.settled_year(bound)
    headings = ("", _("Awards in %(year)s", year=year), _("Cost of the year %(year)s", year=year), *_of_all_years())
    return Table(in_unit(bound, _("Options side by side")), headings, tuple(rows))


def shocks(bound: Bound) -> Table:
    """Shocks beside the estimate itself, over all years: a shock is of other years than any one column could be."""
    own = (
        _("This estimate"),
        bound.amount("high.present_value.mean"),
        bound.chance("high.dry_by_year.-1"),
        bound.share("high.office_share"),
        bound.amount("high.needs.budget.value"),
    )
    rows = [_all_years(bound, "shocks", i, _shock(bound, one)) for i, one in enumerate(bound.at("depth.shocks"))]
    return Table(in_unit(bound, _("What might go wrong")), ("", *_of_all_years()), (own, *rows))


def _all_years(bound: Bound, kind: str, i: int, name: str) -> tuple[str, ...]:
    """An option or a shock in the figures of `_of_all_years`."""
    at = f"depth.{kind}.{i}"
    return (
        name,
        bound.amount(f"derived.{kind}.{i}.present" if bound.local else f"{at}.present_mean"),
        bound.chance(f"{at}.dry"),
        bound.share(f"{at}.office_share"),
        bound.amount(f"{at}.budget_needed"),
    )


def _of_all_years() -> tuple[str, ...]:
    return (_("All years, in present value"), _("Money runs out"), _("Office share"), _("Budget needed"))


def at_its_rate(bound: Bound) -> list[str]:
    """At which rate the costs of a shock of the local currency stand; [] where none was run."""
    if not bound.local or all(one["dearer_present"] == 1 for one in bound.at("depth.shocks")):
        return []
    return [
        _(
            "Where %(local)s falls, costs stand in %(local)s at the rate of the shock in its years. The budget needed is what would be "
            "asked in %(local)s; the other columns of the shock already count that it buys less.",
            local=bound.local,
        )
    ]


def _shock(bound: Bound, one: Mapping[str, Any]) -> str:
    """With its size, from the values and not from its name."""
    at = f"scenario.stress.{key(one['code'])}"
    places = {
        "mass_case": f"{at}.mass_case_victims",
        "collections": f"{at}.collections_factor",
        "exchange": f"{at}.exchange_factor",
    }
    none = {"mass_case": 0, "collections": 1, "exchange": 1}
    say = {"mass_case": bound.count, "collections": bound.share, "exchange": bound.share}
    sizes = {
        part: say[part](place) if bound.has(place) and bound.at(place) != none[part] else ""
        for part, place in places.items()
    }
    years = words.years_of_shock(bound.at(at), int(bound.at("first_year")), int(bound.at("horizon")))
    return words.sized_shock(presenters.known(one["name"]), sizes, years)


def in_unit(bound: Bound, title: str) -> str:
    """The title of a table of amounts."""
    return f"{title}, {bound.unit}"
