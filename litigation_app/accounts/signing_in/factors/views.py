"""Her own sign-in: second factors, recovery codes, where she is signed in; and the page that asks her again."""

from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from litigation_app.accounts import queries as accounts
from litigation_app.accounts.signing_in import login
from litigation_app.accounts.signing_in.enrolment.forms import ChangeForm
from litigation_app.accounts.signing_in.factors import actions, queries
from litigation_app.accounts.signing_in.factors import presenters as words
from litigation_app.accounts.signing_in.factors.actions import Asked, FactorRefused, Shown
from litigation_app.accounts.signing_in.factors.forms import AppForm, PasskeyForm, StepUpForm
from litigation_app.accounts.signing_in.passkeys import Owner
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.signing_in.step_up import actions as step_up_of
from litigation_app.core import csrf
from litigation_app.core.access import SAFE_METHODS, May, me, needs, or_not_found
from litigation_app.core.db import FORM_NUMBER
from litigation_app.core.language import _
from litigation_app.core.web import local_path

bp = Blueprint("factors", __name__, url_prefix="/me")
NOT_CARRIED = csrf.NOT_TYPED - {FORM_NUMBER} | {"second_factor", "second_answer"}  # no password lies in a page


def ask_again() -> BaseResponse | None:
    """None where she has shown her second factor lately, or shows it in this very request; else the page that asks for it."""
    actor, form = me(), StepUpForm(request.form)
    if login.has_stepped_up() or actor.session_id is None:
        return None
    shown = Shown(form.second_factor.data or "", form.second_answer.data or "")
    if request.method in SAFE_METHODS or not (any(shown) or "second_factor" in request.form):
        return _asking(StepUpForm(), 403)
    if not any(shown):
        form.refuse("second_factor", _("Write the six digits that your app shows now, or a recovery code."))
        return _asking(form, 422)
    try:
        login.renew(step_up_of.step_up(actor, actor.session_id, shown))
    except sessions.SignInDelayed as closed:
        form.refuse("second_factor", words.wait(closed.seconds))
        return _asking(form, 429)
    except sessions.SignInRefused:
        form.refuse("second_factor", _("This is not right, or it was used already. Take the newest code."))
        return _asking(form, 422)
    return None


def _asking(form: StepUpForm, status: int) -> BaseResponse:
    """What she had typed goes along, so that the act goes on as soon as she has shown that it is she."""
    is_page = request.method in SAFE_METHODS
    page = render_template(
        "factors/ask_again.html",
        form=form,
        action=url_for("factors.step_up", next=request.full_path.rstrip("?")) if is_page else request.full_path,
        carried=[] if is_page else [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_CARRIED],
        has_files=bool(request.files),
        has_passkey=queries.has_passkey(me().id),
        demo_person=words.demo_person(me().email),
    )
    return make_response(page, status)


@bp.post("/step-up")
@needs(May.SIGNED_IN, fresh=True)
def step_up() -> BaseResponse:
    return redirect(local_path(request.args.get("next", "")), code=303)


@bp.post("/passkeys/question")
@needs(May.SIGNED_IN)
def question() -> BaseResponse:
    return Response(actions.question(me().id, step_up_of.asked_again(me())), mimetype="application/json")


@bp.get("/security")
@needs(May.SIGNED_IN)
def index() -> str:
    return _page()


@bp.get("/app")
@needs(May.SIGNED_IN, fresh=True)
def app() -> str:
    return _app_page(AppForm(draft=actions.draft_app(me().id, to=actions.app_form(me()))))


@bp.post("/app")
@needs(May.SIGNED_IN, fresh=True)
def replace_app() -> tuple[str, int] | BaseResponse:
    form = AppForm(request.form)
    if form.validate():
        try:
            actions.replace_app(me(), form.draft.data or "", form.code.data or "")
            return _back()
        except FactorRefused as refused:
            form.refuse("code", words.refusal(refused.reason))
    return _app_page(form), 422


@bp.post("/app/removal")
@needs(May.SIGNED_IN, fresh=True)
def remove_app() -> tuple[str, int] | BaseResponse:
    try:
        actions.remove_app(me())
    except FactorRefused as refused:
        return _page(refused=words.refusal(refused.reason)), 422
    return _back()


