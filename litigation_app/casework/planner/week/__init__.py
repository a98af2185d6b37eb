"""The week of an office for the coordinator's Monday meeting, in coded words."""
