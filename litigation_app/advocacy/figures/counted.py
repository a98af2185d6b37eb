"""Whose counts does an estimate stand on: our own publication, official figures of others, or what the scenario names?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from litigation_app.advocacy.figures import citations
from litigation_app.advocacy.figures.grids import Figure, Grid, Raw, Result, amount, chance, decimals, text
from litigation_app.advocacy.figures.rules import is_of_clients, is_whole, official, unsure
from litigation_app.advocacy.figures.words import BADGE_WORDS, group_name, spelled
from litigation_app.core.language import _
from litigation_app.statistics.fund import official_counts
from litigation_app.statistics.fund.inputs import years_in
from litigation_app.statistics.fund.origins import PUBLISHED, RELEASE, origin_of, usual_badge
from litigation_app.statistics.fund.studies import GROUP
from litigation_app.statistics.official import measures, presenting
from litigation_app.statistics.official.figures import CONFIDENCES
from litigation_app.statistics.releases import presenting as presenting_releases


@dataclass(frozen=True)
class Counted:
    """The counts of one group: what they were read from with its id, one of `origins.BADGES`, and their source in the reader's
    words."""

    group: str
    read_from: str
    badge: str
    source: str


def counted(result: Result) -> list[Counted]:
    """Every group whose victims were counted, in the order of the run."""
    return [_counted(result, group, release) for group, release in result["releases"].items()]


def _counted(result: Result, group: str, release: str | None) -> Counted:
    source = citations.source(result["sources"][group])
    if group in official(result):
        return Counted(group, f"{with_id(result, group)}: {_series(result, group)}", PUBLISHED, source)
    if release:
        return Counted(group, with_id(result, group), RELEASE, source)
    return Counted(group, publication(result, group), _badge(result, group), source)


def publication(result: Result, group: str) -> str:
    """What the published data of a group are called in the reader's language."""
    if group in official(result):
        return presenting_releases.edition([result["scenario_code"]], official(result)[group]["edition"])
    return str(result["sources"][group]) if result["releases"][group] else _("counts named in the scenario")


def with_id(result: Result, group: str) -> str:
    """The same with the id of the publication."""
    return f"{publication(result, group)} ({result['releases'][group]})"


def publications(result: Result) -> str:
    """All published data of an estimate by their titles; "" where it stands on none."""
    found = [publication(result, group) for group, release in result["releases"].items() if release]
    return "; ".join(dict.fromkeys(found))


def _badge(result: Result, group: str) -> str:
    tree = dict(result["scenario"])
    places = [i for i, table in enumerate(tree.get("frequency", ())) if table.get("group") == group]
    if places:
        return origin_of(tree, f"frequency.{places[0]}.counts").badge
    return usual_badge(None, result["sources"][group])


def _series(result: Result, group: str) -> str:
    one = official(result)[group]
    return _(
        "%(measure)s, series %(series)s, edition %(edition)s of the official figures",
        measure=presenting.title(one["measure"]),
        series=presenting.words("SERIES", one["series"]),
        edition=one["edition"],
    )


def unused(result: Result) -> list[str]:
    """Which series the scenario picks and this estimate does not stand on: a sentence for each group."""
    return [
        _(
            "The series of official figures that the scenario picks (%(group)s: %(series)s) was not used: other published data, or "
            "none, were chosen for this estimate.",
            group=group_name(group),
            series=named(said),
        )
        for group, said in official_counts.unused(result).items()
    ]


def named(said: str) -> str:
    """What a group writes to name its official figures, in the reader's words."""
    want = official_counts.wanted(said)
    if not want.series:
        return _("%(measure)s, as the rule picks", measure=presenting.title(want.measure))
    series = presenting.words("SERIES", want.series)
    return _("%(measure)s: %(series)s", measure=presenting.title(want.measure), series=series)


def of_others(result: Result, group: str) -> str:
    """Whose counts these are, that they are not ours, which they are, and why these where others could serve."""
    return f"{_whose(result, group)} {chosen(official(result)[group])}".rstrip()


