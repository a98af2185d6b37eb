"""The door: sign in with both factors, sign out."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from litigation_app.accounts import queries as accounts
from litigation_app.accounts.presenters import ROLE_NAMES
from litigation_app.accounts.rules import HALF_DONE
from litigation_app.accounts.signing_in import login
from litigation_app.accounts.signing_in.factors import presenters as words
from litigation_app.accounts.signing_in.factors import rules
from litigation_app.accounts.signing_in.sessions import actions
from litigation_app.accounts.signing_in.sessions.actions import Browser
from litigation_app.accounts.signing_in.sessions.forms import PasskeySignInForm, SignInForm
from litigation_app.core import clock
from litigation_app.core.access import May, me, needs, or_not_found, somebody
from litigation_app.core.language import _
from litigation_app.core.web import local_path

bp = Blueprint("sessions", __name__)
HALF_COOKIE = "__Host-half"


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
    typed = actions.Credentials(form.email.data or "", form.password.data or "", form.code.data or "")
    try:
        done = actions.sign_in(typed, _browser())
    except actions.SignInDelayed as closed:
        form.refuse("email", words.wait(closed.seconds))
        return _page(form), 429
    except actions.SignInRefused:
        form.refuse("email", _("Address, password and code do not belong together. Take the newest code."))
        return _page(form), 422
    return _to_passkey(done.token) if isinstance(done, actions.Half) else _let_in(done)


@bp.get("/sign-in/passkey")
@needs(May.PUBLIC)
def passkey() -> str | BaseResponse:
    if accounts.half_signed_in(_half()) is None:
        return redirect(url_for("sessions.sign_in", next=request.args.get("next")))
    return _passkey_page(PasskeySignInForm())


@bp.post("/sign-in/passkey/question")
@needs(May.PUBLIC)
def question() -> BaseResponse:
    asked = or_not_found(actions.passkey_question(_half()))
    return Response(asked, mimetype="application/json")


@bp.post("/sign-in/passkey")
@needs(May.PUBLIC)
def enter_by_passkey() -> tuple[str, int] | BaseResponse:
    form = PasskeySignInForm(request.form)
    try:
        done = actions.sign_in_by_passkey(_half(), form.passkey_answer.data or "", _browser())
    except actions.SignInDelayed as closed:
        form.refuse("passkey_answer", words.wait(closed.seconds))
        return _passkey_page(form), 429
    except actions.SignInRefused:
        form.refuse("passkey_answer", _("The passkey was not accepted. Try again, or sign in with a code."))
        return _passkey_page(form), 422
    if done is None:
        return redirect(url_for("sessions.sign_in", next=request.args.get("next")), code=303)
    return _let_in(done)


@bp.post("/sign-out")
@needs(May.SIGNED_IN)
def sign_out() -> BaseResponse:
    actions.sign_out(me())
    answer = redirect(url_for("sessions.sign_in", done="signed-out"), code=303)
    answer.delete_cookie(login.COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.post("/lock")
@needs(May.SIGNED_IN)
def lock() -> BaseResponse:
    actions.lock(me())
    return Response(status=204)


def _page(form: SignInForm) -> str:
    return render_template(
        "sessions/sign_in.html",
        form=form,
        next=request.args.get("next", ""),
        people=words.demo_people(),
        role_names=ROLE_NAMES,
        seconds_left=rules.seconds_left(clock.now()),
    )


def _passkey_page(form: PasskeySignInForm) -> str:
    return render_template("sessions/passkey.html", form=form, next=request.args.get("next", ""))


def _to_passkey(token: str) -> BaseResponse:
    answer = redirect(url_for("sessions.passkey", next=request.args.get("next")), code=303)
    lives = int(HALF_DONE.total_seconds())
    answer.set_cookie(HALF_COOKIE, token, max_age=lives, secure=True, httponly=True, samesite="Lax", path="/")
    return answer


def _let_in(entered: actions.Entered) -> BaseResponse:
    answer = redirect(local_path(request.args.get("next", "")), code=303)
    if request.cookies.get(HALF_COOKIE):
        answer.delete_cookie(HALF_COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    return login.set_cookies(answer, entered)


def _half() -> str:
    return request.cookies.get(HALF_COOKIE, "")


def _browser() -> Browser:
    before = request.cookies.get(login.COOKIE, "")
    return Browser(login.network(), request.user_agent.string, login.known_tokens(), before)
