"""What `make bench` runs: each figure beside its floor, in one run, as a ratio."""
