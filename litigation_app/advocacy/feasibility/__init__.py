"""The feasibility study and the fiscal form of a run: one neutral document, every number in it bound to the run."""
