"""Compensation claims: what a victim asks for, what was said of it in review and in court, what was paid."""
