"""What backups, restores and looks after them stand on: the machine of the desk, another one, and a lawyer with papers."""

from continuity import back_up, machine, new_machine, newer, offline  # noqa: F401  # fixtures
from documents_sent import beginning, case_id, lawyer, open_case  # noqa: F401  # fixtures
