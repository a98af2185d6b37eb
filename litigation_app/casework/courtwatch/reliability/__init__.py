"""How well do two coders agree? Counted when somebody asks, kept as it was found."""
