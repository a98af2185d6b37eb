"""What is to be done, when and by whom: calendar, tasks, notes, reminders, week, today, the team of a case."""
