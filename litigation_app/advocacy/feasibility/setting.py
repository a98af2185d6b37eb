"""What does the law ask, what is missing, and how could a fund be set up (chapters 2 and 3), with what it cites and each source?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from litigation_app.advocacy.feasibility import presenters
from litigation_app.advocacy.feasibility.documents.rules import Chapter, Mark, Part, Table, Text
from litigation_app.advocacy.feasibility.presenters import Bound, key, number
from litigation_app.advocacy.figures import citations, ranges, words
from litigation_app.advocacy.figures import options as offices
from litigation_app.core.language import _
from litigation_app.core.text import NBSP
from litigation_app.core.toml_files import read_toml
from litigation_app.law import loader

FUND = "fund"  # the graph family of the route to money of the State


def legal_basis(bound: Bound) -> Chapter:
    """Chapter 2."""
    rows = tuple((one.name, duty(one.code), citations.source(one.source)) for one in instruments())
    parts: list[Part] = [
        *_today(bound.at("scenario_code")),
        Table(_("What binds the State"), (_("Instrument"), _("What it requires"), _("Source")), rows, 3),
    ]
    if bound.at("doubts"):
        doubted = tuple((_doubt(one), one["article"], citations.source(one["source"])) for one in bound.at("doubts"))
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
    rows = tuple((one.name, citations.source(one.source), f"{number(one.eur)}{NBSP}EUR") for one in awards())
    return Table(_("The cost of doing nothing"), (_("Decision"), _("Source"), _("Award")), rows, 2)


def unchecked() -> Mark:
    """What "(memory)" behind a source means."""
    return Mark(unchecked_words())


def unchecked_words() -> str:
    """The same as words."""
    return _(
        "Where the text says %(mark)s, nobody has checked it against the published wording yet.",
        mark=citations.from_memory(),
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
        parts.append(Mark(ranges.others_take(bound.result)))
    rows = tuple((question(one.code), answers(one.code), one.name, citations.source(one.source)) for one in choices())
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


def question(code: str) -> str:
    """A choice that the law must make."""
    return {
        "crimes": _("Which crimes"),
        "subsidiary": _("When the State pays"),
        "persons": _("Who may apply"),
        "heads": _("Which damage"),
        "amount": _("How much"),
        "time": _("Until when"),
        "advance": _("Advances"),
        "conduct": _("Grounds to refuse"),
        "return": _("Double payment"),
        "body": _("Who decides"),
        "money": _("Where the money comes from"),
    }[code]


def answers(code: str) -> str:
    """What it may choose."""
    return {
        "crimes": _("trafficking in human beings only, or every intentional crime of violence"),
        "subsidiary": _(
            "only what cannot be had from the offender; also where the offender is unknown or cannot be tried"
        ),
        "persons": _("citizens and residents, or every victim of a crime on the territory, also without papers"),
        "heads": _("at least lost earnings, treatment, funeral and maintenance; pain and dignity as well"),
        "amount": _("the damage itself up to a cap, or bands by gravity; one flat amount is not enough"),
        "time": _("a period from the crime or from its end, longer for children"),
        "advance": _("none, or a part before the trial ends where need is urgent"),
        "conduct": _("own part in the crime; never because she did not co-operate with the prosecution"),
        "return": _("what is had elsewhere is set off; the State takes over the claim against the offender"),
        "body": _("a commission with an office of its own, or an existing body as host"),
        "money": _("budget, surcharge per convicted person, money of deferred prosecution, confiscations, a levy"),
    }[code]


def duty(code: str) -> str:
    """What an instrument asks."""
    return {
        "ets116": _(
            "The State contributes where compensation is not fully available from other sources. Some heads of "
            "damage are the minimum; a cap, a floor and a time limit are allowed."
        ),
        "directive": _(
            "A national scheme must give fair and appropriate compensation. A fixed amount that ignores how grave"
            " the consequences are does not."
        ),
        "trafficking": _(
            "Each party guarantees compensation for victims of trafficking, for instance by a compensation fund."
        ),
        "article4": _(
            "The State must make it possible for a victim to claim from the trafficker what she earned and did "
            "not keep."
        ),
    }[code]


@dataclass(frozen=True)
class Cited:
    """A row of a data file: `name` is what it is called (an instrument, an article, a judgment)."""

    code: str
    name: str
    source: str


@dataclass(frozen=True)
class Award:
    """What a state was made to pay, in euro."""

    name: str
    country: str
    eur: float
    source: str


def instruments() -> Sequence[Cited]:
    """What binds or guides, in the order of the study."""
    return [Cited(row["code"], row["name"], row["source"]) for row in _rows()["instrument"]]


def choices() -> Sequence[Cited]:
    """What a law must choose; `name` is the article."""
    return [Cited(row["code"], row["article"], row["source"]) for row in _rows()["choice"]]


def awards() -> Sequence[Award]:
    """Awards against states to victims of trafficking."""
    return [Award(row["name"], row["country"], row["eur"], row["source"]) for row in _rows()["award"]]


@cache
def _rows() -> Mapping[str, Any]:
    return read_toml(__file__, "frame.toml")
