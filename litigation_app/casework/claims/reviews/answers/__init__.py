"""What was done about each reason for which a claim was returned."""
