"""What is recorded of a case beside its steps: protection, testimony, charges, custody, legal aid. The kinds are data."""
