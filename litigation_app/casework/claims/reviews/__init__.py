"""A coordinator's review of claims: the queue, what changed since, approving and giving back."""
