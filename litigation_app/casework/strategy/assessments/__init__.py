"""Whether a case is taken for a strategic aim: scored, with the client's consent and risk as a gate, done anew at each instance."""
