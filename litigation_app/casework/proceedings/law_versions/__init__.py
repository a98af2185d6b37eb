"""By which version of the rules a proceeding runs, what has changed since, and moving it on."""
