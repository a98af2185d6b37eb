"""How much is owed on a day: default interest, payments, earnings, amounts in words. Pure functions over data files with their sources."""
