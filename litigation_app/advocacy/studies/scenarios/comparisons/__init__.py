"""Two scenarios, or two estimates, side by side."""
