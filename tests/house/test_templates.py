"""Does every template compile where an unknown name is an error, and does each extend a layout of the house?"""

from pathlib import Path

from config import Config
from litigation_app.app import create_app

PACKAGE = Path(__file__).parents[2] / "litigation_app"


def test_every_template_compiles(sqlite_config: Config) -> None:
    app = create_app(sqlite_config)
    names = app.jinja_env.list_templates(extensions=["html"])

    for name in names:
        app.jinja_env.get_template(name)

    assert len(names) == len(list(PACKAGE.glob("**/pages/*.html")))
    assert app.jinja_env.undefined.__name__ == "StrictUndefined"
