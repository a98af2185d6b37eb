"""Unlocking a desk that has started without its key."""
