"""What became of a decision on a claim: appealed, upheld, changed, quashed, final."""
