"""Why was the last step a mistake, and what is taken back with it?"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import HiddenField

from litigation_app.casework.casefile.entered_in_error.actions import LastStepInError
from litigation_app.casework.cases.rules import version_typed
from litigation_app.casework.claims.effects.forms import ChosenOf
from litigation_app.casework.record_forms.forms import offer_why, why_field
from litigation_app.core.forms import Form, Text
from litigation_app.core.language import _l

MOST_REASON = 2_000
_USUAL = "other"


class EnteredInErrorForm(Form):
    """What is taken back with the step, and why. `seq`: the step that the page showed; `seen`: which changes it has shown."""

    back = ChosenOf(_l("Taken back with it"), description=_l("What is not ticked stays as it is."))
    why = why_field()
    reason = Text(_l("More about it"), most=MOST_REASON, description=_l("Protected. It may be left empty."))
    seq, seen = HiddenField(), HiddenField()

    def __init__(self, typed: Any, seq: int, offered: Sequence[tuple[str, str]], *, has_claims: bool) -> None:
        """`offered`: what can be taken back, as (id, words); `has_claims`: something of it is written on a claim."""
        super().__init__()
        self.back.choices = list(offered)
        offer_why(self.why)
        self.process(typed)
        self.is_first = "seen" not in typed
        self.is_stale = version_typed(self.seq.data) != seq
        if self.is_first or self.is_stale:
            self.back.data, self.why.data = [id_ for id_, _words in offered], _USUAL
            self.seq.raw_data, self.seq.data = None, str(seq)
            self.seen.raw_data, self.seen.data = None, ""
        gone = (("back", not offered), ("why", not has_claims))
        for name in (name for name, is_gone in gone if is_gone):
            del self[name]

    def entered_in_error(self) -> LastStepInError:
        """What was said; the form must have been valid, or be the first one."""
        back = frozenset(map(UUID, self.back.data or ())) if "back" in self else frozenset[UUID]()
        why = self.why.data or "" if "why" in self else ""
        return LastStepInError(version_typed(self.seq.data), back, why, self.reason.data or "")
