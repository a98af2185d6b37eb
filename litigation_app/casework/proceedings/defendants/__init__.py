"""The accused of a case: a letter in the open, the name sealed in the file."""
