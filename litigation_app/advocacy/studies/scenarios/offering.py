"""Which counts of official figures can a group of a scenario stand on, and what is each called?"""

from collections.abc import Sequence, Set
from itertools import groupby
from pathlib import Path

from litigation_app.advocacy.figures import counted, few_years
from litigation_app.core.language import _
from litigation_app.statistics.fund import official_counts
from litigation_app.statistics.fund.official_counts import MEASURE, Printed
from litigation_app.statistics.official import presenting, queries

Choice = tuple[str, str]


def offered(country: str, stored: str, on_shelf: Path, trusted: Set[bytes]) -> tuple[Choice, ...]:
    """What a group writes to name its counts, and its words: of each measure what the rule picks, then every series of the
    newest edition of the country. What is `stored` ("": nothing) stays, also where the edition does not have it."""
    edition = queries.latest(on_shelf, trusted, country)
    printed = official_counts.printed_victims(edition) if edition else []
    usual = stored or official_counts.reference(country, MEASURE)
    choices = _by_rule(country, printed) | _by_name(country, printed)
    if not stored:  # nothing written means the same as the usual measure without a series
        choices = {"" if said == usual else said: words for said, words in choices.items()}
    if stored not in choices:
        choices[stored] = _(
            "%(said)s: not among the official figures that the desk holds today", said=counted.named(stored)
        )
    return tuple(choices.items())


def _by_rule(country: str, printed: Sequence[Printed]) -> dict[str, str]:
    """Each measure without a series; the usual one also where nothing of it is printed."""
    taken = {one.measure: _dated(one.taken, one.years_of[one.taken]) for one in printed}
    return {
        official_counts.reference(country, measure): _(
            "%(measure)s, as the rule picks (now: %(series)s)",
            measure=presenting.title(measure),
            series=taken.get(measure) or _("none, for the desk holds no such figures"),
        )
        for measure in dict.fromkeys((MEASURE, *taken))
    }


def _by_name(country: str, printed: Sequence[Printed]) -> dict[str, str]:
    return {
        official_counts.reference(country, one.measure, series): _(
            "%(measure)s: %(series)s",
            measure=presenting.title(one.measure),
            series=_dated(series, found),
        )
        for one in printed
        for series, found in one.years_of.items()
    }


def _dated(series: str, found: Sequence[int]) -> str:
    """A series with its years, and a word where they are too few for an estimate."""
    return f"{_series(series)}, {few_years.marked(found, years(found))}"


def _series(code: str) -> str:
    return presenting.words("SERIES", code)


def years(found: Sequence[int]) -> str:
    """Ascending years, those that follow one another together: 2013, 2014, 2016 and 2017 are "2013–2014, 2016–2017"."""
    runs = [[year for _place, year in run] for _key, run in groupby(enumerate(found), lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
