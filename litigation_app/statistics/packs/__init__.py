"""Packs: the tables that GRETA, UNODC, the EU and IOM ask for, in their order, filled from what is published."""
