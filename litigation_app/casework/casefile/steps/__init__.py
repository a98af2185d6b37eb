"""Record a step: the pages on which steps, deadlines and other proceedings are entered, with all that follows from it."""
