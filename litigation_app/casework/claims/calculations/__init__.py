"""How is the amount of a row of a claim computed, and what does it rest on? Sealed under her own key."""
