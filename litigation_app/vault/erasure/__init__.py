"""How does a key vanish for good, and what is not brought back?"""
