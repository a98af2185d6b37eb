"""What was written down about a claim and was a mistake: it stays in sight and counts no more."""