def _whose(result: Result, group: str) -> str:
    """By the kind of who printed them, one of `measures.BODIES`."""
    said = {
        measures.AUTHORITIES: _(
            "The counts (%(group)s) are those of the country's authorities, published elsewhere, and not ours: %(series)s."
        ),
        measures.INTERNATIONAL: _(
            "The counts (%(group)s) are those of an international body or report, published elsewhere, and not ours: %(series)s."
        ),
        measures.ORGANISATION: _(
            "The counts (%(group)s) are those of an organisation, published elsewhere, and not ours: %(series)s."
        ),
        measures.PRESS: _(
            "The counts (%(group)s) are those of the press, published elsewhere, and not ours: %(series)s."
        ),
        measures.OTHER: _(
            "The counts (%(group)s) are those of another body, published elsewhere, and not ours: %(series)s."
        ),
    }[measures.body_of(official(result)[group]["series"])]
    return said % {"group": group_name(group), "series": _series(result, group)}


def chosen(one: Mapping[str, Any]) -> str:
    """By which rule a series of official figures was taken and which others could serve, with their years; "" where it is the
    only one."""
    others = one["others"]
    if not others:
        return ""
    said = "; ".join(
        f"{presenting.words('SERIES', series)} ({', '.join(map(str, years))})" for series, years in others.items()
    )
    return f"{rule_of(one['rule'])} " + _("Also possible: %(series)s.", series=said)


def rule_of(rule: str) -> str:
    """One of `official_counts.RULES` in a sentence."""
    return {
        official_counts.ONLY: _("This series was taken because it is the only one."),
        official_counts.NAMED: _("This series was taken because the scenario names it."),
        official_counts.MOST_YEARS: _("This series was taken because it has the most years."),
        official_counts.GOES_ON: _(
            "This series was taken because, of those with the most years, it is the one that goes on longest."
        ),
        official_counts.BY_NAME: _(
            "This series was taken because, of those with the most years and the latest last year, it is the first by its code."
        ),
    }[rule]


def changed(result: Result, before: Result) -> list[str]:
    """Where a group stands on another series of official figures than in the run before: one sentence each."""
    pairs = [(group, one, official(before).get(group)) for group, one in official(result).items()]
    return [
        _(
            "The counts (%(group)s) are of another series than in the last estimate of this scenario: %(now)s instead of %(before)s. "
            "The two estimates cannot be compared as if only a year had been added.",
            group=group_name(group),
            now=presenting.words("SERIES", one["series"]),
            before=presenting.words("SERIES", last["series"]),
        )
        for group, one, last in pairs
        if last and (one["measure"], one["series"]) != (last["measure"], last["series"])
    ]


def unsure_counts(result: Result, group: str) -> str:
    """Of which years the edition itself is not sure."""
    years: dict[str, list[str]] = {}
    for year, mark in sorted(unsure(result, group).items()):
        years.setdefault(mark, []).append(year)
    marks = [mark for mark in CONFIDENCES if mark in years]
    return _(
        "The official figures themselves mark these counts (%(group)s) as not sure: %(years)s. The estimate takes them as they stand.",
        group=group_name(group),
        years="; ".join(f"{', '.join(years[mark])} ({presenting.words('CONFIDENCE', mark)})" for mark in marks),
    )


def apart(result: Result, group: str) -> list[str]:
    """Years for which the sources of a series print different numbers."""
    low, high = (result[end]["counts"].get(group, {}) for end in ("low", "high"))
    return [year for year in sorted(high) if low[year] != high[year]]


def sources_differ(result: Result, group: str) -> str:
    """What is made of such years."""
    return _(
        "The sources of this series print different numbers for %(years)s: each of these years is a range from the least to the "
        "most, and each figure was made twice: with the lowest and with the highest.",
        years=", ".join(apart(result, group)),
    )


def _left_out(result: Result) -> list[str]:
    """An estimate of an older engine does not say it."""
    return [
        _(
            "The earliest count of the publication (%(group)s) is of several years (%(years)s) and was left out, because records may "
            "have begun within them.",
            group=group_name(group),
            years=spelled(years),
        )
        for group, years in result.get("left_out", {}).items()
    ]


