"""Who is away, who stands in for her, and where nobody does?"""
