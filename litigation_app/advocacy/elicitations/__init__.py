"""What experts judge of an uncertain value, each with name, day and reason, and what they say together."""
