"""What can a reader compute of the suppressed cells?"""
