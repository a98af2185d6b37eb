"""The last step of proceedings was recorded by mistake: what it wrote elsewhere is shown first, and taken back with it."""
