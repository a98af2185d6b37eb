"""What does somebody say of an outcome, and of its evidence?"""

from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.cases.forms import Versioned
from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.outcomes.actions import Harvested
from litigation_app.casework.strategy.outcomes.models import Outcome
from litigation_app.casework.strategy.outcomes.rules import Blocker
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Form, Radios, Text, TextDate
from litigation_app.core.language import _, _l, current

MOST_NOTE = 20_000
SENTENCES = {
    Blocker.OWN_CLAIM: _l("You recorded this outcome yourself. A second person verifies it."),
    Blocker.OWN_EVIDENCE: _l("You chose its evidence yourself. Somebody who did neither verifies it."),
    Blocker.NO_EVIDENCE: _l("No document shows it. Choose the evidence first."),
    Blocker.EVIDENCE_GONE: _l("The document that showed it was removed. Choose other evidence first."),
    Blocker.VERIFIED_ALREADY: _l("It is verified already."),
    Blocker.ENTERED_IN_ERROR: _l("It was marked as entered in error."),
}
Typed = MultiDict[str, str] | None
Options = list[tuple[str, str]]


class OutcomeForm(Form):
    """What changed, and our part in it."""

    dimension = Radios(_l("What kind of change"), needed=True)
    on = TextDate(_l("When it happened"), needed=True, latest=today)
    objective = Choice(_l("Which objective it serves"))
    text = Text(
        _l("What changed"),
        needed=True,
        most=MOST_NOTE,
        description=_l("Protected: it is read only in the opened file."),
    )
    contribution = Text(
        _l("Our part in it"),
        most=MOST_NOTE,
        description=_l("What the case or we did that helped to bring it about, and what others did. Protected."),
    )
    confidence = Radios(_l("How sure we are"), needed=True)
    paper = Choice(_l("The document that shows it"), description=_l("Without one the outcome stays claimed."))

    def __init__(self, typed: Typed, objectives: Options, papers: Options) -> None:
        super().__init__(typed)
        self.dimension.offer(words.options("dimension", current()))
        self.objective.offer(objectives, blank=_("None of them"))
        self.confidence.offer(words.options("confidence", current()))
        self.paper.offer(papers, blank=_("None yet"))

    def harvested(self) -> Harvested:
        """What was typed; the form must have been valid."""
        return Harvested(
            dimension=self.dimension.data or "",
            on=self.on.data or today(),
            confidence=self.confidence.data or "",
            objective_id=UUID(self.objective.data) if self.objective.data else None,
            document_id=UUID(self.paper.data) if self.paper.data else None,
            text=self.text.data or "",
            contribution=self.contribution.data or "",
        )


class EvidenceForm(Versioned):
    """The paper that shows an outcome."""

    paper = Choice(_l("The document that shows it"), needed=True)

    def __init__(self, typed: Typed, outcome: Outcome, papers: Options) -> None:
        super().__init__(typed)
        self.paper.offer(papers, blank=_("Choose a document"))
        if typed is None:
            self.row_version.data = str(outcome.row_version)
