"""What matters most, what might go wrong, and how do others fare (chapters 9 and 10)?"""

from litigation_app.advocacy.feasibility import pictures, presenters
from litigation_app.advocacy.feasibility.documents.rules import Chapter, Mark, Part, Table, Text
from litigation_app.advocacy.feasibility.presenters import Bound, number
from litigation_app.advocacy.feasibility.setting import at_its_rate, in_unit, run_beside, shocks
from litigation_app.advocacy.feasibility.summary import fixed_office
from litigation_app.advocacy.figures import choices, citations, options, words
from litigation_app.advocacy.figures import presenters as backing
from litigation_app.core.language import _
from litigation_app.core.text import NBSP
from litigation_app.statistics.fund.benchmarks import MEASURES, Benchmark, benchmarks

NONE = "–"


def sensitivity(bound: Bound) -> Chapter:
    """Chapter 9."""
    parts: list[Part] = []
    if bound.at("depth.tornado"):
        parts.append(
            Text(
                _(
                    "Of the assumptions that were varied, %(name)s matters most: at its low end all years cost %(low)s in "
                    "present value, at its high end %(high)s.",
                    name=presenters.assumption(bound.at("depth.tornado.0.code")),
                    low=bound.both("depth.tornado.0.at_low"),
                    high=bound.both("depth.tornado.0.at_high"),
                )
            )
        )
    drawn, notes = pictures.tornado(bound)
    parts += [Text(one) for one in fixed_office(bound)]
    parts += [_tornado(bound), *drawn, *notes, *_shares(bound)]
    parts.append(shocks(bound))
    parts += [
        Mark(one)
        for one in (options.of_all_years(), *at_its_rate(bound), run_beside(bound), words.no_exchange(bound.result))
        if one
    ]
    return Chapter("9", _("Sensitivity and stress"), tuple(parts))


def _tornado(bound: Bound) -> Table:
    rows = tuple(
        (
            presenters.assumption(one["code"]),
            bound.amount(f"depth.tornado.{i}.at_low"),
            bound.amount(f"depth.tornado.{i}.at_high"),
        )
        for i, one in enumerate(bound.at("depth.tornado"))
        if one["at_low"] != one["at_high"]
    )
    headings = (_("Assumption"), _("Cost at its low end"), _("Cost at its high end"))
    return Table(in_unit(bound, _("What matters: cost of all years in present value")), headings, rows)


def _shares(bound: Bound) -> list[Part]:
    """Whose uncertainty it is, where anything is uncertain."""
    rows = tuple(
        (
            presenters.assumption(one["code"]),
            *(bound.share(f"depth.sobol.{i}.{key}") for key in choices.SHARES),
        )
        for i, one in enumerate(bound.at("depth.sobol"))
    )
    if not rows:
        return []
    title = _("Which uncertain assumption makes the expected cost uncertain")
    series = (_("Share of the uncertainty, alone"), _("With others"))
    headings = (_("Assumption"), *(name for one in series for name in (one, _("SD"))))
    return [Table(title, headings, rows), Mark(choices.said_of_shares(bound.result))]


def comparison(bound: Bound) -> Chapter:
    """Chapter 10."""
    here = (
        _("This estimate"),
        "",
        f"{bound.at('first_year')}–{bound.at('first_year') + bound.at('horizon') - 1}",
        _mean_award(bound),
        bound.share("*.office_share"),
        _granted(bound),
        bound.share("*.recovered_share"),
    )
    rows = [_scheme(name, figures) for name, figures in _abroad().items()]
    headings = (
        _("Scheme"),
        _("Source"),
        _("Year"),
        _("Mean award"),
        _("Office share"),
        _("Applications granted"),
        _("Recovered"),
    )
    parts: tuple[Part, ...] = (
        *pictures.abroad(bound),
        Table(_("Schemes abroad"), headings, (here, *rows), 2),
        Mark(
            _("Schemes differ in whom they pay and for what; the figures are a band of what is usual, not a standard.")
        ),
    )
    return Chapter("10", _("Comparison with other schemes"), parts)


def _mean_award(bound: Bound) -> str:
    """Of the first group, at stated prices: which group it is where there are several, and of which year the prices are."""
    said = _(
        "%(amount)s in prices of %(year)s",
        amount=bound.said("depth.awards.0.mean", "money"),
        year=backing.price_year(bound.result),
    )
    first, *others = bound.at("depth.awards")
    return f"{said} ({presenters.known(first['group'])})" if others else said


def _granted(bound: Bound) -> str:
    """The share of applications that is assumed to be granted: one, or the ends of what is judged possible."""
    for i, one in enumerate(bound.at("assumptions")):
        if one["code"] == "grant_rate" and one["kind"] in {"constant", "pert"}:
            least, most = (bound.share(f"assumptions.{i}.values.{end}") for end in (0, -1))
            return most if least == most else f"{least.removesuffix(f'{NBSP}%')}–{most}"
    return NONE


def _abroad() -> dict[tuple[str, str], list[Benchmark]]:
    """The published figures of each scheme and year."""
    found: dict[tuple[str, str], list[Benchmark]] = {}
    for one in benchmarks():
        found.setdefault((one.scheme, one.year), []).append(one)
    return found


def _scheme(name: tuple[str, str], figures: list[Benchmark]) -> tuple[str, ...]:
    said = {one.measure: _published(one) for one in figures}
    sources = "; ".join(dict.fromkeys(citations.source(one.source) for one in figures))
    return (words.scheme(name[0]), sources, name[1], *(said.get(measure, NONE) for measure in MEASURES))


def _published(one: Benchmark) -> str:
    sign = {"over": f">{NBSP}", "under": f"<{NBSP}"}.get(one.bound, "")
    is_share = one.unit == "share"
    return f"{sign}{number(100 * one.value, 1)}{NBSP}%" if is_share else f"{sign}{number(one.value)}{NBSP}{one.unit}"
