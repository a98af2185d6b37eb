"""Administration of the people who sign in."""
