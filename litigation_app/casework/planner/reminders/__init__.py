"""Reminders: what comes near in her cases, inside the program and by a mail that says nothing of it."""
