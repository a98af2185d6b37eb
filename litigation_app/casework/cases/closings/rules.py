"""Why is a case closed or opened again? Pure."""

REASONS = ("finished", "client_ended", "handed_on", "no_contact", "mistake", "other")
REASONS_TO_REOPEN = ("new_proceedings", "client_back", "money", "mistake", "other")
