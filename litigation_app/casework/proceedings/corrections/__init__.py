"""What did a step say before it was corrected?"""
