"""One form for every kind of record that a file of kinds asks for: questions, answers, their words."""
