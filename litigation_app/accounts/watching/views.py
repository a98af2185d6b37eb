"""What a monitor asks: how the desk is, in numbers that say nothing of a person."""

import hmac

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from litigation_app.accounts.watching import queries
from litigation_app.accounts.watching.rules import written
from litigation_app.core.access import May, needs

bp = Blueprint("watching", __name__)


@bp.get("/metrics")
@needs(May.MACHINE)
def metrics() -> Response:
    config = current_app.extensions["config"]
    shown = request.authorization.token or "" if request.authorization else ""
    if not config.metrics_token or not hmac.compare_digest(shown.encode(), config.metrics_token.encode()):
        raise NotFound
    return Response(written(queries.measures(config)), mimetype="text/plain; version=0.0.4")
