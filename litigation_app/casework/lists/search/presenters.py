"""How is it said that somebody has used up her searches?"""
