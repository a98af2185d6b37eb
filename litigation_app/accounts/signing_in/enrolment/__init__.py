"""Enrolment by a one-time link: a password, a second factor, a sheet of recovery codes."""
