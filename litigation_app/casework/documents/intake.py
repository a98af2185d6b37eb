"""Which of the files of a form may be documents, and what is said of those that may not?"""

from typing import Any

from flask import current_app

from litigation_app.accounts import limits
from litigation_app.casework.documents import actions, rules
from litigation_app.casework.documents.actions import Looked, Sent
from litigation_app.casework.documents.forms import DocumentsForm, VersionForm, sentence
from litigation_app.casework.documents.inspection import Budget
from litigation_app.casework.documents.rules import Refused
from litigation_app.core.access import me
from litigation_app.core.language import _


def look_at_all(form: DocumentsForm | VersionForm) -> tuple[list[Looked], list[rules.Refusal]]:
    """The files that may be taken, and those that may not. A form that is refused, or all of whose files are, says so itself."""
    found, refusals, said, budget = list[Looked](), list[rules.Refusal](), list[str](), Budget()
    for number, sent in enumerate(_counted(form), 1):
        try:
            found.append(actions.look_at(Sent(sent.filename or "", sent.stream), budget))
        except Refused as refused:
            refusals.append(rules.Refusal(number, refused.why))
            said.append(sentence(rules.name_of(sent.filename or ""), refused.why))
    if not form.papers.data:
        form.refuse("papers", _("Choose at least one file."))
    elif form.is_refused or not found:
        again = [_("Choose the files again: nothing was saved.")] if len(said) != 1 or found else []
        form.refuse("papers", " ".join([*said, *again]))
    return found, refusals


def _counted(form: DocumentsForm | VersionForm) -> list[Any]:
    """The files that were sent, each of which counts towards what one person may add in an hour."""
    sent = list(form.papers.data or ())
    for _one in sent:
        limits.spend(me(), limits.ADDED, current_app.extensions["config"].added_per_hour)
    return sent
