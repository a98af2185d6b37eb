"""Which counts and which amounts does the estimate stand on, and how far do they carry (chapters 4 to 6)?"""

from collections.abc import Iterator
from typing import Any

from litigation_app.advocacy.feasibility import pictures, presenters
from litigation_app.advocacy.feasibility.documents.rules import Chapter, Mark, Part, Points, Table, Text
from litigation_app.advocacy.feasibility.presenters import Bound, Result, key
from litigation_app.advocacy.feasibility.setting import in_unit
from litigation_app.advocacy.figures import basis, counted, fits, ranges, words
from litigation_app.advocacy.figures import presenters as backing
from litigation_app.advocacy.figures.rules import is_of_clients, is_whole, is_withheld, seen
from litigation_app.core.language import _
from litigation_app.statistics.fund.few_counts import few_counts
from litigation_app.statistics.fund.frequency import FEW_YEARS
from litigation_app.statistics.fund.inputs import covered

WAVERING = 0.05  # below it, chance alone does not explain how counts differ


def data(bound: Bound, other: Result | None = None) -> Chapter:
    """Chapter 4. `other`: the same scenario on the counts of others, or on our own."""
    rows = tuple(
        (presenters.known(one.group), one.read_from, str(words.BADGE_WORDS[one.badge]), one.source)
        for one in counted.counted(bound.result)
    )
    parts: list[Part] = [
        Text(
            _(
                "The estimate reads published counts only, never a file about a person. Whatever is not counted "
                "is an assumption with its source (annex %(annex)s).",
                annex="B",
            )
        ),
        Table(_("Counts and where they come from"), tuple(counted.headings()), rows, 4),
        Points(tuple(_limits(bound))),
        *(_both_answers(bound, other) if other else ()),
    ]
    return Chapter("4", _("Data and their limits"), tuple(parts))


def _both_answers(bound: Bound, other: Result) -> Iterator[Part]:
    found = counted.both_answers(bound.result, other)
    rows = tuple(tuple(map(str, row)) for row in found.grid.rows)
    yield Table(found.title, tuple(found.grid.headings), rows)
    yield Text(found.note)


def _limits(bound: Bound) -> list[str]:
    found = counted.said(bound.result)
    if is_of_clients(bound.result):
        found.append(
            _("The counts are the organisation's own clients as published, not all victims identified in the country.")
        )
    if is_whole(bound.result):
        found.append(words.counts_are_all())
    found += _seen(bound)
    found += backing.said(bound.result)
    fewest = min(map(covered, bound.at("low.counts").values()), default=0)
    if fewest < FEW_YEARS + 1 and not few_counts(bound.result):
        found.append(_("There are few years of counts: the bad years rest on judgement more than on data."))
    if is_withheld(bound.result):
        found.append(
            _(
                "The counts of %(share)s of the years are suppressed so that no person can be found. Every figure is made"
                " with the suppressed counts at their lower and at their upper bound, and shown as a range.",
                share=bound.share("masked_share"),
            )
        )
    if bound.has("masking.mean_apart"):
        found.append(
            ranges.moved(bound.result, bound.both("masking.mean_apart"), bound.share("masking.mean_apart_share"))
        )
    if bound.at("is_crossed"):
        found.append(
            _(
                "Here the lowest counts give the higher cost: a very low count beside higher ones makes bad years "
                "likelier."
            )
        )
    found += [_dispersion(bound, group) for group, test in bound.at("high.dispersion").items() if test]
    return found


def _dispersion(bound: Bound, group: str) -> str:
    at = f"high.dispersion.{key(group)}"
    facts = {
        "group": presenters.known(group),
        "statistic": bound.tenths(f"{at}.statistic"),
        "df": bound.count(f"{at}.df"),
    }
    if bound.at(f"{at}.p") < WAVERING:
        return _(
            "The counts of %(group)s differ more than chance alone would make them (dispersion "
            "%(statistic)s on %(df)s degrees of freedom): a coming year can be far from the average.",
            **facts,
        )
    return _(
        "The counts of %(group)s differ no more than chance alone would make them (dispersion %(statistic)s on "
        "%(df)s degrees of freedom).",
        **facts,
    )


def caseload(bound: Bound) -> Chapter:
    """Chapter 5."""
    parts: list[Part] = [Text(one) for one in backing.said(bound.result)]
    parts += [_counted(bound, group) for group in bound.at("low.counts")]
    parts += [Text(_by_chance(bound, group)) for group, test in bound.at("high.dispersion").items() if test]
    parts += [Text(one) for one in _in_scope(bound)]
    parts += [
        Text(
            _(
                "From these counts the model expects %(victims)s victims in scope a year. Of them %(awards)s receive an "
                "award in the year %(year)s, after the shares who apply and who are granted.",
                victims=bound.tenths("*.victims_a_year"),
                awards=bound.tenths("*.awards_a_year"),
                year=presenters.settled_year(bound),
            )
        ),
        _assumed(
            bound,
            (
                "coverage",
                "scope",
                "application_rate",
                "eligible",
                "grant_rate",
                "ramp",
                "growth",
                "decision_lag",
                "payment_lag",
            ),
        ),
        *pictures.counts(bound),
    ]
    return Chapter("5", _("Caseload"), tuple(parts))


def _in_scope(bound: Bound) -> Iterator[str]:
    """What lies between the victims counted and those in scope."""
    yield from _seen(bound)
    for place, one in enumerate(bound.at("assumptions")):
        if one["code"] == "scope" and one["values"][0] != 1:
            yield _(
                "Of the victims counted (%(group)s) the scenario takes %(share)s as covered by the law; only they are in scope.",
                group=presenters.known(one["name"]),
                share=bound.share(f"assumptions.{place}.values.0"),
            )


