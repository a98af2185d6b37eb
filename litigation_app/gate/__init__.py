"""The door: what may leave the desk as numbers, checked, agreed by two people, signed."""
