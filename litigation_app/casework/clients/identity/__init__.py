"""A client's entry in a case: her code name and that she is recorded twice."""