def said(result: Result) -> list[str]:
    """What is to be said of counts: which one was left out, that official figures are not used though picked, and of each group
    that has any."""
    found = [*_left_out(result), *unused(result)]
    for group in official(result):
        found.append(of_others(result, group))
        if unsure(result, group):
            found.append(unsure_counts(result, group))
        if apart(result, group):
            found.append(sources_differ(result, group))
    return found


def both_answers(result: Result, other: Result) -> Figure:
    """What the fund costs from our own publication and from official figures: the same scenario on either, side by side."""
    pair = [result, other] if is_of_clients(result) else [other, result]
    expected = [next(ahead["mean"] for ahead in one["depth"]["ahead"] if ahead["group"] == GROUP) for one in pair]
    year, target = result["first_year"] + result["settled_year"], result["high"]["needs"]["target"]
    rows: list[list[Raw]] = [
        [_("Counted a year, on average"), *map(_yearly, pair)],
        [_("Counted a year, as the model expects"), *map(decimals(1), expected)],
        [
            _("Expected cost of the year %(year)s", year=year),
            *(_ends(one, amount, "settled_cost", "mean") for one in pair),
        ],
        [
            _("Reserve needed, for a chance of %(chance)s that the money runs out", chance=chance(target)),
            *(_ends(one, amount, "needs", "reserve", "value") for one in pair),
        ],
    ]
    headings = [
        _("Figure, amounts in %(currency)s", currency=result["currency"]),
        _("From our own publication"),
        _("From official figures"),
    ]
    title = _("The same from our own publication and from official figures")
    return Figure("both-answers", title, Grid(headings, rows, [text] * 2), note=_why_apart(pair), numeric=(1, 2))


def _ends(result: Result, worded: Callable[[float], str], *place: str) -> str:
    """At the lowest and at the highest counts, where these are two."""
    found = (reduce(lambda part, key: part[key], place, result[end]) for end in ("low", "high"))
    return "–".join(dict.fromkeys(map(worded, sorted(found))))


def _yearly(result: Result) -> str:
    """Clients or victims counted, and in which years."""
    low, high = (result[end]["counts"][GROUP] for end in ("low", "high"))
    years = [year for name in low for year in years_in(name)]
    found = [sum(one[side] for one in counts.values()) / len(years) for side, counts in ((0, low), (1, high))]
    averages = "–".join(dict.fromkeys(map(decimals(1), found)))
    return _("%(average)s (%(first)s to %(last)s)", average=averages, first=min(years), last=max(years))


def _why_apart(pair: Sequence[Result]) -> str:
    """In plain words."""
    said = _(
        "They differ because they count other people, and often other years: our publication (%(ours)s) counts the clients of one "
        "organisation, who are a share of the victims; the official figures (%(theirs)s) count those whom others identified.",
        ours=publication(pair[0], GROUP), theirs=publication(pair[1], GROUP),
    )  # fmt: skip
    if is_whole(pair[0]):
        seen = _(
            "Neither is raised for victims whom nobody counted: a scenario can say how many of the victims its counts see, and "
            "the estimate from our own publication then stands for all of them."
        )
    else:
        seen = _("Both are raised by the share of the victims whom, by the scenario, its counts see.")
    return f"{said} {seen}"


def table(result: Result) -> Figure:
    """Group, publication, kind and source; below it what official figures count."""
    rows: list[list[Raw]] = [
        [group_name(one.group), one.read_from, str(BADGE_WORDS[one.badge]), one.source] for one in counted(result)
    ]
    counts = (presenting.counts(one["measure"], result["scenario_code"]) for one in official(result).values())
    note = " ".join([*said(result), *(one for one in counts if one)])
    title = _("Counts and where they come from")
    return Figure("counted", title, Grid(headings(), rows, [text] * 3), note=note, numeric=())


def headings() -> list[str]:
    """Of the table, on the page and in the study."""
    return [_("Group"), _("Published data"), _("Kind"), _("Source")]
