"""Verbs for the day when something is lost, and for all days before it: back up, restore, look whether everything opens."""
