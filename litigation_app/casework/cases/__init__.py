"""Cases: what is open, where, by whom; and the list of those that I may see."""
