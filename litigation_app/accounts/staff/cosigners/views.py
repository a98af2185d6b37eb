"""The pages of outside co-signers: naming one here; and for a partner's: what is asked, and the signed answer."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts.staff.cosigners import actions, presenters, queries
from litigation_app.accounts.staff.cosigners.actions import CosigningRefused, Named, SecondPerson
from litigation_app.accounts.staff.cosigners.forms import CosignerForm, OutsideForm, SentForm, text_of
from litigation_app.accounts.staff.cosigners.rules import Proposed
from litigation_app.accounts.staff.people import presenters as people_words
from litigation_app.accounts.staff.people.actions import PersonRefused
from litigation_app.accounts.staff.proposals import actions as proposing
from litigation_app.core.access import May, me, needs
from litigation_app.core.uploads import is_short
from litigation_app.ledger.settings import settings

bp = Blueprint("cosigners", __name__)
Page = Response | tuple[str, int]


@bp.get("/co-signers/new")
@needs(May.MANAGE_USERS)
def new() -> str:
    return _new(_form())


@bp.post("/co-signers")
@needs(May.MANAGE_USERS)
def name() -> Page:
    form = _form()
    if not form.validate():
        return _new(form), 422
    try:
        is_named = proposing.name_cosigner(me(), _named(form))
    except PersonRefused as refused:
        form.refuse("email", people_words.sentence(refused.reasons[0]))
        return _new(form), 422
    return redirect(url_for("proposals.index", done="cosigner-named" if is_named else "proposed"), code=303)


@bp.get("/co-signing")
@needs(May.COSIGN)
def index() -> str:
    return _page()


@bp.post("/co-signing/requests")
@needs(May.COSIGN)
@is_short
def read() -> str | tuple[str, int]:
    written = text_of(SentForm(request.files).file)
    try:
        return _page(written=written, pairs=presenters.pairs(actions.asked(me(), written)))
    except CosigningRefused as refused:
        return _page(presenters.sentence(refused)), 422


@bp.post("/co-signing/signatures")
@needs(May.COSIGN, fresh=True)
@is_short
def sign() -> Page:
    try:
        answer = actions.sign(me(), request.form.get("written", ""))
    except CosigningRefused as refused:
        return _page(presenters.sentence(refused)), 422
    return _file(answer, "co-signed.txt")


def asked(proposed: Proposed, again: Callable[[str], str], but: UUID | None = None) -> Page:
    """The request for whom she chose, as a file to send; where there is none, the page again with why."""
    try:
        return _file(actions.ask(me(), proposed, OutsideForm(request.form, but=but).chosen), "request.txt")
    except CosigningRefused as refused:
        return again(presenters.sentence(refused)), 422


def brought(proposed: Proposed, carry_out: Callable[[SecondPerson], Page], again: Callable[[str], str]) -> Page:
    """What follows from the answer that she brings; where it does not hold, or no longer, the page again with why."""
    try:
        return carry_out(actions.take(me(), text_of(OutsideForm(request.files).answer), proposed))
    except CosigningRefused as refused:
        return again(presenters.sentence(refused)), 422


def _file(text: str, file_name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(text, mimetype="text/plain", headers=headers)


def _page(refused: str = "", written: str = "", pairs: list[tuple[str, str]] | None = None) -> str:
    given = {"form": SentForm(), "refused": refused, "written": written, "pairs": pairs}
    return render_template("cosigners/index.html", key=str(settings().own_keys[0]), **given)


def _new(form: CosignerForm) -> str:
    return render_template("cosigners/new.html", form=form, key=str(settings().own_keys[0]))


def _form() -> CosignerForm:
    form = CosignerForm(request.form)
    form.offer([one.origin for one in queries.partners()])
    return form


def _named(form: CosignerForm) -> Named:
    partner = next(one for one in queries.partners() if one.origin == form.partner.data)
    return Named(form.name.data or "", form.organisation.data or "", form.email.data or "", partner)
