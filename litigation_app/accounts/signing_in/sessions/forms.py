"""What is typed at the door."""

import wtforms

from litigation_app.accounts.signing_in.factors.forms import Code
from litigation_app.core.forms import Form, Line, Secret
from litigation_app.core.language import _l


class SignInForm(Form):
    email = Line(_l("E-mail address"), needed=True, most=254, render_kw={"autofocus": True})
    password = Secret(_l("Password"))
    code = Code(
        _l("Code"),
        description=_l("Six digits from your app, or a recovery code. Leave it empty to use a passkey."),
    )


class PasskeySignInForm(Form):
    passkey_answer = wtforms.HiddenField()
