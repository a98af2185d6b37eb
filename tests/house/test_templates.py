"""Does every template compile where an unknown name is an error, and does each extend a layout of the house?"""

from pathlib import Path

from jinja2 import Environment

from config import Config
from litigation_app.app import create_app, unindented

PACKAGE = Path(__file__).parents[2] / "litigation_app"


def test_every_template_compiles(sqlite_config: Config) -> None:
    app = create_app(sqlite_config)
    names = app.jinja_env.list_templates(extensions=["html"])

    for name in names:
        app.jinja_env.get_template(name)

    assert len(names) == len(list(PACKAGE.glob("**/pages/*.html")))
    assert app.jinja_env.undefined.__name__ == "StrictUndefined"


def test_words_that_stand_on_two_lines_stay_apart() -> None:
    """An end of a line after a block is not sent: the hour of a hearing and its name ran together when no indentation was left."""
    template = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True).from_string(
        unindented("<b>9.30</b>{% if held %}\n    <a>Main hearing</a>\n  {% endif %}")
    )

    assert template.render(held=True) == "<b>9.30</b> <a>Main hearing</a>\n"
