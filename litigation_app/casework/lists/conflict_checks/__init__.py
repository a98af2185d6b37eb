"""Who checked a name for a conflict of interest where she sees no case, and what is she answered?"""
