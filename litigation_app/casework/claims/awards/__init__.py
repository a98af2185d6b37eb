"""What was awarded for each kind of damage, against whom, and what is still owed of it."""
