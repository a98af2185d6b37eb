"""For which words are the documents of a case searched?"""

from litigation_app.core.forms import Form, Line
from litigation_app.core.language import _l


class SearchForm(Form):
    """Words that all stand on one page."""

    words = Line(
        _l("Words"),
        needed=True,
        most=200,
        render_kw={"autocomplete": "off", "spellcheck": "false"},  # a name neither stays in the browser nor is sent on
        description=_l(
            "In either script, with or without marks. The beginning of a word is enough; all words stand on one page."
        ),
    )
