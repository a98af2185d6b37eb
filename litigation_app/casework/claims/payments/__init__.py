"""Money on its way to a client: in which instalments it is to come, which of them came, and each payment."""
