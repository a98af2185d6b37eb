"""Does every template compile where an unknown name is an error, and does each extend a layout of the house?"""

import re
from pathlib import Path

from flask import render_template_string
from jinja2 import Environment

from config import Config
from litigation_app.app import create_app, unindented

BLOCKS = ("content", "aside", "below")
PACKAGE = Path(__file__).parents[2] / "litigation_app"


def test_every_template_compiles(sqlite_config: Config) -> None:
    app = create_app(sqlite_config)
    names = app.jinja_env.list_templates(extensions=["html"])

    for name in names:
        app.jinja_env.get_template(name)

    assert len(names) == len(list(PACKAGE.glob("**/pages/*.html")))
    assert app.jinja_env.undefined.__name__ == "StrictUndefined"


def test_what_stands_beside_and_below_a_page_is_made_once(sqlite_config: Config) -> None:
    """What stands beside it was made three times, since the layout asked twice whether there is any."""
    app, made = create_app(sqlite_config), list[str]()
    blocks = "".join(f"{{% block {name} %}}{{{{ make('{name}') or '{name}' }}}}{{% endblock %}}" for name in BLOCKS)

    with app.test_request_context("/"):
        full = render_template_string("{% extends 'core/base.html' %}" + blocks, make=made.append)
        bare = render_template_string("{% extends 'core/base.html' %}")

    assert sorted(made) == sorted(BLOCKS)
    assert all(f">{name}<" in re.sub(r"\s+", "", full) for name in BLOCKS)
    assert ("<aside" in full, "<aside" in bare, "column below" in full, "column below" in bare) == (True, False) * 2


def test_words_that_stand_on_two_lines_stay_apart() -> None:
    """An end of a line after a block is not sent: the hour of a hearing and its name ran together when no indentation was left."""
    template = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True).from_string(
        unindented("<b>9.30</b>{% if held %}\n    <a>Main hearing</a>\n  {% endif %}")
    )

    assert template.render(held=True) == "<b>9.30</b> <a>Main hearing</a>\n"
