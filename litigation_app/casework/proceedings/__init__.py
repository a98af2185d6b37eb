"""Where does each proceeding of a case stand, what was done in it, and what is due?"""
