"""What is asked before a person is erased?"""

from collections.abc import Sequence
from uuid import UUID

from werkzeug.datastructures import MultiDict

from litigation_app.casework.erasures import presenters
from litigation_app.casework.erasures.actions import Wanted
from litigation_app.casework.erasures.rules import Caution, is_same_reference
from litigation_app.core.forms import Choice, Choices, Form, Line, Text, Tick
from litigation_app.core.language import _, _l

MOST = 4_000


class ProposalForm(Form):
    """The ground, the reason, what goes with her, and that the right person is meant."""

    basis = Choice(_l("Legal basis"), needed=True)
    why = Text(
        _l("Why, in words"),
        needed=True,
        most=MOST,
        description=_l("Only who decides reads it, and it is destroyed with her data."),
    )
    papers = Choices(_l("Documents of the case that are about her"))
    unbound = Choices(
        _l("Notes and tasks that are bound to no client"),
        description=_l("Tick whatever speaks of her. What is not ticked stays, with every word of it."),
    )
    looked = Tick(_l("I have looked through all documents, notes and tasks that are bound to no client"))
    with_case = Tick(
        _l("Everything that is protected in the case itself goes as well"),
        description=_l(
            "All documents, the aim, the file numbers, all notes, and who the accused are. Nobody else of this case has a record."
        ),
    )
    told = Tick(_l("She has been told that what is still open cannot go on with her data"))
    reference = Line(_l("Her code name, typed by hand"), needed=True, most=60)

    def __init__(
        self,
        typed: MultiDict[str, str] | None,
        *,
        papers: Sequence[tuple[str, str]],
        unbound: Sequence[tuple[str, str]],
        is_last: bool,
        cautions: Sequence[Caution],
    ) -> None:
        super().__init__(typed)
        self.basis.offer(presenters.options(), blank=_("Choose the legal basis"))
        self.papers.choices = list(papers)
        self.unbound.choices = list(unbound)
        if not papers:
            del self.papers
        if not unbound:
            del self.unbound
        if not (papers or unbound):
            del self.looked
        if not is_last:
            del self.with_case
        if not cautions:
            del self.told

    def is_good(self, code_name: str) -> bool:
        """Whether all is answered, and the code name is that of this person."""
        self.validate()
        if "told" in self and not self.told.data:
            self.refuse("told", _("Tell her first, and tick that you did."))
        if "looked" in self and not self.looked.data:
            self.refuse("looked", _("Look through them first, and tick that you did: nobody can do it afterwards."))
        if self.reference.data and not is_same_reference(self.reference.data, code_name):
            self.refuse("reference", _("This is not her code name. Check that you are at the right person."))
        return not self.is_refused

    def wanted(self) -> Wanted:
        fields = [self[name] for name in ("papers", "unbound") if name in self]
        chosen: Sequence[str] = [one for field in fields for one in field.data or ()]
        with_case = bool(self.with_case.data) if "with_case" in self else False
        return Wanted(self.basis.data or "", self.why.data or "", tuple(map(UUID, chosen)), with_case)


class AnswerForm(Form):
    """Why a proposal is rejected."""

    words = Text(_l("Why not"), needed=True, most=MOST)
