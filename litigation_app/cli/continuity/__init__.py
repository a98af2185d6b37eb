"""Verbs for the day when something is lost, and for all days before it: back up, restore, look whether everything opens."""

from litigation_app.cli.continuity.backup import backup
from litigation_app.cli.continuity.doctor import doctor
from litigation_app.cli.continuity.restore import restore
from litigation_app.cli.continuity.shred_check import shred_check

__all__ = ["backup", "doctor", "restore", "shred_check"]
