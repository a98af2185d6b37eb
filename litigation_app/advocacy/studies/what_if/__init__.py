"""What if: values of an estimate that a reader moves, and the six figures then."""
