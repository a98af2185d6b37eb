"""The number at the bell: how many reminders are new to her?"""
