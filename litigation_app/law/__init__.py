"""What does the law of each country say? Pure (no database, web or clock); the facts are TOML files."""
