"""How are coded facts of a million people read at once?"""
