"""Results for victims that a grant promised: read from published data and from nothing else."""
