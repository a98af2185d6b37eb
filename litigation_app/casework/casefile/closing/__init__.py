"""The page on which a case is closed: what is still open in it, why it is closed, and opening it again."""
