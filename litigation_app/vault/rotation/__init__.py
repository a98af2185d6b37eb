"""How are all keys wrapped anew while people work?"""
