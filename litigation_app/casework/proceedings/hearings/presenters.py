"""How is a hearing said: what, when, how it stands? Rows in, words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from litigation_app.casework.proceedings.hearings import rules
from litigation_app.casework.proceedings.hearings.queries import Change, Line, Report
from litigation_app.casework.proceedings.hearings.rules import Asked, Question, State
from litigation_app.casework.proceedings.lanes import Track
from litigation_app.casework.record_forms.forms import why_words
from litigation_app.core.language import _, current, format_moment
from litigation_app.core.text import NBSP, format_time
from litigation_app.core.weekdays import format_day
from litigation_app.law import loader

_CHIPS = {
    State.SCHEDULED: "info",
    State.HELD: "ok",
    State.ADJOURNED: "warn",
    State.MOVED: "warn",
    State.CANCELLED: "info",
    State.ENTERED_IN_ERROR: "info",
}


class Step(NamedTuple):
    """What a hearing that was reported is as a step of its proceedings."""

    proceeding_id: UUID
    event: str
    on: date


@dataclass(frozen=True)
class Row:
    """One hearing in words. `is_silent`: its day is over and nobody has said what came of it; `step`: what is still to be recorded."""

    id: UUID
    what: str
    where: str
    when: str
    state: str
    chip: str
    is_silent: bool
    is_entered_in_error: bool
    step: Step | None


def rows(lines: Iterable[Line], country: str, language: str, today: date, tracks: Iterable[Track] = ()) -> list[Row]:
    """The hearings of a case in words, as they were given; `tracks`: where their proceedings stand, to offer the step."""
    standing = {track.id: track for track in tracks if track.joined is None}
    return [_row(line, country, language, today, _step(line, standing.get(line.proceeding_id))) for line in lines]


def _step(line: Line, track: Track | None) -> Step | None:
    """The step that this hearing was, where none was recorded since its day."""
    if track is None or any(one.on >= line.on for one in track.steps):
        return None
    event = rules.step_of(track.graph, track.at, line.state)
    return Step(line.proceeding_id, event, line.on) if event else None


def _row(line: Line, country: str, language: str, today: date, step: Step | None) -> Row:
    is_silent = line.state == State.SCHEDULED and line.on < today
    words = [rules.say("state", line.state, language)]
    if line.reason and line.state != State.ENTERED_IN_ERROR:
        words.append(rules.say("reason", line.reason, language))
    return Row(
        id=line.id,
        what=rules.say("kind", line.kind, language),
        where=loader.load(country).procedure(line.procedure).name(language),
        when=moment(line.on, line.at),
        state=_("Outcome of the hearing?") if is_silent else ": ".join(words),
        chip="bad" if is_silent else chip(line.state),
        is_silent=is_silent,
        is_entered_in_error=line.state == State.ENTERED_IN_ERROR,
        step=step,
    )


def question(asked: Asked, on: date) -> str:
    """What a person is asked about the day of a hearing; ticking one box answers all of it."""
    day, other = format_day(on).rstrip("."), asked.other
    if asked.question is Question.FAR:
        return _("%(day)s is more than a year ahead. Check the year; tick the box if it is right.", day=day)
    if asked.question is Question.CLOSED:
        return _("The court does not work on %(day)s. Tick the box if it is right.", day=day)
    if asked.question is Question.MAY_BE_CLOSED or other is None:
        return _("The court may not work on %(day)s, a holiday. Tick the box if it is right.", day=day)
    stands = {
        "kind": rules.say("kind", other.slot.kind, current()),
        "moment": moment(other.slot.on, other.slot.at).rstrip("."),
    }
    if asked.question is Question.TWICE:
        return _(
            "The calendar has already: %(kind)s, %(moment)s. Tick the box if this is another one.",
            **stands,
        )
    return _(
        "The same lawyer has a hearing in %(case)s: %(kind)s, %(moment)s. Tick the box if it is right.",
        case=other.reference,
        **stands,
    )


def report(one: Report) -> tuple[str, str, str]:
    """What was reported, why, and who was there, in words."""
    is_entered_in_error = one.state == State.ENTERED_IN_ERROR
    reason = (
        why_words(one.reason)
        if is_entered_in_error
        else rules.say("reason", one.reason, current())
        if one.reason
        else ""
    )
    nobody = _("nobody named") if one.state in rules.AFTER_THE_DAY else ""
    came = rules.listed(one.came, current()) or nobody
    return rules.say("state", one.state, current()), reason, came


def contradiction(reason: str, who: str) -> str:
    """What a person is asked who says that somebody did not come and was there."""
    words = {"reason": rules.say("reason", reason, current()), "who": rules.listed([who], current())}
    return _("“%(reason)s”, and yet present: %(who)s. Tick the box if both are right.", **words)


def change(one: Change, country: str) -> tuple[str, str]:
    """How a hearing stood before it was corrected; why that was wrong, who said so and when."""
    procedure = loader.load(country).procedure(one.procedure).name(current())
    stood = [rules.say("kind", one.kind, current()), moment(one.on, one.at), rules.listed(one.must_come, current())]
    why = [why_words(one.why), one.by, format_moment(one.changed_at)]
    return ", ".join(filter(None, [*stood, procedure])), " · ".join(why)


def chip(state: str) -> str:
    """Which look the chip of a state has."""
    return _CHIPS.get(State(state), "info")


def moment(on: date, at: time | None) -> str:
    """ "Fri 4. 12. 2026. 9.30", or the day alone."""
    return f"{format_day(on)}{NBSP}{format_time(at)}".strip(NBSP)
