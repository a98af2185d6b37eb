"""The pages of the access log: its entries with the names of those who acted."""
