"""One act, all that it reaches: a step and the claims that it speaks of, a claim and its lane, hearings that fall away."""
