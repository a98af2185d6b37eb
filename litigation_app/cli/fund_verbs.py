"""`litigation fund` with all of its verbs, wherever they are written."""

from litigation_app.cli import studying
from litigation_app.cli.publishing import fund

__all__ = ["fund", "studying"]
