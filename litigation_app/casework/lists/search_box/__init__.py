"""What is typed into the box above every page: names and numbers of cases, clients and courts."""
