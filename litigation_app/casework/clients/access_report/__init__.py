"""Who opened a victim's record: what she may be told about it, on the screen and on paper."""
