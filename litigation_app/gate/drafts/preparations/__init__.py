"""A publication that is being prepared: long work, with a bar, that waits for whoever asked for it."""
