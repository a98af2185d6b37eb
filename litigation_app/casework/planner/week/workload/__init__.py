"""How much each lawyer of an office carries."""
