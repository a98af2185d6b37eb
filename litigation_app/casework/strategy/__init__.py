"""Strategic litigation: what is to change, which cases may change it, and what came of it."""
