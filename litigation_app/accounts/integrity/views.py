"""The page in place of what is not what was sealed, or nothing that the desk writes."""

from collections.abc import Callable

from flask import Blueprint, current_app, g, render_template

from litigation_app import vault
from litigation_app.accounts.integrity import actions
from litigation_app.core.access import me
from litigation_app.core.csrf import typed_texts
from litigation_app.core.db import db
from litigation_app.core.not_as_written import NotAsWritten

bp = Blueprint("integrity", __name__)


@bp.app_errorhandler(NotAsWritten)
def show(broken: NotAsWritten) -> tuple[str, int]:
    """Whoever asked, and for whatever: nothing opened, and it is known."""
    db.session.rollback()
    actions.note(broken.of)
    return render_template("integrity/broken.html", typed=typed_texts()), 409


def noting() -> Callable[[vault.SealBroken], None]:
    """What notes, when the request itself is long over, that a file which she reads does not hold."""
    app, actor = current_app._get_current_object(), me()  # type: ignore[attr-defined]

    def note(broken: vault.SealBroken) -> None:
        with app.app_context():
            g.actor = actor
            actions.note(broken.of)

    return note
