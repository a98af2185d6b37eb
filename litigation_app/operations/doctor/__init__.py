"""What is wrong with this instance, and what is to be typed?"""
