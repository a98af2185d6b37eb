"""One row of a computation: a period of work, a receipt, a finding, and in which steps it comes to its amount."""
