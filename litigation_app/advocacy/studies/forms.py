"""What is asked for a run of the fund model?"""

import wtforms

from litigation_app.core.forms import Choice, Form, Line
from litigation_app.core.language import _, _l

SEED_DIGITS = 9
PATHS = [("20000", "20 000"), ("50000", "50 000"), ("100000", "100 000")]


class StudyForm(Form):
    publication = Choice(_l("Published data"))
    scenario = Choice(_l("Scenario"), needed=True)
    paths = Choice(_l("Number of simulations"), needed=True, choices=PATHS, default="100000")
    seed = Line(_l("Random seed"), needed=True, most=SEED_DIGITS, default="20260101")

    def validate_seed(self, field: wtforms.Field) -> None:
        if not (field.data or "").isascii() or not (field.data or "").isdigit():
            raise wtforms.ValidationError(_("Write a whole number, for example 20260101."))
