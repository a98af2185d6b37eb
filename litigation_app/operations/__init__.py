"""What does an operator do to a whole instance: backup, restore, doctor, residue?"""
