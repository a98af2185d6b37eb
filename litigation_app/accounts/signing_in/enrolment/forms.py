"""What is typed by a person who enrols."""

from collections.abc import Sequence

import wtforms

from litigation_app.accounts.rules import SHORTEST_PASSWORD
from litigation_app.accounts.signing_in.factors.forms import CodeForm, PasskeyName
from litigation_app.accounts.signing_in.rules import weakness
from litigation_app.core.forms import Form, Line, Secret
from litigation_app.core.language import _, _l

WORDS_LETTERS = 60


class PasswordForm(Form):
    password = Secret(
        _l("New password"), description=_l("At least 15 characters. A sentence that only you would think of is good.")
    )
    password_again = Secret(_l("The same password again"))
    known_of_her: Sequence[str] = ()  # her name, address and offices, which a guesser knows too

    def validate_password(self, field: wtforms.Field) -> None:
        reason = weakness(field.data or "", self.known_of_her)
        if reason is not None:
            raise wtforms.ValidationError(_refusal(reason))

    def validate_password_again(self, field: wtforms.Field) -> None:
        if field.data != self.password.data:
            raise wtforms.ValidationError(_("The two passwords are not the same."))


class EnrolForm(PasswordForm):
    """The first step behind a one-time link; `words` is asked for where the link does not open alone."""

    words = Line(
        _l("The two words that were said to you"),
        needed=True,
        most=WORDS_LETTERS,
        description=_l("An administrator says them to you in person or by telephone; they are not those of the link."),
    )

    @property
    def said(self) -> str:
        """The words that were typed; "" where none are asked for."""
        return self["words"].data or "" if "words" in self else ""


class ChangeForm(PasswordForm):
    """Her own new password, by somebody who knows the old one."""

    current = Secret(_l("Your password until now"))


def _refusal(reason: str) -> str:
    return {
        "short": _("This password is too short: use at least %(number)s characters.", number=SHORTEST_PASSWORD),
        "context": _(
            "This password is made of your name, your office or words of this desk, which a stranger tries first. Use other words."
        ),
        "guessable": _(
            "This password is on lists of known passwords or follows a simple pattern. Use several words that do not belong together."
        ),
    }[reason]


class FactorForm(CodeForm):
    """The code of an app that has just been given the secret, or what a new passkey answered."""

    draft = wtforms.HiddenField()
    passkey_answer = wtforms.HiddenField()
    passkey_name = PasskeyName()
