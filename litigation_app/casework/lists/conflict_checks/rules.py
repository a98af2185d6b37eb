"""What can a coordinator answer to whoever checked a name? Pure."""

CONFLICT, NONE, TALK, IN_PERSON = "conflict", "none", "talk", "in_person"
ANSWERS = (CONFLICT, NONE, TALK, IN_PERSON)
TOLD = (CONFLICT, NONE, TALK)  # by the desk; the other one the coordinator tells her herself, and the desk is silent
