"""Foreign files are parsed by a process that can open nothing."""
