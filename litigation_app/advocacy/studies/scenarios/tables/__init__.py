"""Values of a scenario that are typed in the rows of a small table."""
