"""Which questions does the command answer, and how are they read?"""
