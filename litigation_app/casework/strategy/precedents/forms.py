"""What does somebody say of a published decision, and of how a proceeding stands to one?"""

from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.strategy import rules as words
from litigation_app.casework.strategy.precedents import rules
from litigation_app.casework.strategy.precedents.actions import Cited, Published
from litigation_app.casework.strategy.precedents.rules import Doubt
from litigation_app.core.clock import today
from litigation_app.core.forms import Choice, Choices, Form, Line, Radios, Text, TextDate
from litigation_app.core.language import _, _l, current
from litigation_app.law import loader, precedents
from litigation_app.law.words import choices

MOST_NOTE = 20_000
SENTENCES = {
    Doubt.NO_DECISION: _l("Choose a decision of the list, or write down one that is not published."),
    Doubt.TWO_DECISIONS: _l("Name one decision: one of the list, or one that is not published."),
}
Typed = MultiDict[str, str] | None
Options = list[tuple[str, str]]


class PrecedentForm(Form):
    """A published decision."""

    country = Choice(_l("Country"), needed=True)
    court = Line(_l("Court"), needed=True)
    number = Line(_l("Number under which it is published"), needed=True, most=80)
    decided_on = TextDate(_l("Day of the decision"), needed=True, latest=today)
    about = Text(
        _l("What it is cited for"),
        needed=True,
        most=500,
        description=_l("Everybody of the desk reads this. Name nobody."),
    )
    articles = Choices(_l("Articles of the Convention"))
    topics = Choices(_l("Topics"), needed=True)

    def __init__(self, typed: Typed) -> None:
        super().__init__(typed)
        self.country.offer(
            [(code, loader.load(code).name(current())) for code in loader.COUNTRIES], blank=_("Choose a country")
        )
        self.articles.choices = [(one, one) for one in precedents.load().articles]
        self.topics.choices = topics()

    def published(self) -> Published:
        """What was typed; the form must have been valid."""
        return Published(
            country=self.country.data or "",
            court=self.court.data or "",
            number=self.number.data or "",
            decided_on=self.decided_on.data or today(),
            about=self.about.data or "",
            articles=tuple(self.articles.data or ()),
            topics=tuple(self.topics.data or ()),
        )


class CitationForm(Form):
    """How a proceeding stands to a decision."""

    proceeding = Choice(_l("In which proceedings"), needed=True)
    decision = Choice(_l("Which decision"))
    unpublished = Line(
        _l("A decision that is not published"),
        description=_l("Court, number and day. Protected: numbers lead to people. Also one of our own cases."),
    )
    relation = Radios(_l("How it stands to it"), needed=True)
    article = Choice(_l("About which article"))
    text = Text(_l("What for"), most=MOST_NOTE, description=_l("Protected: it is read only in the opened file."))

    def __init__(self, typed: Typed, lanes: Options, decisions: Options) -> None:
        super().__init__(typed)
        self.proceeding.offer(lanes, blank=None if len(lanes) == 1 else _("Choose the proceedings"))
        self.decision.offer(decisions, blank=_("None of the list"))
        self.relation.offer(words.options("relation", current()))
        self.article.offer([(one, one) for one in precedents.load().articles], blank=_("No article"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.is_refused:
            for doubt in rules.doubts(listed=self.decision.data or "", unpublished=self.unpublished.data or ""):
                self.refuse("decision", str(SENTENCES[doubt]))
        return not self.is_refused

    def cited(self) -> Cited:
        """What was typed; the form must have been valid."""
        chosen = self.decision.data or ""
        is_listed = chosen in precedents.load().every
        return Cited(
            proceeding_id=UUID(self.proceeding.data or ""),
            relation=self.relation.data or "",
            article=self.article.data or "",
            code=chosen if is_listed else None,
            precedent_id=UUID(chosen) if chosen and not is_listed else None,
            unpublished=self.unpublished.data or "",
            text=self.text.data or "",
        )


def topics() -> Options:
    """The topics of precedents.toml, to choose from."""
    return choices(precedents.load().topics, current())
