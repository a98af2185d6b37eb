"""Looking at a document inside the desk, page by page, without leaving anything on the reader's computer."""