@bp.get("/password")
@needs(May.SIGNED_IN, fresh=True)
def password() -> str:
    return render_template("factors/password.html", form=ChangeForm())


@bp.post("/password")
@needs(May.SIGNED_IN, fresh=True)
def change_password() -> tuple[str, int] | BaseResponse:
    form = ChangeForm(request.form)
    form.known_of_her = accounts.known_of(me().id)
    if form.validate():
        try:
            sessions.change_password(me(), current=form.current.data or "", chosen=form.password.data or "")
            return _back()
        except sessions.SignInDelayed as closed:
            form.refuse("current", words.wait(closed.seconds))
        except sessions.SignInRefused:
            form.refuse("current", _("This is not your password until now."))
    return render_template("factors/password.html", form=form), 422


@bp.get("/passkeys/new")
@needs(May.SIGNED_IN, fresh=True)
def new_passkey() -> str:
    return render_template("factors/passkey.html", form=PasskeyForm())


@bp.post("/passkeys/invitation")
@needs(May.SIGNED_IN, fresh=True)
def invite() -> BaseResponse:
    owner = Owner(me().id, me().email, me().name)
    return Response(actions.invitation(owner, _new_passkey()), mimetype="application/json")


@bp.post("/passkeys")
@needs(May.SIGNED_IN, fresh=True)
def add_passkey() -> tuple[str, int] | BaseResponse:
    form = PasskeyForm(request.form)
    if form.validate():
        try:
            actions.add_passkey(
                me(), form.passkey_answer.data or "", name=form.passkey_name.data or "", asked=_new_passkey()
            )
            return _back()
        except FactorRefused as refused:
            form.refuse("passkey_name", words.refusal(refused.reason))
    return render_template("factors/passkey.html", form=form), 422


@bp.post("/passkeys/<uuid:passkey_id>/removal")
@needs(May.SIGNED_IN, fresh=True)
def remove_passkey(passkey_id: UUID) -> tuple[str, int] | BaseResponse:
    passkey = or_not_found(queries.passkey_of(me().id, passkey_id))
    try:
        actions.remove_passkey(me(), passkey)
    except FactorRefused as refused:
        return _page(refused=words.refusal(refused.reason)), 422
    return _back()


@bp.post("/recovery-codes")
@needs(May.SIGNED_IN, fresh=True)
def renew_recovery_codes() -> tuple[str, int]:
    return words.sheet_page(actions.renew_recovery_codes(me()), is_new_here=False), 201


@bp.post("/sessions/<uuid:session_id>/end")
@needs(May.SIGNED_IN)
def end_session(session_id: UUID) -> BaseResponse:
    session = or_not_found(next((one for one in accounts.sessions_of(me().id) if one.id == session_id), None))
    sessions.end(me(), session)
    return _back()


@bp.post("/sessions/others/end")
@needs(May.SIGNED_IN)
def end_others() -> BaseResponse:
    sessions.end_others(me())
    return _back()


@bp.post("/alert/reading")
@needs(May.SIGNED_IN)
def read_alert() -> BaseResponse:
    sessions.note_alert_read(me())
    return _back()


def _new_passkey() -> Asked:
    return Asked("new_passkey", str(me().session_id))


def _back() -> BaseResponse:
    return redirect(url_for("factors.index", done="sign-in-changed"), code=303)


def _app_page(form: AppForm) -> str:
    """The picture belongs to the secret that the form carries; where that is gone, a new one."""
    try:
        drafted = actions.open_draft(me().id, form.draft.data or "", to=actions.app_form(me()))
    except FactorRefused:
        form.draft.data = actions.draft_app(me().id, to=actions.app_form(me()))
        drafted = actions.open_draft(me().id, form.draft.data, to=actions.app_form(me()))
    shown = words.for_app(bytes.fromhex(drafted["secret"]), me().email)
    return render_template("factors/app.html", form=form, app=shown)


def _page(refused: str | None = None) -> str:
    return render_template(
        "factors/index.html",
        factors=queries.factors_of(me().id),
        sessions=accounts.sessions_of(me().id),
        here=me().session_id,
        refused=refused,
    )
