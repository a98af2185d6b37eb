"""Who works on a case: assignments, walls, access in an emergency, cases of a colleague who leaves."""
