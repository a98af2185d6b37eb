"""What is said of one paper: said anew without sending the file again, and newer versions of it."""
