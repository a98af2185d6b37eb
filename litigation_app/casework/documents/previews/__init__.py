"""Looking at a paper inside the desk, page by page, without leaving anything on the reader's computer."""
