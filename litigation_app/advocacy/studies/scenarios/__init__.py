"""Scenarios as people keep them: copies of what ships, changed, compared and put aside."""
