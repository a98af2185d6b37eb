"""Showing the second factor again while one is signed in."""
