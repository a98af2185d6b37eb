"""The case page: everything about one case in one place, and the opening of its file."""
