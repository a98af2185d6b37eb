"""What does a coordinator answer to whoever checked a name for a conflict of interest?"""

from typing import Any

from litigation_app.casework.lists.conflict_checks.actions import ANSWERS, IN_PERSON
from litigation_app.core.forms import Choice, Form, Text
from litigation_app.core.language import _, _l

ANSWER_NAMES = {
    "conflict": _l("There is a conflict of interest: do not take the case"),
    "none": _l("There is no conflict of interest"),
    "talk": _l("Come and talk to me before you go on"),
    "in_person": _l("I have answered in person: the desk tells nothing"),
}


class AnswerForm(Form):
    """One of four answers, and words for whoever asked."""

    answer = Choice(_l("Your answer"), needed=True)
    words = Text(
        _l("In words"),
        most=2_000,
        description=_l("Kept protected: only who asked reads it. No name, if you can help it."),
    )

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        self.answer.offer([(code, ANSWER_NAMES[code]) for code in ANSWERS], blank=_("Choose an answer"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.answer.data == IN_PERSON and self.words.data:
            self.refuse("words", _("Nobody would read this: the desk tells nothing then."))
        return not self.is_refused
