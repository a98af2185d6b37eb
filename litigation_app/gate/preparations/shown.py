"""How is a preparation told in words: which step, how much of it is done, and what came of it?"""

from dataclasses import dataclass

from litigation_app.core import clock
from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.core.language import _
from litigation_app.gate import presenting, refusals
from litigation_app.gate.beside import SECONDS_BESIDE
from litigation_app.gate.preparations import actions
from litigation_app.gate.proposal import SECONDS_TO_PLAN, SECONDS_TO_PROTECT, WouldReveal

# What has no other measure is measured by the clock; after so many seconds it ends, safely, with what there is.
_SECONDS = {"hiding": SECONDS_TO_PROTECT, "coarser": SECONDS_TO_PLAN, "beside": SECONDS_BESIDE}
_SECONDS_OF_A_SIGN = 2.0  # between two signs of life the clock of the page runs on


@dataclass(frozen=True)
class Line:
    """A preparation in the list; `chip` and `icon`: how its state looks."""

    job: Job
    title: str
    words: str
    chip: str
    icon: str


@dataclass(frozen=True)
class Bar:
    """Where work is: `words` of the step, `most` (0: nobody can say) and `value` of its bar, `beside`: the same in words."""

    words: str
    value: int
    most: int
    beside: str


def bar(job: Job) -> Bar:
    """How far a preparation is."""
    if job.stands == JobState.WAITING or not job.step:
        return Bar(_("Waiting for its turn."), 0, 0, "")
    words = steps()[job.step]
    if job.of:
        done = _("%(done)s of %(all)s questions are answered.", done=job.done, all=job.of)
        return Bar(words, job.done, job.of, done)
    most = int(_SECONDS.get(job.step, 0))
    if not most:
        return Bar(words, 0, 0, "")
    spent = min(int((clock.now() - job.step_at).total_seconds()), most)
    return Bar(words, spent, most, _("%(spent)s of at most %(most)s seconds.", spent=spent, most=most))


def steps() -> dict[str, str]:
    """What is done in each step."""
    return {
        "reading": _("Reading the coded records."),
        "hiding": _("Looking for what to hide."),
        "attacking": _("Attacking the tables as each reader would."),
        "beside": _("Attacking them beside what was published before."),
        "coarser": _("Looking for coarser tables that could be published."),
    }


def line(job: Job) -> Line:
    """A preparation in the list of those that made no draft yet."""
    title, _span = actions.wish(job)
    if job.is_under_way:
        return Line(job, title, bar(job).words, "info", "hourglass-split")
    if job.stands == JobState.STOPPED:
        return Line(job, title, _("It stopped before its end."), "bad", "x-lg")
    if actions.offers(job):
        return Line(job, title, _("Refused, with proposals to choose from."), "warn", "list-check")
    return Line(job, title, _("Refused, with the reason."), "bad", "x-lg")


def offers(job: Job) -> list[presenting.Offer]:
    """What she can choose instead, in words, in the order of `actions.offers`."""
    refused, (_title, mine) = refusals.of(job.answer), actions.wish(job)
    if isinstance(refused, WouldReveal):
        return presenting.offers(refused.instead, mine)
    return _repairs(mine.last_year) if actions.offers(job) else []


def _repairs(year: int) -> list[presenting.Offer]:
    """Of a publication in which a change since the last one would show somebody."""
    carried = _("Go on with the earlier years as they were printed.")
    kept = _("Hidden numbers stay hidden; totals over all years add the new year to the earlier ones.")
    alone = _("Publish %(year)s alone.", year=year)
    said = _("The new year stands in a publication of its own; the earlier one stays as it is.")
    return [presenting.Offer([carried], kept), presenting.Offer([alone], said)]
