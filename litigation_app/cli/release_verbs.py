"""`litigation release` with all of its verbs, wherever they are written."""

from litigation_app.cli import exporting, officially, partnering, regional
from litigation_app.cli.publishing import release

__all__ = ["exporting", "officially", "partnering", "regional", "release"]
