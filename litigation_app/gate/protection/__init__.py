"""How is a publication protected, beside everything that was printed before?"""
