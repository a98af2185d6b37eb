"""Notes of a case: calls, meetings, research. Sealed, struck but never deleted, read in the opened file."""
