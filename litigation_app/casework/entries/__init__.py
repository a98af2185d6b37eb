"""A client's entry in a case: her code name, that she is recorded twice, that she was added by mistake."""
