"""What may be counted about the people of the caseload: coded facts, the one thing of this house that the gate may read."""
