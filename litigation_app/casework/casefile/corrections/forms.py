"""What should a step have said? The fields of a step, and why it was wrong."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wtforms import HiddenField

from litigation_app.casework.casefile.corrections.actions import Corrected
from litigation_app.casework.casefile.steps.forms import MOST_NOTE, Lacks, StepForm, Typed, doubt_sentence
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.proceedings import rules
from litigation_app.casework.proceedings.queries import Standing
from litigation_app.casework.proceedings.rules import Doubt
from litigation_app.casework.record_forms.forms import OF_A_DAY, offer_why, why_field
from litigation_app.core.closed_text import ClosedText
from litigation_app.core.forms import Tick
from litigation_app.core.language import _, _l


@dataclass(frozen=True)
class Stood:
    """What a step says now. `note` None: there is one, and it is closed; `next_on`: the day of the step after it."""

    code: str  # its event, or the stage that it was recorded to lead to
    on: date
    served_on: date | None
    outcome: str | None
    outcomes: tuple[str, ...]
    next_on: date | None
    version: int
    there: tuple[str, ...]  # what was recorded together with it and says its day
    note: str | None = field(repr=False)
    is_found: bool = False  # since when it stood there is not known


class CorrectionForm(StepForm):
    """A step as it should have been recorded. `seen`: which changes the page has shown."""

    is_known = Tick(
        _l("Since when they stand there is known now"), description=_l("The day above is right: periods run from it.")
    )
    note = ClosedText(_l("Note"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))
    why = why_field()
    also_there = Tick(_l("Correct it there too"), default=True)
    seen = HiddenField()

    def __init__(self, typed: Typed, before: Standing, lacks: Lacks, stood: Stood) -> None:
        super().__init__(typed, before, lacks)
        self.stood = stood
        offer_why(self.why, OF_A_DAY)
        self._offer_outcomes({stood.code: stood.outcomes})
        self.also_there.description = ", ".join(stood.there)
        if typed is None:
            self.on.data, self.served_on.data, self.outcome.data = stood.on, stood.served_on, stood.outcome or ""
            self.seq.data = str(stood.version)
            self.note.process(None, stood.note)
        if stood.note is None and (typed is None or "note" not in typed):
            del self.note
        if not stood.there:
            del self.also_there
        if not stood.is_found:
            del self.is_known

    def chosen(self) -> str:
        return self.stood.code

    @property
    def is_stale(self) -> bool:
        return self.version() != self.stood.version

    def version(self) -> int:
        """How often she saw it corrected."""
        return version_typed(self.seq.data)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.stood.note is None and self._note() is not None:
            self.refuse(
                "note",
                _("The file was closed while you were writing. Open it in another window, then save here again."),
            )
        if not self.is_refused and self._is_same():
            self.refuse("on", _("Nothing is different from what is recorded."))
        return not self.is_refused

    def _is_same(self) -> bool:
        stood = self.stood
        now = (self.on.data, self.served_on.data, self.outcome.data or None)
        is_same = now == (stood.on, stood.served_on, stood.outcome) and self._note() in {None, stood.note}
        return is_same and not self._is_known()

    def _ask_about_doubts(self) -> None:
        """Days that were recorded so before are not asked about again."""
        if (self.on.data, self.served_on.data) == (self.stood.on, self.stood.served_on):
            return
        on, before, after = self.day(), self.standing.on, self.stood.next_on
        self.doubts = rules.doubts(on=on, last_on=before, served_on=self.served_on.data)
        asked = [doubt_sentence(one, before) for one in self.doubts if one is not Doubt.BEFORE_LAST]
        if Doubt.BEFORE_LAST in self.doubts or (after is not None and on > after):
            asked.append(
                _("This day is not between those of the steps before and after it. Tick the box if it is right.")
            )
        if asked and not self.confirmed.data:
            self.refuse("confirmed", " ".join(asked))

    def _is_known(self) -> bool:
        return bool("is_known" in self and self.is_known.data)

    def _note(self) -> str | None:
        """What the note is to be; None: it stays."""
        return self.note.said if "note" in self else None

    def corrected(self) -> Corrected:
        """What was typed; the form must have been valid."""
        return Corrected(
            self.day(),
            self.served_on.data,
            self.outcome.data or None,
            self.why.data or "",
            note=self._note(),
            unauthorised=self.unauthorised.data or "",
            is_known=self._is_known(),
        )

    def is_also_there(self) -> bool:
        """Whether what says the same is corrected with it."""
        return bool("also_there" in self and self.also_there.data)
