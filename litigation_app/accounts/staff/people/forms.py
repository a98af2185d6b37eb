"""What an administrator types about a person."""

import re

import wtforms

from litigation_app.accounts.presenters import ROLE_NAMES
from litigation_app.core.forms import Choice, Choices, Form, Line
from litigation_app.core.language import _, _l

ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")


class AddressForm(Form):
    """Whoever is added has a name and an address."""

    name = Line(_l("Name"), needed=True, most=120)
    email = Line(_l("E-mail address"), needed=True, most=254)

    def validate_email(self, field: wtforms.Field) -> None:
        if not ADDRESS.fullmatch(field.data or ""):
            raise wtforms.ValidationError(_("Write an e-mail address, for example ana@office.example."))


class AdministratorForm(AddressForm):
    office = Choice(_l("Office"), needed=True)


class PersonForm(AdministratorForm):
    roles = Choices(_l("Roles"), needed=True, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])


class RoleForm(Form):
    role = Choice(_l("Role"), needed=True)
    office = Choice(_l("Office"), needed=True)

    def offer_roles(self) -> None:
        self.role.offer([(role.value, name) for role, name in ROLE_NAMES.items()], blank=_("Choose a role"))
