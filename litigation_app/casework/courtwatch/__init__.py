"""Judgments that are read and trials that are watched: no client's record, and numbers of their own."""
