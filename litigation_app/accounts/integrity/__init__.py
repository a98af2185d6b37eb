"""What is not as the desk wrote it: it opens nothing, stands in the access log, and is an alert."""
