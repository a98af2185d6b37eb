"""Official figures of a new year: typed in by one, checked by another, published as the next vintage."""
