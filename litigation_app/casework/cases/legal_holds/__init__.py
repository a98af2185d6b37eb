"""What obliges us to keep the data of a case or of one client for a time."""
