"""People who sign in: offices, roles, sign-in sessions, traces, administration, and the pages of the access log."""
