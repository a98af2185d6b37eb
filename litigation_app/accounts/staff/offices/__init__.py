"""Offices of the partner organisations: added and changed by an administrator."""
