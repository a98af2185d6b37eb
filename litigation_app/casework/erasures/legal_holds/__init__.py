"""What forbids an erasure for a time."""
