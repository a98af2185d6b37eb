"""What follows when two people agree to a proposal about a person."""
