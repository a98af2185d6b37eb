"""Whom do we represent: her record, her identity, who looked at it?"""
