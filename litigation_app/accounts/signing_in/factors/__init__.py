"""Codes, passkeys and recovery codes: the second factor of a person who signs in."""
