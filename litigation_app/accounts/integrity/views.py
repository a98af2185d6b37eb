"""The page in place of what is not what was sealed."""

from collections.abc import Iterator

from flask import Blueprint, Flask, current_app, g, render_template

from litigation_app import vault
from litigation_app.accounts.integrity import actions
from litigation_app.core.access import Actor, me
from litigation_app.core.db import db

bp = Blueprint("integrity", __name__)


@bp.app_errorhandler(vault.SealBroken)
def show(broken: vault.SealBroken) -> tuple[str, int]:
    """Whoever asked, and for whatever: nothing opened, and it is known."""
    db.session.rollback()
    actions.note(broken.of)
    return render_template("integrity/broken.html"), 409


def streamed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces of a sealed file. At one that does not hold the answer, which has begun, breaks off; that it did is noted."""
    return _streamed(pieces, current_app._get_current_object(), me())  # type: ignore[attr-defined]


def _streamed(pieces: Iterator[bytes], app: Flask, actor: Actor) -> Iterator[bytes]:
    try:
        yield from pieces
    except vault.SealBroken as broken:
        with app.app_context():  # the request's own is gone
            g.actor = actor
            actions.note(broken.of)
        raise
