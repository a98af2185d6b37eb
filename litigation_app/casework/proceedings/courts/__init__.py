"""Which court, prosecution or person has a proceeding in hand, since when, and under which number."""
