"""How often does somebody compare names and numbers: written down before anything is compared, and limited by the hour."""
