"""How does an indicator read on the screen? Sentences, rows and a picture, ready to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from litigation_app.core.language import _, _n, current
from litigation_app.core.money import format_number
from litigation_app.core.text import NBSP, Hidden
from litigation_app.statistics.indicators.catalogue import Indicator, said
from litigation_app.statistics.indicators.formulas import clusters
from litigation_app.statistics.indicators.formulas.estimates import Estimate
from litigation_app.statistics.indicators.known import FEW, KNOWN
from litigation_app.statistics.indicators.values import (
    ACROSS,
    ALIKE,
    AT_BREAK,
    FOLLOWED,
    IndicatorValue,
    has_ends,
)
from litigation_app.statistics.releases import TOTAL, vocabulary

OFFICIAL = "official"  # answered by official figures, each series for itself (statistics/official/answers.py)
_DECIMALS = {"EUR": 0, "PER_100K": 2}
METHODS = {"clopper-pearson", "garwood", clusters.METHOD}


@dataclass(frozen=True)
class Headline:
    """The one figure of an indicator, or its range; `figure` None: withheld. `beside`: its interval or base in words."""

    figure: str | None
    beside: str


def headline(indicator: Indicator, value: IndicatorValue | None) -> Headline:
    """What the overview says: the figure of all years, and how sure it is."""
    if value is None:
        return Headline("–", _("These data do not have it."))
    if value.status == "M":
        return Headline("–", _("There was nothing to count."))
    return Headline(told(indicator, value), _beside(indicator, value))


def _beside(indicator: Indicator, value: IndicatorValue) -> str:
    what = vocabulary.code(*value.dims[1], current()) if value.code and indicator.kind != "cohort_funnel" else ""
    if indicator.kind == "cohort_funnel":
        return _of_the_funnel(value)
    if value.value is None:
        why = _why_none(indicator, value)
        return ", ".join(filter(None, (what, why))) if has_ends(indicator, value) else why
    if value.interval_method in METHODS:
        ends = {"number": number(value.n), "low": end(value.low), "high": end(value.high)}
        if indicator.by_trial:
            return _("of %(number)s monitored hearings; in others it may be anything from %(low)s to %(high)s", **ends)
        sure = _("of %(number)s; %(low)s to %(high)s", **ends)
        return f"{what}, {sure}" if what else sure
    of_whole = _("of what was claimed") if indicator.total == "claimed" else _("of what was awarded")
    if indicator.kind == "completeness":
        of_whole = _("of %(number)s", number=number(value.n))
    return {"PERSON": _("persons"), "EUR": _("not paid yet, in EUR")}.get(indicator.unit, of_whole)


def _why_none(indicator: Indicator, value: IndicatorValue) -> str:
    """What is withheld of a figure, and what is known of it all the same."""
    is_bounded = has_ends(indicator, value)
    if indicator.kind == "distribution" and (known(value) is not None or not is_bounded):
        return _("the answers that may be the most common are suppressed")
    if known(value) is not None:
        return _("of a number that is suppressed")
    return _("suppressed: it lies between these") if is_bounded else _("the figure is suppressed")


def _of_the_funnel(value: IndicatorValue) -> str:
    if value.n is None:
        return ""
    step = vocabulary.code("STEP", value.code, current())
    return _("persons of %(number)s: %(step)s", number=number(value.n), step=step)


def result(indicator: Indicator, value: IndicatorValue | None) -> str:
    """What the page says first, in one sentence: all years together; "": there is nothing to say."""
    if value is None:
        return ""
    if value.status == "M":
        return _("All years together: there was nothing to count.")
    if value.value is None:
        return _withheld(indicator, value)
    said = _("All years together: %(result)s.", result=_told(indicator, value))
    return " ".join([said, *(_("The answer is known of %(share)s %%.", share=share) for share in _known(value.notes))])


def _withheld(indicator: Indicator, value: IndicatorValue) -> str:
    if not has_ends(indicator, value):
        if indicator.kind == "distribution":
            return _("All years together: the answers that may be the most common are suppressed.")
        return _("All years together: the figure is suppressed.")
    at = ("STEP", value.code) if indicator.kind == "cohort_funnel" else value.dims[-1]
    is_one_of_many = indicator.kind in {"cohort_funnel", "distribution", "duration_km"}
    what = vocabulary.code(*at, current()) if is_one_of_many else indicator.say("numerator", current())
    ends = told(indicator, value)
    if known(value) is not None:
        return _("All years together: %(share)s of a number that is suppressed: %(what)s.", share=ends, what=what)
    return _("All years together: %(ends)s, the figure itself is suppressed: %(what)s.", ends=ends, what=what)


def _told(indicator: Indicator, value: IndicatorValue) -> str:
    shown = figure(indicator, value.value) or ""
    counted, base = indicator.say("numerator", current()), indicator.say("denominator", current())
    if value.interval_method in METHODS and value.n is not None:
        what = vocabulary.code(*value.dims[1], current()) if value.code else counted
        sure = {"n": number(value.n), "low": end(value.low), "high": end(value.high)}
        if indicator.by_trial:
            return _(
                "%(share)s of %(n)s monitored hearings: %(what)s, out of %(base)s. In other hearings it may be anything from %(low)s to "
                "%(high)s (95 percent interval)",
                share=shown, what=what, base=base, **sure,
            )  # fmt: skip
        return _(
            "%(share)s of %(n)s, 95 percent interval %(low)s to %(high)s: %(what)s, out of %(base)s",
            share=shown, what=what, base=base, **sure,
        )  # fmt: skip
    if indicator.kind == "cohort_funnel" and value.n is not None:
        step = vocabulary.code("STEP", value.code, current())
        return _("%(number)s of %(n)s persons: %(what)s", number=shown, n=number(value.n), what=step)
    unit = vocabulary.say("unit", indicator.unit, current()) if indicator.unit not in {"PT", "PER_100K"} else ""
    return _("%(number)s: %(what)s", number=f"{shown} {unit}".strip(), what=counted)


def end(value: Decimal | None, decimals: int = 0) -> str:
    return "" if value is None else f"{number(value, decimals)}{NBSP}%"


def figure(indicator: Indicator, value: Decimal | None) -> str | None:
    """A count, or a percentage with one decimal; None stays None."""
    if value is None:
        return None
    return f"{number(value, 1)}{NBSP}%" if indicator.unit == "PT" else number(value, _DECIMALS.get(indicator.unit, 0))


def told(indicator: Indicator, value: IndicatorValue | Estimate) -> str | Hidden | None:
    """The figure, or between which it lies; "–": there was nothing to count; None: withheld, and nothing bounds it."""
    if value.status == "M":
        return "–"
    if not has_ends(indicator, value) or known(value) is not None:
        return figure(indicator, known(value))
    low, high = figure(indicator, value.low), figure(indicator, value.high)
    return Hidden(_("%(low)s to %(high)s", low=low, high=high) if high else _("%(low)s or more", low=low))


def known(value: IndicatorValue | Estimate) -> Decimal | None:
    """The figure, or all that the ends of a withheld one leave; None: they leave a choice."""
    return value.low if value.value is None and value.low == value.high else value.value


def number(value: Decimal | int | float | None, decimals: int = 0) -> str:
    return "" if value is None else format_number(Decimal(str(value)), current(), decimals)


def interval(value: IndicatorValue, unit: str = "PT") -> str | None:
    """The interval of a shown figure in words; a withheld one has none beside its range."""
    if value.value is None or value.low is None:
        return "–"
    if unit in _DECIMALS:
        return " – ".join(number(end_, _DECIMALS[unit]) for end_ in (value.low, value.high))
    decimals = 0 if value.interval_method in METHODS else 1
    high = "" if value.high is None else end(value.high, decimals)
    return f"{end(value.low, decimals)} – {high}"


def band(value: IndicatorValue | None) -> str | None:
    """A median as the band of months that it lies in; None: nothing can be said of it."""
    if value is None or value.low is None:
        return "–" if value is not None and value.status == "M" else None
    low = number(value.low)
    if value.high is not None:
        return _n("%(low)s to %(num)s month", "%(low)s to %(num)s months", int(value.high), low=low)
    return _n("more than %(num)s month", "more than %(num)s months", int(value.low))


def remark(notes: Iterable[str]) -> str:
    """What to know about one line; never why something is hidden."""
    words = {
        "small_base": _("small denominator"),
        "maturing": _("incomplete follow-up"),
        "young_years": _("includes cohorts with incomplete follow-up"),
        AT_BREAK: _("break in the series"),
        ACROSS: _("a break in the series lies within"),
        "nothing_to_count": _("nothing to count"),
        "may_double_count": _("may count a person twice"),
        "empty_years": _("a year with nothing to count is in it"),
    }
    words |= {f"{KNOWN}{share}": _("known of %(share)s %%", share=share) for share in _known(notes)}
    return ", ".join(words[note] for note in dict.fromkeys(notes) if note in words)


def _known(notes: Iterable[str]) -> list[str]:
    """Of the note known_64 the share."""
    return [note.removeprefix(KNOWN) for note in notes if note.startswith(KNOWN)]


def signs(notes: Iterable[str]) -> str:
    """What stands at a year in a picture: * still maturing; `signs_said` explains it."""
    return "*" if "maturing" in {*notes} else ""


def signs_said(labels: Iterable[str]) -> list[str]:
    """The sentences for the signs that these labels carry."""
    return [_("* incomplete follow-up")] if "*" in "".join(labels) else []


def cautions(indicator: Indicator, values: Sequence[IndicatorValue]) -> list[str]:
    """What holds for the whole page, in sentences, and why its series is broken, where it is."""
    notes = {note for value in values for note in value.notes}
    sentences = {
        "hidden": _(
            "A hatched field is a suppressed value, with the range that it lies in, whatever the reason. A zero is printed as 0."
        ),
        "small_base": _("With a denominator under 20 a share says little: look at the interval."),
        FEW: _(
            "Where the answer is known of fewer than 70 of a hundred, the share of the others may be quite another."
        ),
        "maturing": _(
            "Recent cohorts are right-censored: their follow-up is incomplete, and outcomes may still occur."
        ),
        ALIKE: _(
            "Hearings of one trial are alike, and the printed numbers leave it open that all hearings behind a share are of one trial: "
            "there the interval takes them so."
        ),
        "may_double_count": _("Several countries: a person represented in two of them counts twice."),
    }
    said = [sentence for note, sentence in sentences.items() if note in notes]
    for months in sorted(note.removeprefix(FOLLOWED) for note in notes if note.startswith(FOLLOWED)):
        said.append(_("Everybody was followed for %(months)s months from first contact.", months=months))
    if {AT_BREAK, ACROSS} & notes:
        years = [int(year) for value in values if value.year != TOTAL for year in value.year.split("_")]
        broken = [one for one in indicator.breaks if not years or min(years) < one.year <= max(years)]
        said += [one.word.read_in(current()) for one in broken]
    return said


def direction(indicator: Indicator) -> str:
    """Is more of it good?"""
    if indicator.kind == "distribution":
        return _("Each share has its own meaning")
    return {
        "up": _("More is better"),
        "down": _("Less is better"),
        "context_up": _("More is better, read together with the others"),
        "context": _("Neither more nor less is better by itself"),
    }[indicator.direction]


def is_of_others(indicator: Indicator) -> bool:
    """Whether official figures alone can answer it today."""
    return OFFICIAL in indicator.sources and not indicator.feeds


def method(indicator: Indicator) -> str:
    """How the interval is made, or why there is none."""
    if is_of_others(indicator):
        return _(
            "Only others print it: whole counts have no interval. What makes them unsure is what the sources count."
        )
    if indicator.kind in {"ratio", "amount_sum"}:
        return _("The bounds come from rounding both sums to three significant digits.")
    if indicator.by_trial:
        return _(
            "By trial, since hearings of one trial are alike: the exact 95 percent interval of the fewest independent cases that "
            "the printed counts allow, whatever length each trial had (Korn and Graubard 1998, Kish 1992)."
        )
    if indicator.kind == "cohort_funnel":
        return _(
            "The number of a step has no interval. Its share of all persons of these years has the exact 95 percent interval "
            "(Clopper-Pearson), as the results of grants name it."
        )
    if indicator.unit == "PT" and indicator.kind != "completeness":
        return _(
            "Exact 95 percent interval (Clopper-Pearson): how much the share could differ by chance alone, if each was decided for "
            "itself. Where several are of one case and share what becomes of it, the interval is too narrow: how many stand together "
            "is not published."
        )
    said = {"PER_100K": _("Exact 95 percent interval of a count (Garwood); the population is taken as known.")}
    said["PT"] = _("All answers were counted: there is no interval.")
    return said.get(indicator.unit, _("A count of known persons: no interval."))


def finality(indicator: Indicator) -> str:
    """First instance, final or in force, and where the other series is or what would feed it: never in one."""
    own = indicator.say("finality", current())
    if indicator.other_instance:
        return _("%(own)s; the other is a series of its own: %(id)s", own=own, id=indicator.other_instance)
    return f"{own}; {indicator.say('other_needs', current())}" if indicator.other_needs else own


def fed_by(indicator: Indicator) -> str:
    """Whose published data feed it, official figures among them; without any, from which sources it could come."""
    fed = [*indicator.feeds, *(one for one in indicator.sources if one == OFFICIAL)]
    return ", ".join(said("source", one, current()) for one in fed or indicator.sources)
