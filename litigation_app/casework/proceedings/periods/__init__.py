"""The periods that a step starts, keeps and ends."""
