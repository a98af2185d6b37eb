"""Acts about people that take two administrators."""
