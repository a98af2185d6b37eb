"""The account of an award on paper, for her or for the court."""
