"""A secret link by which a calendar program reads hearings and days."""
