"""Victims: a code name in the open, the whole record sealed."""
