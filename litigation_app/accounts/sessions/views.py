"""The door: sign in, sign out, enrol by a one-time link."""

import ipaddress

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from litigation_app.accounts.login import COOKIE
from litigation_app.accounts.models import User
from litigation_app.accounts.people.forms import ROLE_NAMES
from litigation_app.accounts.sessions import actions
from litigation_app.accounts.sessions.forms import EnrolForm, SignInForm
from litigation_app.core.access import May, me, needs, somebody
from litigation_app.core.language import _, _n
from litigation_app.core.web import local_path

bp = Blueprint("sessions", __name__)


@bp.get("/sign-in")
@needs(May.PUBLIC)
def sign_in() -> str | BaseResponse:
    if somebody() is not None:
        return redirect(local_path(request.args.get("next", "")))
    return _page(SignInForm())


@bp.post("/sign-in")
@needs(May.PUBLIC)
def enter() -> tuple[str, int] | BaseResponse:
    form = SignInForm(request.form)
    if not form.validate():
        return _page(form), 422
    typed = actions.Credentials(form.email.data or "", form.password.data or "")
    try:
        token = actions.sign_in(typed, network=_network(), agent=request.user_agent.string)
    except actions.SignInDelayed as closed:
        form.refuse("email", _wait_sentence(closed.seconds))
        return _page(form), 429
    except actions.SignInRefused:
        form.refuse("email", _("This address and this password do not belong together."))
        return _page(form), 422
    return _with_cookie(redirect(local_path(request.args.get("next", "")), code=303), token)


@bp.post("/sign-out")
@needs(May.SIGNED_IN)
def sign_out() -> BaseResponse:
    actions.sign_out(me())
    answer = redirect(url_for("sessions.sign_in", done="signed-out"), code=303)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/enrol/<token>")
@needs(May.PUBLIC)
def enrol(token: str) -> str:
    return render_template("sessions/enrol.html", form=EnrolForm(), person=_enrolling(token))


@bp.post("/enrol/<token>")
@needs(May.PUBLIC)
def finish_enrolment(token: str) -> tuple[str, int] | BaseResponse:
    person = _enrolling(token)
    form = EnrolForm(request.form)
    if not form.validate():
        return render_template("sessions/enrol.html", form=form, person=person), 422
    try:
        actions.enrol(token, password=form.password.data or "")
    except actions.LinkSpent:
        raise NotFound from None
    return redirect(url_for("sessions.sign_in", done="saved"), code=303)


def _wait_sentence(seconds: int) -> str:
    return _n(
        "Too many attempts. Try again in %(num)s second.", "Too many attempts. Try again in %(num)s seconds.", seconds
    )


def _enrolling(token: str) -> User:
    person = actions.enrolling(token)
    if person is None:
        raise NotFound
    return person


def _page(form: SignInForm) -> str:
    demo = current_app.extensions["demo_sign_ins"]
    return render_template(
        "sessions/sign_in.html", form=form, next=request.args.get("next", ""), people=demo, role_names=ROLE_NAMES
    )


def _with_cookie(answer: BaseResponse, token: str) -> BaseResponse:
    answer.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="Lax", path="/")
    return answer


def _network() -> str:
    """The caller's network: /24 of IPv4, /56 of IPv6, so that one house shares one door."""
    address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104  # a missing address, not a binding
    prefix = 24 if address.version == 4 else 56
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
