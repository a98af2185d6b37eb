"""Who reviews for a coordinator who is away?"""
