"""Destroying what an agreed erasure is about: the key first, then everything that it opened."""
