"""The page of a client: her record with all that is recorded of her, and what is still missing."""
