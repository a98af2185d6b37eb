"""Searching what the papers and notes of one case say, in memory, while its file stands open."""
