"""How are names and numbers found although none stands in the open?"""
