"""Which papers of the case prove which head of damage of a claim?"""
