"""Why is the register of judgments and watched trials opened? It has purposes of its own: nobody in it is a client."""

from werkzeug.datastructures import MultiDict

from litigation_app.core.forms import Choice, Form
from litigation_app.core.language import _, _l, current
from litigation_app.law import codes


class RegisterForm(Form):
    """Why the register is opened."""

    purpose = Choice(_l("Purpose"), needed=True)

    def __init__(self, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.purpose.offer(codes.options("register_purpose", current()), blank=_("Choose a purpose"))
