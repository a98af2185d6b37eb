"""Is a form of a million fields refused before it is taken apart?"""

from typing import Any

from litigation_app.core.uploads import MOST_FIELDS


def test_more_fields_than_any_form_has_are_refused_by_their_number(make: Any, client_as: Any) -> None:
    """5.7 MB of "a&a&a" took three seconds and a quarter of a gigabyte."""
    lawyer = client_as(make.lawyer())
    form = "application/x-www-form-urlencoded"

    answers = [
        lawyer.client.post("/search", data=b"a&" * number, content_type=form, base_url="https://localhost").status_code
        for number in (MOST_FIELDS, MOST_FIELDS + 1)
    ]

    assert answers == [400, 413]
