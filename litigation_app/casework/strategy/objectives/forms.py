"""What does a coordinator say of an objective, and of how it stands?"""

from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.objectives import rules
from litigation_app.casework.strategy.objectives.actions import Said, Standing
from litigation_app.casework.strategy.objectives.models import Objective
from litigation_app.casework.strategy.objectives.rules import Doubt
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Line, Radios, Text, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.law import loader

SENTENCES = {
    Doubt.BASELINE_HAS_NO_SOURCE: _l(
        "Write also of which day this is and where it was read; nobody can check it otherwise."
    ),
    Doubt.TARGET_NOT_LATER: _l("The day of the target must come after the day of the baseline."),
    Doubt.NO_INDICATOR: _l("Write the code of an indicator, for example CMP-03, or leave it empty."),
}
_FIELDS = {
    Doubt.BASELINE_HAS_NO_SOURCE: "baseline",
    Doubt.TARGET_NOT_LATER: "target_on",
    Doubt.NO_INDICATOR: "indicator",
}
Typed = MultiDict[str, str] | None
Options = list[tuple[str, str]]


class ObjectiveForm(Versioned):
    """An objective: nothing of a case."""

    office = Choice(_l("Office"), needed=True)
    country = Choice(_l("Country whose law or practice is to change"), needed=True)
    kind = Choice(_l("What is to change"), needed=True)
    title = Line(_l("The objective in one line"), needed=True)
    aim = Text(
        _l("Which law or practice is to change, and to what"),
        most=4000,
        description=_l("Every lawyer of the desk reads this. Write nothing of a case or a person."),
    )
    baseline = Line(
        _l("How it is today"), description=_l("A number or a sentence: 3 of 41 claims decided in criminal proceedings.")
    )
    baseline_on = TextDate(_l("Of which day"), latest=today)
    baseline_source = Line(_l("Where it was read"), most=300)
    indicator = Line(
        _l("Indicator"), most=12, description=_l("The code of an indicator that follows it, for example CMP-03.")
    )
    target = Line(_l("How it is to be"))
    target_on = TextDate(_l("By when"))
    responsible = Choice(_l("Who is responsible"))

    def __init__(self, typed: Typed, offices: Options, people: Options, objective: Objective | None = None) -> None:
        super().__init__(typed, data=_of(objective) if objective is not None else None)
        self.office.offer(offices, blank=None if len(offices) == 1 else _("Choose an office"))
        self.country.offer(
            [(code, loader.load(code).name(current())) for code in loader.COUNTRIES], blank=_("Choose a country")
        )
        self.kind.offer(words.options("objective_kind", current()), blank=_("Choose a kind"))
        self.responsible.offer(people, blank=_("Nobody yet"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            said = self.said()
            found = rules.doubts(
                baseline=said.baseline,
                source=said.baseline_source,
                baseline_on=said.baseline_on,
                target_on=said.target_on,
                indicator=said.indicator,
            )
            for doubt in found:
                self.refuse(_FIELDS[doubt], str(SENTENCES[doubt]))
        return not self.is_refused

    def said(self) -> Said:
        """What was typed."""
        return Said(
            country=self.country.data or "",
            kind=self.kind.data or "",
            title=self.title.data or "",
            aim=self.aim.data or "",
            indicator=(self.indicator.data or "").upper(),
            baseline=self.baseline.data or "",
            baseline_on=self.baseline_on.data,
            baseline_source=self.baseline_source.data or "",
            target=self.target.data or "",
            target_on=self.target_on.data,
            responsible=UUID(self.responsible.data) if self.responsible.data else None,
        )


def _of(objective: Objective) -> dict[str, Any]:
    names = ("country", "kind", "title", "aim", "indicator", "baseline", "baseline_on", "baseline_source", "target")
    found = {name: getattr(objective, name) for name in (*names, "target_on", "row_version")}
    return found | {"office": str(objective.office_id), "responsible": str(objective.responsible or "")}


class StandingForm(Versioned):
    """How an objective stands from a day on."""

    state = Radios(_l("How it stands"), needed=True)
    on = TextDate(_l("From which day"), needed=True, latest=today)
    note = Text(_l("Why"), most=2000, description=_l("Write nothing of a case or a person."))

    def __init__(self, typed: Typed, objective: Objective) -> None:
        super().__init__(typed)
        self.state.offer(words.options("objective_state", current()))
        if typed is None:
            self.row_version.data = str(objective.row_version)

    def said(self) -> Standing:
        """What was typed; the form must have been valid."""
        return Standing(self.state.data or "", self.on.data or today(), self.note.data or "")


class PursuitForm(Form):
    """Which objective a case pursues."""

    objective = Choice(_l("Objective"), needed=True)

    def __init__(self, typed: Typed, options: Options) -> None:
        super().__init__(typed)
        self.objective.offer(options, blank=_("Choose an objective"))
