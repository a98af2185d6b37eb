"""What is typed at the door."""

import wtforms

from litigation_app.accounts.rules import SHORTEST_PASSWORD
from litigation_app.core.forms import Form, Line, Secret
from litigation_app.core.language import _, _l


class SignInForm(Form):
    email = Line(_l("E-mail address"), needed=True, most=254)
    password = Secret(_l("Password"))


class EnrolForm(Form):
    password = Secret(
        _l("New password"), description=_l("At least 15 characters. A sentence that only you would think of is good.")
    )
    again = Secret(_l("The same password again"))

    def validate_password(self, field: wtforms.Field) -> None:
        if len(field.data or "") < SHORTEST_PASSWORD:
            raise wtforms.ValidationError(
                _("This password is too short: use at least %(number)s characters.", number=SHORTEST_PASSWORD)
            )

    def validate_again(self, field: wtforms.Field) -> None:
        if field.data != self.password.data:
            raise wtforms.ValidationError(_("The two passwords are not the same."))
