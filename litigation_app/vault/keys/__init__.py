"""Where do the keys come from, who holds them, and what becomes of each?"""
