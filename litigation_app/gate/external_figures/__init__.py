"""Numbers that others have published about the same people: typed in by one, checked by another, known to every attacker."""
