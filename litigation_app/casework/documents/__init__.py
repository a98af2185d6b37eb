"""Documents of a case: sealed chunk by chunk while they arrive, listed and read while the file stands open."""
