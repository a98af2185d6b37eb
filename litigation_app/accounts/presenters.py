"""What are the roles called on the screens?"""

from litigation_app.core.access import Role
from litigation_app.core.language import _l

ROLE_NAMES = {
    Role.LAWYER: _l("Lawyer"),
    Role.COORDINATOR: _l("Legal coordinator"),
    Role.ANALYST: _l("Analyst"),
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.AUDITOR: _l("Auditor"),
}
