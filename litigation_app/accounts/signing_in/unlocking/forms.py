"""What is typed to unlock the desk? None of it is ever shown again."""

from collections.abc import Sequence

import wtforms
from wtforms import validators

from litigation_app.core.forms import Choice, Form, Line, Secret, Text
from litigation_app.core.language import _, _l

RECOVERY = "recovery"
MEANS = {
    "passphrase": _l("The passphrase of the desk"),
    "pkcs11": _l("The PIN of the security device"),
    RECOVERY: _l("The words of the recovery sheets"),
}
_SECRETS = {"passphrase": _l("Passphrase of the desk"), "pkcs11": _l("PIN of the security device")}
_MOST_LETTERS = 8_000  # sixteen sheets of 59 words


class UnlockForm(Form):
    email = Line(_l("E-mail address"), needed=True, most=254)
    password = Secret(_l("Your password"))
    means = Choice(_l("What you unlock with"), needed=True)
    secret = wtforms.PasswordField(_l("Passphrase or PIN"), validators=[validators.Length(max=1024)])
    sheets = Text(
        _l("Words of the recovery sheets"), most=_MOST_LETTERS, description=_l("Each sheet on a line of its own.")
    )

    def offer(self, means: Sequence[str]) -> None:
        """Ask only for what this desk can be unlocked with; where there is one way, there is no choice to make."""
        self.only = means[0] if len(means) == 1 else None
        self.means.offer([(one, MEANS[one]) for one in means])
        if self.only is not None:
            self["sheets" if self.only == RECOVERY else "secret"].flags.required = True
            del self.means
        if RECOVERY not in means:
            del self.sheets
        typed = [one for one in means if one != RECOVERY]
        if not typed:
            del self.secret
        elif len(typed) == 1:
            self.secret.label.text = _SECRETS[typed[0]]

    @property
    def chosen(self) -> str:
        return self.only or str(self["means"].data or "")

    @property
    def typed(self) -> str:
        """What opens the desk by the chosen means, as it was typed."""
        field = self["sheets" if self.chosen == RECOVERY else "secret"]
        return field.data or ""

    def is_complete(self) -> bool:
        """Whether all is filled in; puts a sentence beside what is not."""
        if not self.validate():
            return False
        if not self.typed:
            self.refuse("sheets" if self.chosen == RECOVERY else "secret", _("Fill this in."))
        return not self.is_refused

    def forget(self) -> None:
        """Drop what must not stand on the page that comes back."""
        if "sheets" in self:
            self["sheets"].data = ""
