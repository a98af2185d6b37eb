"""The first page of whoever prepares publications: what the gate asks for, and figures from the shelf and from kept estimates."""
