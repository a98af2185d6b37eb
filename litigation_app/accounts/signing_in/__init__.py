"""Who comes in, by which factors, for how long?"""
