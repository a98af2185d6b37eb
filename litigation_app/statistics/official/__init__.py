"""Official figures: what the state and others have printed, with source, series and vintage; never suppressed, never mixed."""
