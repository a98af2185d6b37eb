"""What more does the page say beside the one figure of an indicator: how did it end for the others of the same persons?"""

from collections.abc import Iterator, Mapping, Sequence

from litigation_app.core.charts.svg import SIGN
from litigation_app.core.language import _, _n, current
from litigation_app.statistics.indicators import leading, shares
from litigation_app.statistics.indicators.catalogue import Indicator
from litigation_app.statistics.indicators.formulas import clusters
from litigation_app.statistics.indicators.formulas.estimates import percent_down, percent_up
from litigation_app.statistics.indicators.formulas.proportions import proportion
from litigation_app.statistics.indicators.presenting import end, number
from litigation_app.statistics.indicators.relations import Cells, cells
from litigation_app.statistics.indicators.tabulating import Grid, printed
from litigation_app.statistics.indicators.values import IndicatorValue
from litigation_app.statistics.releases import TOTAL, Release, vocabulary

_JUDGMENTS, _DECISION = "judgments", "judgment"  # the source; what an indicator of decisions counts
_A_PAIR = 2  # of a base of two codes the one says what the other is
_NEAR = 0.2  # how far from a share of hearings its interval may reach before the page says what to watch


def more(indicator: Indicator, values: Sequence[IndicatorValue], release: Release) -> str:
    """Of all years together, in sentences; "": the one figure says it all."""
    if indicator.kind == "cohort_funnel":
        return " ".join(_lanes(indicator, values))
    if indicator.by_trial:
        return " ".join(filter(None, (_worth(indicator, values, release), _needed(indicator, values, release))))
    seen, ends = cells(release), _ends(indicator, release)
    said = "; ".join(f"{_word(indicator, code)}: {_counted_with_share(indicator, seen, code)}" for code in ends)
    others = _("Of the same persons: %(ends)s.", ends=said) if ends else ""
    return " ".join(filter(None, (others, _in_judgments(indicator, values, release))))


def _counted_with_share(indicator: Indicator, seen: Cells, code: str) -> str:
    """Of all years together; a share where the indicator is one, so that all of them add up."""
    counted = _count(indicator, seen, TOTAL, code)
    if indicator.kind != "proportion":
        return counted
    parts = (
        seen.sum(indicator.tables[0], TOTAL, (code,)),
        seen.sum(indicator.tables[0], TOTAL, shares.base_of(indicator)),
    )
    found = proportion(*parts)
    return counted if found.value is None else f"{counted} ({end(found.value, 1)})"


def _worth(indicator: Indicator, values: Sequence[IndicatorValue], release: Release) -> str:
    """Of monitored hearings: as how many independent cases the interval takes them, and of how many trials they are."""
    seen = cells(release)
    found = shares.worth(indicator, seen)
    if found is None or found.cases <= 1 or all(value.year != TOTAL or value.value is None for value in values):
        return ""
    counted = shares.trials(indicator, seen, sorted({value.year for value in values} - {TOTAL}))
    return " ".join([_alike(found), *_counted(counted), *_at_least(found)])


def _alike(found: shares.Worth) -> str:
    return _n(
        "Hearings of one trial are alike: the %(hearings)s hearings behind the share are sure to be worth only about %(num)s "
        "independent case, so the interval is as wide as of one.",
        "Hearings of one trial are alike: the %(hearings)s hearings behind the share are sure to be worth only about %(num)s "
        "independent cases, so the interval is as wide as of so many.",
        round(found.cases), hearings=number(found.hearings),
    )  # fmt: skip


def _counted(trials: Mapping[str, int]) -> list[str]:
    """The trials of each year of which they are printed."""
    said = "; ".join(f"{vocabulary.code('YEAR', year, current())}: {number(many)}" for year, many in trials.items())
    return (
        [_("Trials monitored, by year: %(trials)s; one that goes on is counted in each of its years.", trials=said)]
        if said
        else []
    )


def _at_least(found: shares.Worth) -> list[str]:
    if found.trials <= 1:
        return []
    return [
        _(
            "The hearings behind the share are of at least %(trials)s trials, whichever trials go on for years and whichever hearings "
            "the share leaves out.",
            trials=number(found.trials),
        )
    ]


