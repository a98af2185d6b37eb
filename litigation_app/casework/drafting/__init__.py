"""Papers that the desk writes from the file: powers of attorney, claims, motions, in the language of the country's courts."""
