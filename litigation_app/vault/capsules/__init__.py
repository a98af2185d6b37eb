"""How is what is written of a person sealed, and by which ticket is it opened?"""
