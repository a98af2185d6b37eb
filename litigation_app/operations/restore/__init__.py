"""How does an instance come back from a backup?"""
