"""What happened in a case, of all kinds, the newest first."""
