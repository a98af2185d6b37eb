"""The calendar: hearings and our deadlines by month, week and list."""
