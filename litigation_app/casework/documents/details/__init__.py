"""What is said of one document: said anew without sending the file again, and newer versions of it."""
