"""What a donor is told: the organisation's own acts, results against targets, and costs. Nothing of a client."""
