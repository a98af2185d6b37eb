"""Runs of the fund model: who ran which scenario on which published data, and what came out."""
