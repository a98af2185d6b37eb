"""`litigation release` with all of its verbs, wherever they are written."""

from litigation_app.cli import partnering, regional
from litigation_app.cli.publishing import release

__all__ = ["partnering", "regional", "release"]
