"""How is it said what somebody did in a case that stood open to her in an emergency?"""

from litigation_app.accounts.audit.presenters import ACTS
from litigation_app.accounts.audit.words import KINDS, REASONS
from litigation_app.casework.cases.emergencies.queries import Done
from litigation_app.core.language import current
from litigation_app.law import codes


def done(one: Done) -> tuple[str, str]:
    """What she did to what sort of thing, and why."""
    why = REASONS.get(one.act) or dict(codes.options("purpose", current()))
    what = " · ".join(filter(None, [str(ACTS.get(one.act, one.act)), str(KINDS.get(one.kind, ""))]))
    return what, str(why.get(one.purpose, one.purpose))
