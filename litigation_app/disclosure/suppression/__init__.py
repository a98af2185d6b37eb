"""Which cells are suppressed, so that no reader comes closer than the protection interval, at the least loss?"""
