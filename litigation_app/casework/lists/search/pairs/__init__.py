"""Records that may be of one person, or of two who stand against each other: shown, asked about, settled."""
