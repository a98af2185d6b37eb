"""What is typed about a second factor."""

from typing import Any

import wtforms

from litigation_app.accounts.models import NAME_LETTERS
from litigation_app.core.forms import Form, Line
from litigation_app.core.language import _l

CODE_LETTERS = 40  # a recovery code with spaces or dashes between


class Code(Line):
    """Six digits, or a recovery code: never shown again."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, most=CODE_LETTERS, **kwargs)

    @property
    def raw_text(self) -> str:
        return ""


class PasskeyName(Line):
    """By which name she will know this passkey."""

    def __init__(self, **kwargs: Any) -> None:
        hint = _l("For example: telephone, key on the key ring.")
        super().__init__(_l("Name of the passkey"), most=NAME_LETTERS, description=hint, **kwargs)


class CodeForm(Form):
    code = Code(_l("Code from the app"), description=_l("The six digits that it shows now."))


class AppForm(CodeForm):
    draft = wtforms.HiddenField()


class PasskeyForm(Form):
    passkey_name = PasskeyName(needed=True)
    passkey_answer = wtforms.HiddenField()


class StepUpForm(Form):
    """The names differ from those of every other form, since it travels with the fields of one that waits."""

    second_factor = Code(_l("Code"), description=_l("Six digits from your app, or a recovery code."))
    second_answer = wtforms.HiddenField()
