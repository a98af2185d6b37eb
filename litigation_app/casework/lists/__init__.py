"""What is found among many: lists of cases, lists of claims, persons by name or number."""
