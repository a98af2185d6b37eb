"""What is too slow for every change: mutants that a test must kill, long fuzzing, many kills. `make deep` runs it all."""
