"""What does a lawyer say about a step, a deadline, or a proceeding that begins?"""

from collections.abc import Callable
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.authority.forms import offer_reasons, reason_field
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.board import outcome_name
from litigation_app.casework.proceedings.queries import Standing
from litigation_app.casework.proceedings.rules import Doubt, Offer
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Radios, Text, TextDate, Tick
from litigation_app.core.language import _, _l, current
from litigation_app.core.text import format_date
from litigation_app.law.country import Jurisdiction
from litigation_app.law.graph import Transition

MOST_NOTE = 20_000
Typed = MultiDict[str, str] | None


class StepForm(Form):
    """What every step has. `seq` is the last step that the page showed."""

    first: tuple[str, ...] = ()
    on = TextDate(_l("Day of the step"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026."))
    served_on = TextDate(
        _l("Day of service on the victim or her counsel"),
        latest=today,
        description=_l("If a decision was served. Our deadlines run from it; it can be entered later."),
    )
    outcome = Choice(_l("Outcome"), description=_l("For a judgment or another decision, if it is known."))
    note = Text(_l("Note"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))
    confirmed = Tick(_l("The days are right"))
    seq = HiddenField()

    def __init__(self, typed: Typed, standing: Standing) -> None:
        super().__init__(typed)
        self.standing = standing
        self.doubts: list[Doubt] = []
        if typed is None:
            self.seq.data = str(standing.seq)
        order = sorted(self._fields, key=lambda name: name not in self.first)
        self._fields = {name: self._fields[name] for name in order}  # a summary of errors follows the page

    @property
    def is_stale(self) -> bool:
        """Whether the page was made before another step was recorded."""
        return version_typed(self.seq.data) != self.standing.seq

    def refresh(self) -> None:
        """Let what was typed be sent again, now knowing the present last step."""
        self.seq.raw_data, self.seq.data = None, str(self.standing.seq)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self._check_outcome()
        if not self.is_refused:
            self._ask_about_doubts()
        return not self.is_refused

    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that the chosen step may have."""
        raise NotImplementedError

    def day(self) -> date:
        return self.on.data or today()

    def _offer_outcomes(self, codes: list[str]) -> None:
        known = [(code, outcome_name(code, current())) for code in codes]
        self.outcome.offer(known, blank=_("Not known, or none"))

    def _check_outcome(self) -> None:
        if self.outcome.data and not self.outcome.errors and self.outcome.data not in self.outcomes():
            self.refuse("outcome", _("This step has no such outcome. Choose another one, or none."))

    def _ask_about_doubts(self) -> None:
        last_on = self.standing.on
        self.doubts = rules.doubts(on=self.day(), last_on=last_on, served_on=self.served_on.data)
        if self.doubts and not self.confirmed.data:
            self.refuse("confirmed", " ".join(doubt_sentence(one, last_on) for one in self.doubts))


def doubt_sentence(doubt: Doubt, last_on: date | None) -> str:
    """What looks wrong about the days, and what to do if it is not."""
    if doubt is Doubt.BEFORE_LAST:
        return _(
            "This is before the last recorded step (%(day)s). Tick the box if it is right and only entered late.",
            day=format_date(last_on),
        )
    return _("The service is before the step. Tick the box if both days are right.")


class MoveForm(StepForm):
    """A lawful next step. `lacks`: why a step cannot be filed on a day; a reason then says that it was filed all the same."""

    first = ("event",)
    event = Radios(_l("What happened"), needed=True)
    unauthorised = reason_field()

    def __init__(
        self,
        typed: Typed,
        standing: Standing,
        offers: tuple[Offer, ...],
        lacks: Callable[[Transition, date], list[str]],
    ) -> None:
        super().__init__(typed, standing)
        self.lacks = lacks
        offer_reasons(self.unauthorised)
        self.offers = {one.step.event: one for one in offers}
        self.event.offer([(event, one.step.label(current())) for event, one in self.offers.items()])
        self._offer_outcomes(list(dict.fromkeys(code for one in offers for code in one.outcomes)))

    def validate(self, extra_validators: Any = None) -> bool:
        if super().validate(extra_validators):
            lacks = self.lacks(self.offers[self.event.data or ""].step, self.day())
            if not lacks:
                self.unauthorised.data = ""
            elif not self.unauthorised.data:
                self.refuse("unauthorised", " ".join(lacks))
        return not self.is_refused

    def outcomes(self) -> tuple[str, ...]:
        chosen = self.offers.get(self.event.data or "")
        return chosen.outcomes if chosen else ()


class OutsideForm(StepForm):
    """Something that the usual order of steps does not know."""

    first = ("to_stage", "reason")
    to_stage = Choice(_l("Where the proceedings stand now"), needed=True)
    reason = Text(
        _l("Why this is recorded outside the usual order"),
        needed=True,
        most=MOST_NOTE,
        description=_l("Protected, like the note."),
    )

    def __init__(self, typed: Typed, standing: Standing) -> None:
        super().__init__(typed, standing)
        stages = [one for one in standing.graph.stages if one.kind != "start"]
        self.to_stage.offer([(one.id, one.name(current())) for one in stages], blank=_("Choose a stage"))
        self._offer_outcomes(list(dict.fromkeys(code for one in stages for code in one.outcomes)))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.reason.data and not self.reason.errors:
            self.refuse("reason", _("Write why, in a few words."))
        return not self.is_refused

    def outcomes(self) -> tuple[str, ...]:
        graph, chosen = self.standing.graph, self.to_stage.data or ""
        return graph.stage(chosen).outcomes if graph.has(chosen) else ()


class MetForm(Form):
    """A deadline that was met."""

    on = TextDate(_l("Day on which it was done"), needed=True, latest=today, default=today)
    row_version = HiddenField()

    def version(self) -> int:
        return version_typed(self.row_version.data)


class ServiceForm(Form):
    """The day that starts a period; the last day itself where the court's letter sets it."""

    served_on = TextDate(
        _l("Day that starts the period"), needed=True, latest=today, description=_l("Day, month, year: 4. 12. 2026.")
    )
    last_day = TextDate(_l("Last day, from the court's letter"))
    row_version = HiddenField()

    def __init__(self, typed: Typed, *, is_set_by_court: bool) -> None:
        super().__init__(typed)
        self.is_set_by_court = is_set_by_court
        if not is_set_by_court:
            del self.last_day

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.is_set_by_court and not self.is_refused:
            if self.last_day.data is None:
                self.refuse("last_day", _("Write the last day that the court's letter gives."))
            elif self.served_on.data and self.last_day.data < self.served_on.data:
                self.refuse("last_day", _("This is before the day that starts the period. Check both."))
        return not self.is_refused

    def end(self) -> date | None:
        return self.last_day.data if self.is_set_by_court else None

    def version(self) -> int:
        return version_typed(self.row_version.data)


class BeginForm(Form):
    """Another proceeding of the case."""

    procedure = Radios(_l("Which proceedings begin"), needed=True)
    begun_on = TextDate(_l("Since when"), latest=today, description=_l("If it is known."))

    def __init__(self, typed: Typed, law: Jurisdiction, forum: str | None) -> None:
        super().__init__(typed)
        open_here = [one for one in law.procedures if not one.forums or forum is None or forum in one.forums]
        self.procedure.offer([(one.id, one.name(current())) for one in open_here])
