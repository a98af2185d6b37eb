"""Searching what the documents and notes of one case say, in memory, while its file stands open."""
