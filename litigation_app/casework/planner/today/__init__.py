"""The first page of a lawyer's day: hearings, what is due, whom to warn."""
