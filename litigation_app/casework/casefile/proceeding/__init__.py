"""One proceeding on a page of its own: its steps and rounds, what it is tied to, its deadlines, charges and limitation."""
