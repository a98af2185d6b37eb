"""A run of the fund model that is under way: long work, with a bar, that waits for whoever asked for it."""
