"""Finding a person by name or number among the records that one may see, and persons who share a number."""
