"""Whatever a step says was written down wrongly: its day, service, outcome and note are corrected, and what stood there remains visible."""
