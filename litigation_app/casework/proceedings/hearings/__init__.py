"""Hearings: the days in court, who must come, and what came of them."""
