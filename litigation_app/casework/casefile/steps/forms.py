"""What does a lawyer say about a step, a deadline that was met, or a proceeding that begins?"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from litigation_app.casework.casefile.proceeding.queries import ArisingFrom, MayBegin
from litigation_app.casework.cases.forms import FORUMS
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims.effects.actions import Step
from litigation_app.casework.claims.effects.forms import AlsoForm, Reach
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.actions import Begun, Note, Said
from litigation_app.casework.proceedings.lanes import outcome_name
from litigation_app.casework.proceedings.powers_of_attorney.forms import offer_reasons, reason_field
from litigation_app.casework.proceedings.queries import Standing
from litigation_app.casework.proceedings.rules import Doubt, Offer
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Radios, Text, TextDate, Tick
from litigation_app.core.language import _, _l, current, format_date

MOST_NOTE = 20_000
TAKEN_OVER = _l("We took the case over while these proceedings were running.")
Typed = MultiDict[str, str] | None
Lacks = Callable[[str, date], list[str]]


class StepForm(Form):
    """What every step has. `seq` is the last step that the page showed; `lacks`: why it could not be filed on a day.

    `first`: the fields that come first; the first of them says what happened.
    """

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
    unauthorised = reason_field()
    seq = HiddenField()

    def __init__(self, typed: Typed, standing: Standing, lacks: Lacks, reach: Reach = Reach()) -> None:  # noqa: B008
        super().__init__(typed)
        self.standing, self.lacks, self.also = standing, lacks, AlsoForm(typed, reach)
        offer_reasons(self.unauthorised)
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
        is_right = self.also.validate()
        self._check_outcome()
        for ask in (self._ask_about_doubts, self._ask_for_authority):
            if not self.is_refused:
                ask()
        return is_right and not self.is_refused

    def chosen(self) -> str:
        """The code of the step or stage that was chosen."""
        return self[self.first[0]].data or ""

    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that the chosen step may have."""
        return self._outcomes.get(self.chosen(), ())

    def day(self) -> date:
        return self.on.data or today()

    def said(self, *, reason: str = "", is_found: bool = False) -> Said:
        """What was typed, as the actions take it; the form must have been valid."""
        note = Note(self.note.data or "", reason)
        return Said(self.day(), self.served_on.data, self.outcome.data or None, note, self.standing.seq, is_found)

    def _offer_outcomes(self, outcomes: Mapping[str, tuple[str, ...]]) -> None:
        """By step or stage which outcomes it may have."""
        self._outcomes = outcomes
        codes = dict.fromkeys(code for some in outcomes.values() for code in some)
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

    def _ask_for_authority(self) -> None:
        lacks = self.lacks(self.chosen(), self.day())
        if not lacks:
            self.unauthorised.data = ""
        elif not self.unauthorised.data:
            self.refuse("unauthorised", " ".join(lacks))


def doubt_sentence(doubt: Doubt, last_on: date | None) -> str:
    """What looks wrong about the days, and what to do if it is not."""
    if doubt is Doubt.BEFORE_LAST:
        return _(
            "This is before the last recorded step (%(day)s). Tick the box if it is right and only entered late.",
            day=format_date(last_on),
        )
    return _("The service is before the step. Tick the box if both days are right.")


