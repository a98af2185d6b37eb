"""What would a compensation fund cost: the pure engine (numbers in, numbers out; no web, no database, no person)."""
