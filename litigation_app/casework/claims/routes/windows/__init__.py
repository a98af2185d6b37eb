"""Until when a way to compensation is open: the window in which it can be taken."""
