"""The one page of a desk that has started locked; there is no such page while the desk is open."""

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from litigation_app.accounts.signing_in import login
from litigation_app.accounts.signing_in.factors import presenters as words
from litigation_app.accounts.signing_in.unlocking import actions
from litigation_app.accounts.signing_in.unlocking.forms import UnlockForm
from litigation_app.accounts.watching import queries as watching
from litigation_app.core.access import May, needs
from litigation_app.core.language import _
from litigation_app.core.locked import DeskLocked

bp = Blueprint("unlocking", __name__)

RETRY_SECONDS = 60
NEEDS_NOTHING = frozenset({"healthz", "static"})  # no open desk, no database
OPEN_WHILE_LOCKED = frozenset({"language", "unlocking.show", "unlocking.unlock", "watching.metrics"})


def install(app: Flask) -> None:
    """Before anything else of a request: are there keys? Without them only a few pages answer; the others, all alike, do not."""
    app.before_request(_stay_locked)


def _stay_locked() -> BaseResponse | None:
    actions.refresh()
    if request.endpoint in NEEDS_NOTHING:
        return None
    is_asked = request.endpoint == "readyz"
    if not actions.is_locked():
        why_not = watching.why_not_ready(current_app.extensions["config"]) if is_asked else None
        return None if why_not is None else _not_ready(why_not)
    if request.endpoint in OPEN_WHILE_LOCKED:
        return None
    if is_asked:
        return _not_ready("locked")
    raise DeskLocked(retry_after=RETRY_SECONDS)


def _not_ready(why: str) -> BaseResponse:
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return Response(f"{why}\n", status=503, mimetype="text/plain", headers=headers)


@bp.get("/unlock")
@needs(May.PUBLIC)
def show() -> str:
    return _page(_form())


@bp.post("/unlock")
@needs(May.PUBLIC)
def unlock() -> tuple[str, int] | BaseResponse:
    form = _form()
    if not form.is_complete():
        return _page(form), 422
    typed = {"means": form.chosen, "secret": form.typed}
    try:
        actions.unlock(form.email.data or "", form.password.data or "", **typed, network=login.network())
    except actions.UnlockDelayed as closed:
        form.refuse("email", words.wait(closed.seconds))
        return _page(form), 429
    except actions.UnlockRefused:
        form.refuse("email", _("Address, password and secret do not open the desk together."))
        return _page(form), 422
    return redirect(url_for("sessions.sign_in", done="unlocked"), code=303)


def _form() -> UnlockForm:
    """The form, while the desk is locked; otherwise the answer of a page that does not exist."""
    if not actions.is_locked():
        raise NotFound
    form = UnlockForm(request.form)
    form.offer(actions.means())
    return form


def _page(form: UnlockForm) -> str:
    form.forget()
    return render_template("unlocking/unlock.html", form=form)
