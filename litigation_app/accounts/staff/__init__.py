"""Who works here, in which role and office, and who agreed to it?"""
