"""What an auditor looks for."""

from litigation_app.core.forms import Choice, Form, Line, TextDate
from litigation_app.core.language import _l

FAULTS = {
    "gap": _l("An entry is missing, or entries stand in another order."),
    "hash": _l("The entry was changed, or it does not follow from the one before it."),
    "mac": _l("The entry was not written by this desk."),
    "columns": _l("What the list shows of the entry is not what the entry itself says."),
    "head": _l("The last entries were cut off or written anew."),
    "checkpoint": _l("A signed state of the log was changed: its signature is invalid."),
}


class FilterForm(Form):
    by = Choice(_l("Who"))
    whom = Choice(_l("About which colleague"))
    case = Line(_l("Case reference"), most=20)
    act = Choice(_l("What"))
    outcome = Choice(_l("Outcome"))
    since = TextDate(_l("From"))
    until = TextDate(_l("To"))
