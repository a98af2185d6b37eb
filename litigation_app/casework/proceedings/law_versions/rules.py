"""Which words say what differs, and may a proceeding be moved on to newer rules? Pure."""

from litigation_app.law.country import Jurisdiction
from litigation_app.law.words import spoken, tables_beside


class RepinRefused(Exception):
    """The newer rules do not know these proceedings, or not the stage where they stand."""


def say(kind: str, code: str, language: str) -> str:
    """A code of changes.toml in words; one that has none comes back as it is."""
    return spoken(tables_beside(__file__, "changes.toml")[kind], code, language)


def require_known(law: Jurisdiction, procedure: str, forum: str | None, stage: str) -> None:
    """Raise RepinRefused unless these rules know the proceedings, as they are before these courts, and the stage."""
    is_known = any(one.id == procedure for one in law.procedures)
    if not is_known or not law.procedure(procedure, forum).has(stage):
        raise RepinRefused
