"""A lawyer with a case whose file stands open, and whoever keeps the database behind her back."""

from documents_sent import beginning, case_id, lawyer, open_case  # noqa: F401  # fixtures
