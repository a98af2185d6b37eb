"""What was written down about a claim and was a mistake: it remains visible and no longer counts."""