class MoveForm(StepForm):
    """A lawful next step. `has_decided_claim`: what the judgment said on the property claim may fall with it."""

    first = ("event",)
    event = Radios(_l("What happened"), needed=True)
    claim_falls = Tick(
        _l("What the judgment said on the property claim falls with it"),
        default=True,
        description=_l(
            "Counts only if the judgment is quashed: the claim is then open again, and the reminder to sue in the civil court ends."
        ),
    )

    def __init__(
        self,
        typed: Typed,
        standing: Standing,
        lacks: Lacks,
        offers: tuple[Offer, ...],
        reach: Reach,
        *,
        has_decided_claim: bool,
    ) -> None:
        super().__init__(typed, standing, lacks, reach)
        if not (has_decided_claim and any(one.step.event == rules.JUDGMENT_QUASHED for one in offers)):
            del self.claim_falls
        self.offers = {one.step.event: one for one in offers}
        self.event.offer([(event, one.step.label(current())) for event, one in self.offers.items()])
        self._offer_outcomes({event: one.outcomes for event, one in self.offers.items()})

    def suggest(self, event: str, on: date | None) -> None:
        """Begin with a step that a page knows of already; what is not offered here is left out."""
        self.event.data = event if event in self.offers else None
        self.on.data = on

    def step(self) -> Step:
        """The step that was typed; the form must have been valid."""
        falls = bool("claim_falls" in self and self.claim_falls.data)
        return Step(self.chosen(), self.said(), self.unauthorised.data or "", claim_falls=falls)


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
    is_found = Tick(_l("Since when they stand there is not known"), description=_l("No period runs from the day then."))

    def __init__(self, typed: Typed, standing: Standing, lacks: Lacks) -> None:
        super().__init__(typed, standing, lacks)
        if standing.seq:
            del self.is_found
        stages = [one for one in standing.graph.stages if one.kind != "start"]
        self.to_stage.offer([(one.id, one.name(current())) for one in stages], blank=_("Choose a stage"))
        if typed is None and standing.seq == 0:
            self.reason.data = str(TAKEN_OVER)
        self._offer_outcomes({one.id: one.outcomes for one in stages})

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.reason.data and not self.reason.errors:
            self.refuse("reason", _("Write why, in a few words."))
        return not self.is_refused


class BeginForm(Form):
    """Another proceeding of the case. `spawned_by`: the step that brings it about, where it is known."""

    procedure = Radios(_l("Which proceedings begin"), needed=True)
    forum = Choice(_l("Which system of courts"), description=_l("If it is another one than that of the case."))
    court = Choice(_l("Court"))
    begun_on = TextDate(_l("Since when"), latest=today, description=_l("If it is known."))
    entered_on = TextDate(
        _l("We joined later, on"),
        latest=today,
        description=_l("Only if they ran before we came in: what lies before is then shown as not known."),
    )
    confirmed = Tick(_l("Yes, begin them a second time"))
    spawned_by = HiddenField()

    def __init__(self, typed: Typed, may_begin: MayBegin) -> None:
        super().__init__(typed)
        self.may_begin, law = may_begin, may_begin.law
        self.is_twice = False
        self.procedure.offer([(one.id, one.name(current())) for one in may_begin.procedures])
        courts = [(one.id, one.name(current())) for one in law.courts]
        self.court.offer(courts, blank=_("The same court as the case, or not known"))
        if law.forums:
            self.forum.offer([(one, FORUMS.get(one, one)) for one in law.forums], blank=_("That of the case"))
        else:
            del self.forum

    def suggest(self, step: ArisingFrom) -> None:
        """What the step says already is not typed again."""
        self.procedure.data, self.begun_on.data, self.spawned_by.data = step.procedure, step.on, str(step.id)

    def choose(self, wish: str) -> None:
        """Begin with the proceedings that a page speaks of: a graph by its id, or the only one of a family."""
        named = [one.id for one in self.may_begin.procedures if wish in (one.id, one.family)]
        self.procedure.data = named[0] if len(named) == 1 else None

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.is_refused:
            return False
        chosen = self.may_begin.graph(self.procedure.data or "")
        if self.may_begin.law.forums and chosen.forums and self._forum() not in chosen.forums:
            self.refuse("forum", _("These proceedings are held in another system of courts. Choose which."))
        if self.begun_on.data and self.entered_on.data and self.entered_on.data < self.begun_on.data:
            self.refuse("entered_on", _("This is before the proceedings began. Check both days."))
        self.is_twice = chosen.id in self.may_begin.running
        if self.is_twice and not self.confirmed.data:
            self.refuse("confirmed", _("The case has such proceedings already. Tick the box if these are others."))
        return not self.is_refused

    def begun(self, by: UUID | None) -> Begun:
        """What was typed; the form must have been valid."""
        forum = self._forum() if self.may_begin.law.forums else None
        return Begun(self.begun_on.data, by, self.entered_on.data, forum, self.court.data or None)

    def _forum(self) -> str | None:
        return self.forum.data or self.may_begin.forum
