"""Objectives: which law or practice is to change, and which cases pursue it."""
