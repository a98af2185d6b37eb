"""What is left on the disk of a person who was erased?"""
