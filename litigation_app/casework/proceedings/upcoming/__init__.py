"""What comes next in a case, and until when something must be before the court?"""
