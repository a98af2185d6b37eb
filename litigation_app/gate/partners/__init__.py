"""Partners: whose signed bundles are believed, and which of them came."""
