"""What changed, with our part in it: claimed first, verified by a second person with evidence."""
