"""What does a lawyer say of a case when she assesses it, and a coordinator when she decides?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.assessments.actions import Assessed, Decided, Weighed
from litigation_app.casework.strategy.assessments.rules import Blocker, criteria
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Choices, Form, Radios, Text, TextDate
from litigation_app.core.language import _, _l, current

MOST_NOTE = 20_000
SENTENCES = {
    Blocker.OWN_ASSESSMENT: _l("You assessed this case yourself. Another coordinator decides."),
    Blocker.NOT_ALL_SCORED: _l("Not every criterion is scored. Assess the case anew and score them all."),
    Blocker.NO_CONSENT: _l("The client has not given her informed consent. No score outweighs that."),
    Blocker.RISK_UNACCEPTABLE: _l(
        "The risk for the client is unacceptable or was not weighed. No score outweighs that."
    ),
    Blocker.CLIENT_NOT_ASSESSED: _l(
        "Consent and risk of somebody in this case were not weighed. Assess the case anew."
    ),
    Blocker.NO_CLIENT: _l("Nobody is entered in this case whose consent could be asked."),
    Blocker.OUTDATED: _l("There is a newer assessment of this case. Decide on that one."),
}
Typed = MultiDict[str, str] | None
Options = Iterable[tuple[str, str]]


class AssessmentForm(Form):
    """Scores by criterion, and consent and risk of each client."""

    on = TextDate(_l("Day of the assessment"), needed=True, latest=today)
    text = Text(_l("Reasons"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))
    plan = Text(_l("Cost and plan"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))

    def __init__(self, typed: Typed, clients: Options) -> None:
        super().__init__()
        self.clients = list(clients)
        for one in criteria().every:
            self._put(one.id, self._scored(one.words.read_in(current()), one.asks.read_in(current())))
        for id_, name in self.clients:
            for part, unbound in _of_client(name).items():
                self._put(f"{part}_{id_}", unbound)
        self.process(typed, data={"on": today()})

    @staticmethod
    def _scored(label: str, asks: str) -> Any:
        named = [_("speaks against"), _("weak"), _("good"), _("strong")]
        choices = [(str(score), f"{score} · {name}") for score, name in enumerate(named)]
        return Radios(label, choices=choices, description=asks)

    def _put(self, name: str, unbound: Any) -> None:
        self._fields[name] = self.meta.bind_field(self, unbound, {"name": name, "prefix": ""})

    def scored_fields(self) -> list[Any]:
        return [self[one.id] for one in criteria().every]

    def client_fields(self) -> list[tuple[str, list[Any]]]:
        """By client: her name, and the questions about her."""
        return [(name, [self[f"{part}_{id_}"] for part in _of_client("")]) for id_, name in self.clients]

    def assessed(self) -> Assessed:
        """What was typed; the form must have been valid."""
        scores = {one.id: int(self[one.id].data) for one in criteria().every if self[one.id].data}
        return Assessed(
            on=self.on.data or today(),
            scores=scores,
            clients=tuple(self._weighed(id_) for id_, _name in self.clients),
            text=self.text.data or "",
            plan=self.plan.data or "",
        )

    def _weighed(self, id_: str) -> Weighed:
        said = {part: self[f"{part}_{id_}"].data for part in _of_client("")}
        return Weighed(
            UUID(id_), said["consent"] or "not_asked", said["consent_on"], said["risk"] or "", said["why"] or ""
        )


def _of_client(name: str) -> dict[str, Any]:
    """The questions about one client; her answers are sealed under her own key."""
    consents, risks = (words.options(one, current()) for one in ("consent", "risk"))
    why = _("Protected: it is read only in her own record, with her legal notes.")
    return {
        "consent": Choice(
            _("Informed consent of %(name)s", name=name), choices=[("", _("Not written down")), *consents]
        ),
        "consent_on": TextDate(_("Day of her consent"), latest=today),
        "risk": Choice(_("Risk for %(name)s", name=name), choices=[("", _("Not weighed")), *risks]),
        "why": Text(_("Which risk, and what is done against it"), most=MOST_NOTE, description=why),
    }


class DecisionForm(Form):
    """What is decided on an assessment."""

    decision = Radios(_l("Decision"), needed=True)
    decided_on = TextDate(_l("Day of the decision"), needed=True, latest=today)
    deciders = Choices(_l("Who decided together with you"))
    why = Text(
        _l("Reasons of the decision"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file.")
    )

    def __init__(self, typed: Typed, people: Options) -> None:
        super().__init__(typed, data={"decided_on": today()} if typed is None else None)
        self.decision.offer(words.options("decision", current()))
        self.deciders.choices = list(people)

    def decided(self) -> Decided:
        """What was typed; the form must have been valid."""
        together = tuple(UUID(one) for one in self.deciders.data or ())
        return Decided(self.decision.data or "", self.decided_on.data or today(), together, self.why.data or "")
