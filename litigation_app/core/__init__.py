"""What every room stands on: access, database, forms, web, words, time and money."""
