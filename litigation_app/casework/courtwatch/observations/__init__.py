"""Hearings that were watched: a sheet in sections, filled on a telephone, then handed in."""
