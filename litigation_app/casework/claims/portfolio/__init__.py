"""How far do the claims of all clients come, from what is claimed to what is paid?"""