def _seen(bound: Bound) -> list[str]:
    return [words.counts_see(group, bound.share(f"assumptions.{place}.mean")) for place, group in seen(bound.result)]


def _counted(bound: Bound, group: str) -> Table:
    rows = []
    for year in bound.at("low.counts")[group]:
        low = bound.said(f"low.counts.{key(group)}.{year}.0", "count")
        high = bound.said(f"high.counts.{key(group)}.{year}.1", "count")
        rows.append((words.counted_years(year), low if low == high else f"{low}–{high}"))
    rows += _foretold(bound, group)
    title = _("Victims counted, and what the counts foretell: %(group)s", group=presenters.known(group))
    return Table(title, (words.years_heading(bound.at("low.counts")[group]), _("Victims counted")), tuple(rows))


def _foretold(bound: Bound, group: str) -> list[tuple[str, str]]:
    """What the model says of any one year: fitted, and two ranges of a year to come."""
    place = next(i for i, one in enumerate(bound.at("depth.ahead")) if one["group"] == group)
    at = f"depth.ahead.{place}"

    def between(low: str, high: str) -> str:
        return "–".join(bound.count(f"{at}.levels.{key(level)}") for level in (low, high))

    return [
        (_("By the model: an average year"), bound.tenths(f"{at}.mean")),
        (_("By the model: the middle of all years"), bound.count(f"{at}.levels.{key('0.5')}")),
        (_("By the model: nine years in ten"), between("0.05", "0.95")),
        (_("By the model: all but two years in a hundred"), between("0.01", "0.99")),
    ]


def _by_chance(bound: Bound, group: str) -> str:
    """The test of dispersion, for whoever never heard of it."""
    at = f"high.dispersion.{key(group)}.p"
    said = {"group": presenters.known(group), "chance": bound.chance(at)}
    if bound.at(at) < WAVERING:
        return _(
            "Chance alone would make the counts of %(group)s differ as much as this in only %(chance)s of all "
            "cases: the years truly differ.",
            **said,
        )
    return _(
        "Chance alone would make the counts of %(group)s differ as much as this in %(chance)s of all cases: "
        "nothing says that the years truly differ.",
        **said,
    )


def amounts(bound: Bound) -> Chapter:
    """Chapter 6."""
    parts: list[Part] = [
        Text(
            _("An award follows the damage: the share that is awarded, not less than the floor, not more than the cap.")
        ),
        _assumed(bound, ("damage", "award_share", "floor", "cap")),
        *(Mark(said) for said in backing.few_awards(bound.at("assumptions"))),
    ]
    shapes = enumerate(bound.at("depth.awards"))
    parts += [part for place, shape in shapes for part in _shaped(bound, place, shape)]
    parts += [*pictures.awards(bound), Mark(basis.lines_of_awards()), *pictures.at_highest(bound)]
    parts += [part for one in pictures.families(bound) for part in (one, Mark(fits.how_read()))]
    parts.append(Text(_cap(bound)))
    parts.append(
        Mark(
            _(
                "So few awards are known in these countries that what a damage is remains a judgement and is "
                "labelled so."
            )
        )
    )
    return Chapter("6", _("Award amounts"), tuple(parts))


def _shaped(bound: Bound, place: int, shape: dict[str, Any]) -> Iterator[Part]:
    """What the cap does to the awards of a group, and what others would."""
    at = f"depth.awards.{place}"
    if shape["cap"] is not None:
        yield Text(basis.cut_by_cap(bound.share(f"{at}.at_cap")))
    if shape["by_cap"]:
        title = _("The mean award under other caps: %(group)s", group=presenters.known(shape["group"]))
        headings = (_("Highest award"), _("Mean award"), _("Awards that it cuts"))
        yield Table(in_unit(bound, title), headings, tuple(_other_caps(bound, at, shape)))


def _other_caps(bound: Bound, at: str, shape: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for i, one in enumerate(shape["by_cap"]):
        cap = bound.amount(f"{at}.by_cap.{i}.cap")
        is_ours = one["cap"] == shape["cap"]
        yield (
            _("%(cap)s (this estimate)", cap=cap) if is_ours else cap,
            bound.amount(f"{at}.by_cap.{i}.mean"),
            bound.share(f"{at}.by_cap.{i}.cut"),
        )


def _cap(bound: Bound) -> str:
    target = bound.share("high.needs.target")
    if bound.at("depth.cap.is_needless"):
        return _(
            "With the income assumed, no cap is needed to keep the chance of running out at %(target)s.", target=target
        )
    if not bound.has("depth.cap.cap"):
        return _(
            "With the income assumed, no cap is low enough to keep the chance of running out at %(target)s.",
            target=target,
        )
    return _(
        "With the income assumed, the highest cap that keeps the chance of running out at %(target)s is %(cap)s.",
        target=target,
        cap=bound.both("depth.cap.cap"),
    )


def _assumed(bound: Bound, codes: tuple[str, ...]) -> Table:
    """The assumptions of these codes, in the order of the run."""
    rows = tuple(
        (backing.about(one), words.value(one, bound.at("currency")))
        for one in bound.at("assumptions")
        if one["code"] in codes
    )
    return Table(_("Assumptions"), (_("Assumption"), _("Value")), rows, 2)


def office(bound: Bound) -> Table:
    """What is assumed of the office."""
    return _assumed(bound, ("admin_fixed", "per_application", "start_up"))
