"""A field of a scenario's form: how its kind of value is typed, what was meant, and why it cannot be used."""
