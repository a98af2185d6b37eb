"""A publication in the making: prepared, looked at, agreed to by a second person."""
