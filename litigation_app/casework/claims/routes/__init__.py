"""Which ways to compensation are open to one victim, until when, and what does each need?"""
