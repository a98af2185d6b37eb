"""E-mails as documents: what they say, as text. Runs only inside the reader of documents."""
