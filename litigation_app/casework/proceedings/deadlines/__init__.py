"""Deadlines one by one: which holiday moved them, whether they were kept, why one was missed."""
