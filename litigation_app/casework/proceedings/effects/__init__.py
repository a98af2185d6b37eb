"""What does a step say of a claim, and what does an act change?"""
