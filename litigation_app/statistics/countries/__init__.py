"""Countries compared: one indicator, the same axis, our own figures and official ones beside each other and never in one series."""
