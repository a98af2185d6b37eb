"""People of partner organisations who may be the second person of an act, and what they are asked and sign."""
