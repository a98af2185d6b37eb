"""Numbers that a case of before version 0.3.0 has beside itself become files of its courts, once."""
