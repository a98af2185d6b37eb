"""When did the office close a case, and open it again? An act of the office, never a step of a court."""
