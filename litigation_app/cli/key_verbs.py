"""`litigation keys` with all of its verbs, wherever they are written."""

from litigation_app.cli import recovery
from litigation_app.cli.agent import keys
from litigation_app.cli.keys import status
from litigation_app.cli.shred_check import shred_check

__all__ = ["keys", "recovery", "shred_check", "status"]