def _needed(indicator: Indicator, values: Sequence[IndicatorValue], release: Release) -> str:
    """What to monitor so that the share is known within twenty points; "": it is, or nothing is printed."""
    found = shares.worth(indicator, cells(release))
    share = next((value.value for value in values if value.year == TOTAL), None)
    if found is None or share is None:
        return ""
    cases = clusters.needed(float(share) / 100, _NEAR)
    if found.cases >= cases:
        return ""
    return _(
        "To know the share within %(points)s percentage points, about %(trials)s trials would have to be monitored, one or two hearings of "
        "each: more hearings of the same trials make it no more reliable, and the interval is wider the more hearings one trial may have.",
        points=number(round(100 * _NEAR)), trials=number(cases),
    )  # fmt: skip


def _in_judgments(indicator: Indicator, values: Sequence[IndicatorValue], release: Release) -> str:
    """Of persons in judgments analysed: in how many judgments they are, and the interval if those of one share what becomes of them.
    Decisions are in none: on an appeal there may be more of them than judgments of first instance.
    """
    found = leading.headline(indicator, values)
    is_of_persons = release.mode == _JUDGMENTS and indicator.counted != _DECISION
    many = shares.judgments(indicator, cells(release)) if is_of_persons else None
    if not many or found is None or found.value is None or found.n is None or found.n <= many:
        return ""
    bounds = clusters.korn_graubard(float(found.value) / 100, many)
    return _(
        "First-instance judgments behind these %(n)s: at most %(judgments)s. Where those of one judgment share what becomes of them, "
        "they are worth no more than so many independent cases, and the 95 percent interval is no narrower than %(low)s to %(high)s.",
        n=number(found.n), judgments=number(many),
        low=end(percent_down(bounds.low)), high=end(percent_up(bounds.high)),
    )  # fmt: skip


def grids(indicator: Indicator, release: Release) -> list[Grid]:
    """The same by year."""
    ends = _ends(indicator, release) if indicator.kind == "duration_km" else []
    if not ends:
        return []
    seen, sheet = cells(release), release.sheet(indicator.tables[0])
    rows = [
        [vocabulary.code("YEAR", year, current()), *(_count(indicator, seen, year, code) for code in ends)]
        for year in sorted(sheet.codes_of("YEAR"), key=lambda year: (year == TOTAL, year))
    ]
    headings = [vocabulary.say("dimension", "YEAR", current()), *(_word(indicator, code) for code in ends)]
    return [Grid(_("Outcomes of the others"), headings, rows)]


def _ends(indicator: Indicator, release: Release) -> list[str]:
    """What is no judgment: the competing end, and those of whom none has come yet. Of a share the rest of its base, where it is more
    than one thing.
    """
    if indicator.kind == "proportion":
        return [code for code in indicator.base if code not in indicator.part] if len(indicator.base) > _A_PAIR else []
    if indicator.kind != "duration_km":
        return []
    apart = {indicator.total, *indicator.leave_out, *indicator.edges}
    return [code for code in release.sheet(indicator.tables[0]).codes_of(indicator.by) if code not in apart]


def _word(indicator: Indicator, code: str) -> str:
    return vocabulary.code(indicator.by, code, current())


def _count(indicator: Indicator, seen: Cells, year: str, code: str) -> str:
    return printed(seen.at(indicator.tables[0], year, code)) or SIGN


def _lanes(indicator: Indicator, values: Sequence[IndicatorValue]) -> Iterator[str]:
    """Of each lane that the headline does not speak of the furthest step that is printed."""
    own = [value for value in values if value.year == TOTAL]
    lanes = dict.fromkeys(value.dims[1][0] for value in own)
    for lane in lanes:
        steps = [value for value in own if value.dims[1][0] == lane]
        if all(step.code != indicator.headline for step in steps):
            yield _furthest(indicator, lane, steps)


def _furthest(indicator: Indicator, lane: str, steps: Sequence[IndicatorValue]) -> str:
    name = vocabulary.say("table", lane.lower(), current())
    printed = [step for step in steps if step.value is not None and step.n is not None and step.code != indicator.total]
    if not printed:
        return _("%(lane)s: the figures are suppressed.", lane=name)
    step = printed[-1]
    said = {"lane": name, "number": number(step.value), "n": number(step.n), "what": _word(indicator, step.code)}
    if step is steps[-1]:
        return _("%(lane)s: %(number)s of %(n)s persons: %(what)s.", **said)
    return _("%(lane)s: %(number)s of %(n)s persons: %(what)s; how many came further is suppressed.", **said)
