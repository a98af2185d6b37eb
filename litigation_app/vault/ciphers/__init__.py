"""With which ciphers are bytes and files sealed? Nothing else of the house knows them."""
