"""Access to a case in an emergency: it begins with a reason, ends within an hour, alerts at once, and is reviewed."""
