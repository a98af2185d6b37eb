"""How is a run told in words: which step, how much of it is done, and why it gave nothing?"""

from dataclasses import dataclass

from litigation_app.advocacy.figures.grids import whole
from litigation_app.advocacy.figures.words import scenario
from litigation_app.advocacy.studies.actions import StudyRefused
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.core.language import _, _n
from litigation_app.statistics.fund import limits
from litigation_app.statistics.fund.inputs import CountsRefused
from litigation_app.statistics.fund.scenario import ScenarioRefused


@dataclass(frozen=True)
class Bar:
    """Where a run is: `words` of the step, `value` of `most` (0: nobody can say)."""

    words: str
    value: int
    most: int


@dataclass(frozen=True)
class Line:
    """A run in the list of those that made no estimate yet; `chip` and `icon`: how its state looks."""

    job: Job
    title: str
    words: str
    chip: str
    icon: str


def bar(job: Job) -> Bar:
    """How far a run is."""
    if job.stands == JobState.WAITING or not job.step:
        return Bar(_("Waiting for its turn."), 0, 0)
    steps = {
        "paths": _("Running the simulations."),
        "depth": _("Looking for caps, what matters most, shocks and options."),
    }
    return Bar(steps.get(job.step, ""), job.done, job.of)


def how_long(job: Job) -> str:
    """How many minutes it will take, said from the moment that it waits; "" where it is less than one."""
    minutes = round(job.asked["minutes"])
    if minutes < 1:
        return ""
    return _n(
        "It takes about %(num)s minute if the machine does nothing else.",
        "It takes about %(num)s minutes if the machine does nothing else.",
        minutes,
    )


def line(job: Job) -> Line:
    """A run in the list."""
    title = scenario(job.asked["name"])
    if job.is_under_way:
        return Line(job, title, bar(job).words, "info", "hourglass-split")
    if job.stands == JobState.STOPPED:
        return Line(job, title, _("It stopped before its end."), "bad", "x-lg")
    return Line(job, title, sentence(job.answer.get("reason", "")), "bad", "x-lg")


def of_refusal(stop: Exception) -> str:
    """Why a run cannot be begun."""
    if isinstance(stop, StudyRefused):
        return sentence(stop.reason)
    if isinstance(stop, ScenarioRefused):
        return _("These assumptions cannot be used. Open the scenario: what is wrong stands beside its field.")
    return sentence(stop.code if isinstance(stop, CountsRefused) else "broken")


def sentence(reason: str) -> str:
    """Why a run gave nothing, by its code."""
    said = {
        "other_country": _(
            "This published data does not speak of the country whose assumptions you chose, and of it alone."
        ),
        "counts": _(
            "This published data suppresses a year's count so well that the estimate cannot say how high it may be."
        ),
        "no_years": _(
            "This published data has no counts by year. Choose other data, or none: then the counts that the scenario names itself "
            "are used."
        ),
        "one_count": _(
            "The publication has one count of several years alone, and records may have begun within it: an estimate waits for the next."
        ),
        "not_allowed": _("Whoever asked for this may not make estimates any more."),
        "locked": _("The desk was locked meanwhile. Unlock it and try again."),
        "too_many_paths": _("Choose one of the list."),
        "too_many_awards": _(
            "So many awards cannot be run. Look at the number of victims, their growth, the share "
            "whom the law covers, old cases and shocks, or choose fewer simulations."
        ),
        "too_many_victims": _(
            "This published data has a year with more than %(most)s victims: no plausible estimate is that high. Look for a typing "
            "error there.",
            most=whole(limits.victims_most()),
        ),
        "too_many_in_cases": _(
            "A year has more than %(most)s victims: too many for cases of several victims. Choose another way in which years differ.",
            most=whole(limits.in_cases_most()),
        ),
        "too_many_runs": _("Three of your estimates are under way. Wait until one is done, or cancel one."),
    }
    broken = _("This published data cannot be read as it was signed. Open it under Published data to see why.")
    return said.get(reason, broken)
