"""The sections of a scenario's form: which values each shows, and what each is called."""
