"""How is a preparation told in words: which step, how much of it is done, and what came of it?"""

from dataclasses import dataclass

from litigation_app.core.jobs import JobState
from litigation_app.core.jobstore import Job
from litigation_app.core.language import _
from litigation_app.gate.drafts.preparations import actions


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
    words = steps().get(job.step, "")
    if not job.of:
        return Bar(words, 0, 0, "")
    spent = _("%(part)s %% of the work that it may take at most.", part=100 * job.done // job.of)
    return Bar(words, job.done, job.of, spent)


def steps() -> dict[str, str]:
    """What is done in each step."""
    return {
        "reading": _("Reading the coded records."),
        "hiding": _("Looking for what to suppress."),
        "attacking": _("Attacking the tables as each reader would."),
    }


def line(job: Job) -> Line:
    """A preparation in the list of those that made no draft yet."""
    title, _wish = actions.wish(job)
    if job.is_under_way:
        return Line(job, title, bar(job).words, "info", "hourglass-split")
    if job.stands == JobState.STOPPED:
        return Line(job, title, _("It stopped before its end."), "bad", "x-lg")
    return Line(job, title, _("Refused, with the reason."), "bad", "x-lg")
