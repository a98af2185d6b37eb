"""Which rows does the database itself show to whom?"""
