"""Decisions of other cases, and how ours stand to them."""
