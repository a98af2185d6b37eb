"""Lists of cases that answer questions: tabs with counts, filters, what comes next, saved views, exports."""
