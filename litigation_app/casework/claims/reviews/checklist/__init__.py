"""What is still to be looked at before a claim is approved."""
