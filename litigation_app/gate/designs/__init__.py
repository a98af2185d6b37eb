"""Which tables does a publication print, from which records?"""
