"""What courts ordered for the client, and how far it was done."""
