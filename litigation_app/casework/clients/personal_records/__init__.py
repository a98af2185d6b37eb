"""What is known of a client beside her record: consent, guardian, contact rules, danger, abroad. Sealed under her own key."""
