"""The pages behind a one-time link: password, second factor, recovery codes."""

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from litigation_app.accounts import queries as accounts
from litigation_app.accounts.models import User
from litigation_app.accounts.signing_in import login
from litigation_app.accounts.signing_in.enrolment import actions
from litigation_app.accounts.signing_in.enrolment.forms import EnrolForm, FactorForm
from litigation_app.accounts.signing_in.factors import presenters as words
from litigation_app.accounts.signing_in.factors.actions import FactorRefused, Shown
from litigation_app.accounts.signing_in.sessions.actions import Browser
from litigation_app.core.access import May, needs
from litigation_app.core.language import _

bp = Blueprint("enrolment", __name__, url_prefix="/enrol/<token>")


@bp.get("")
@needs(May.PUBLIC)
def start(token: str) -> str:
    person = _enrolling(token)
    return _password_page(token, person, _password_form(person))


@bp.post("")
@needs(May.PUBLIC)
def choose_password(token: str) -> str | tuple[str, int]:
    person = _enrolling(token)
    form = _password_form(person)
    form.known_of_her = accounts.known_of(person.id)
    if not form.validate():
        return _password_page(token, person, form), 422
    try:
        drafted = actions.draft(token, person, password=form.password.data or "", words=form.said)
    except actions.WordsDelayed as closed:
        form.refuse("words", words.wait(closed.seconds))
        return _password_page(token, person, form), 429
    except actions.WordsRefused:
        form.refuse("words", _("These are not the words that belong to this link. Ask the administrator again."))
        return _password_page(token, person, form), 422
    return _factor_page(token, person, FactorForm(draft=drafted))


@bp.post("/passkey")
@needs(May.PUBLIC)
def invite(token: str) -> BaseResponse:
    return Response(actions.invitation(token, _enrolling(token)), mimetype="application/json")


@bp.post("/factor")
@needs(May.PUBLIC)
def finish(token: str) -> str | tuple[str, int] | BaseResponse:
    person, form = _enrolling(token), FactorForm(request.form)
    if not form.validate():
        return _factor_page(token, person, form), 422
    shown = Shown(form.code.data or "", form.passkey_answer.data or "")
    name, drafted = form.passkey_name.data or _("Passkey"), form.draft.data or ""
    browser = Browser(login.network(), request.user_agent.string, login.known_tokens())
    try:
        done = actions.enrol(token, person, drafted, shown, passkey_name=name, browser=browser)
    except FactorRefused as refused:
        return _refused(token, person, form, refused.reason), 422
    page = words.sheet_page(done.recovery_codes, is_new_here=True)
    return login.set_cookies(make_response(page, 201), done.entered)


@bp.errorhandler(actions.LinkSpent)
def spent(_refused: actions.LinkSpent) -> tuple[str, int]:
    """One page for a link that was used, has run out, was replaced, or never was one."""
    return render_template("enrolment/spent.html"), 404


def _refused(token: str, person: User, form: FactorForm, reason: str) -> str:
    if reason == "draft":
        start_again = _password_form(person)
        start_again.refuse("password", _("This page stood open too long. Choose the password again."))
        return _password_page(token, person, start_again)
    form.refuse("passkey_name" if reason == "passkey" else "code", words.refusal(reason))
    return _factor_page(token, person, form)


def _factor_page(token: str, person: User, form: FactorForm) -> str:
    try:
        secret = actions.secret_of(token, person, form.draft.data or "")
    except FactorRefused as refused:
        return _refused(token, person, form, refused.reason)
    app = words.for_app(secret, person.email)
    return render_template("enrolment/factor.html", form=form, person=person, token=token, app=app)


def _enrolling(token: str) -> User:
    person = actions.enrolling(token)
    if person is None:
        raise actions.LinkSpent
    return person


def _password_form(person: User) -> EnrolForm:
    form = EnrolForm(request.form)
    if person.enrolment_word_hash is None:
        del form.words
    return form


def _password_page(token: str, person: User, form: EnrolForm) -> str:
    return render_template("enrolment/password.html", form=form, person=person, token=token)
