"""The pages on which official figures of a new year are typed in, checked and published."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.core import stood
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _
from litigation_app.core.uploads import takes_files
from litigation_app.gate.forms import COUNTRIES
from litigation_app.gate.official import actions, forms, presenters, queries, rules
from litigation_app.gate.official.forms import CorrectedForm, FiguresForm, FileForm, MoreForm, ReturnForm, SourceForm
from litigation_app.gate.official.models import OfficialDraft, OfficialState
from litigation_app.statistics.official import queries as shelves
from litigation_app.statistics.official.reading import COLUMNS, MOST_BYTES, FileRefused
from litigation_app.statistics.releases.presenting import edition

Page = tuple[str, int]
bp = Blueprint("official", __name__, url_prefix="/publishing/official")


@bp.get("/")
@needs(May.DRAFT_RELEASE)
def index() -> str:
    return _index()


@bp.post("/shipped")
@needs(May.DRAFT_RELEASE)
def take_shipped() -> Response:
    actions.propose_shipped(me(), *_shelf())
    return redirect(url_for("official.index", done="official-shipped"), code=303)


@bp.post("/files")
@needs(May.DRAFT_RELEASE)
@takes_files
def take_file() -> tuple[str, int] | Response:
    form, there = FileForm(request.files), None
    try:
        if form.stream is None:
            form.refuse("figures", _("Choose a file."))
        else:
            actions.from_file(me(), form.stream.read(MOST_BYTES + 1), *_shelf())
    except FileRefused as refused:
        form.refuse("figures", " ".join(presenters.not_read(refused)))
    except actions.OfficialRefused as refused:
        form.refuse("figures", presenters.refused(refused))
        there = _in_the_way(refused)
    if form.is_refused:
        return _index(form, there), 422
    return redirect(url_for("official.index", done="official-taken"), code=303)


@bp.get("/new")
@needs(May.DRAFT_RELEASE)
def new() -> str:
    return _asking(_source_form())


@bp.post("/")
@needs(May.DRAFT_RELEASE)
def begin() -> tuple[str, int] | Response:
    form = _source_form()
    if not form.validate():
        return _asking(form), 422
    try:
        draft = actions.begin_year(me(), form, *_shelf())
    except actions.OfficialRefused as refused:
        form.refuse("country", presenters.refused(refused))
        return _asking(form, _in_the_way(refused)), 422
    return redirect(url_for("official.fill", draft_id=draft.id), code=303)


@bp.get("/<uuid:draft_id>")
@needs(May.DRAFT_RELEASE)
def show(draft_id: UUID) -> str:
    return _page(queries.get(draft_id))


@bp.get("/<uuid:draft_id>/figures")
@needs(May.DRAFT_RELEASE)
def fill(draft_id: UUID) -> str:
    draft = queries.get(draft_id)
    return _filling(draft, FiguresForm.of(queries.lines(draft), draft.row_version), _more(draft))


@bp.post("/<uuid:draft_id>/figures")
@needs(May.DRAFT_RELEASE)
def save(draft_id: UUID) -> tuple[str, int] | Response:
    draft = queries.get(draft_id)
    form = FiguresForm(request.form)
    shown_next = url_for("official.show", draft_id=draft_id, done="official-saved")
    return _keep(draft, form, form.read(queries.lines(draft)), _more(draft)) or redirect(shown_next, code=303)


@bp.post("/<uuid:draft_id>/lines")
@needs(May.DRAFT_RELEASE)
def add(draft_id: UUID) -> tuple[str, int] | Response:
    draft = queries.get(draft_id)
    form, more = FiguresForm(request.form), _more(draft, request.form)
    lines = form.read(queries.lines(draft))
    is_asked = more.validate()
    if is_asked and lines is not None:
        lines.append(rules.like(lines[0], *more.asked()))
    refused = _keep(draft, form, lines if is_asked else None, more)
    return refused or redirect(url_for("official.fill", draft_id=draft_id), code=303)


@bp.get("/<uuid:draft_id>/sources/<code>")
@needs(May.DRAFT_RELEASE)
def source(draft_id: UUID, code: str) -> str:
    draft = queries.get(draft_id)
    return _correcting(draft, code, CorrectedForm.of(queries.source(draft, code)))


@bp.post("/<uuid:draft_id>/sources/<code>")
@needs(May.DRAFT_RELEASE)
def correct_source(draft_id: UUID, code: str) -> tuple[str, int] | Response:
    draft, form = queries.get(draft_id), CorrectedForm(request.form)
    old = queries.source(draft, code)
    if not form.validate():
        return _correcting(draft, code, form), 422
    right = form.source(old.publisher)
    return _done(draft, lambda one: actions.correct_source(me(), one, code, right), "official-saved")


@bp.post("/<uuid:draft_id>/handing-over")
@needs(May.DRAFT_RELEASE)
def hand_over(draft_id: UUID) -> tuple[str, int] | Response:
    return _done(queries.get(draft_id), lambda one: actions.hand_over(me(), one), "official-handed")


@bp.post("/<uuid:draft_id>/return")
@needs(May.DRAFT_RELEASE)
def send_back(draft_id: UUID) -> tuple[str, int] | Response:
    form = ReturnForm(request.form)
    draft = queries.get(draft_id)
    if not form.validate():
        return _page(draft, _("Say what is wrong with the figures.")), 422
    return _done(draft, lambda one: actions.send_back(me(), one, form.why.data or ""), "official-returned")


@bp.post("/<uuid:draft_id>/taking-back")
@needs(May.DRAFT_RELEASE)
def take_back(draft_id: UUID) -> tuple[str, int] | Response:
    return _done(queries.get(draft_id), lambda one: actions.take_back(me(), one), "official-taken-back")


@bp.post("/<uuid:draft_id>/renewal")
@needs(May.DRAFT_RELEASE)
def renew(draft_id: UUID) -> tuple[str, int] | Response:
    draft = queries.get(draft_id)
    latest, _held = queries.before(*_shelf(), draft.country)
    name = edition((draft.country,), shelves.number_after(latest))
    return _done(draft, lambda one: actions.rebase(me(), one, latest.id if latest else "", name), "official-saved")


@bp.post("/<uuid:draft_id>/discarding")
@needs(May.DRAFT_RELEASE)
def drop(draft_id: UUID) -> tuple[str, int] | Response:
    return _done(queries.get(draft_id), lambda one: actions.drop(me(), one), "official-dropped")


@bp.post("/<uuid:draft_id>/approval")
@needs(May.APPROVE_RELEASE)
def approve(draft_id: UUID) -> tuple[str, int] | Response:
    on_shelf, trusted = _shelf()
    desk = {"on_shelf": on_shelf, "trusted": trusted, "signer": current_app.extensions["release_signer"]}
    desk |= {"seen": stood.sent()}
    return _done(queries.get(draft_id), lambda one: actions.approve(me(), one, **desk), "official-published")


def _in_the_way(refused: actions.OfficialRefused) -> OfficialDraft | None:
    """The draft that has to be finished first; whoever drafts publications may see it."""
    return queries.open_of(refused.of) if refused.reason == "under_way" else None


def _done(draft: OfficialDraft, act: Callable[[OfficialDraft], Any], code: str) -> tuple[str, int] | Response:
    refused = _refusal(draft, act)
    return refused or redirect(url_for("official.show", draft_id=draft.id, done=code), code=303)


def _keep(draft: OfficialDraft, form: FiguresForm, lines: Sequence[rules.Line] | None, more: MoreForm) -> Page | None:
    """Save what was typed (None: something is wrong with it); the form again, with all that was typed, where it cannot be."""
    try:
        if lines is None:
            actions.require_same(draft, form.version())
            return _filling(draft, form, more), 422
        actions.save(me(), draft, lines, row_version=form.version())
    except actions.OfficialRefused as refused:
        form.refresh(queries.lines(draft), draft.row_version)
        return _filling(draft, form, more, presenters.refused(refused)), 409
    return None


def _refusal(draft: OfficialDraft, act: Callable[[OfficialDraft], Any]) -> tuple[str, int] | None:
    """Do it; the page with the refusal where it cannot be done."""
    try:
        act(draft)
    except stood.Changed:
        return _page(draft, stood.sentence()), 409
    except actions.OfficialRefused as refused:
        return _page(draft, presenters.refused(refused)), 409 if refused.reason == "disk" else 422
    return None


def _shelf() -> tuple[Any, Any]:
    return current_app.extensions["shelf"], current_app.extensions["trusted_keys"]


def _source_form() -> SourceForm:
    form = SourceForm(request.form, country=_country())
    form.offer(queries.known_sources(*_shelf(), form.country.data or ""))
    return form


def _country() -> str:
    """The country of the address; "": none is chosen yet."""
    wish = request.args.get("country", "")
    return wish if wish in dict(COUNTRIES) else ""


def _more(draft: OfficialDraft, typed: Any = None) -> MoreForm:
    form = MoreForm(typed)
    offer = queries.offered(draft, *_shelf())
    form.offer(offer.whole, offer.apart)
    return form


def _index(form: FileForm | None = None, there: OfficialDraft | None = None) -> str:
    found = queries.drafts()
    return render_template(
        "official/index.html",
        drafts=found,
        titles=presenters.titles(found, _shelf()[0]),
        there=there,
        names=people.names({one.begun_by for one in found}),
        has_all=queries.has_all(*_shelf()),
        say=presenters,
        form=form or FileForm(),
        columns=", ".join(COLUMNS),
    )


def _asking(form: SourceForm, there: OfficialDraft | None = None) -> str:
    titles = presenters.titles([there], _shelf()[0]) if there else {}
    return render_template("official/new.html", form=form, every=COUNTRIES, there=there, titles=titles)


def _filling(draft: OfficialDraft, form: FiguresForm, more: MoreForm, refused: str = "") -> str:
    _latest, held = queries.before(*_shelf(), draft.country)
    return render_template(
        "official/fill.html",
        draft=draft,
        title=presenters.title(draft, _shelf()[0]),
        form=form,
        lines=presenters.lines(draft, held),
        more=more,
        say=presenters,
        refused=refused,
    )


def _correcting(draft: OfficialDraft, code: str, form: CorrectedForm) -> str:
    name = presenters.title(draft, _shelf()[0])
    return render_template("official/source.html", draft=draft, title=name, code=code, form=form)


def _page(draft: OfficialDraft, refused: str = "") -> str:
    latest, held = queries.before(*_shelf(), draft.country)
    who = {one for one in (draft.begun_by, draft.handed_by, draft.approved_by) if one is not None}
    return render_template(
        "official/show.html",
        draft=draft,
        title=presenters.title(draft, _shelf()[0]),
        lines=presenters.lines(draft, presenters.beside(*_shelf(), draft, held)),
        may_drop=queries.may_drop(me(), draft),
        is_behind=draft.state in queries.OPEN and draft.base != (latest.id if latest else ""),
        may_check=queries.may_check(me(), draft),
        is_hers=queries.is_hers(me(), draft),
        is_open=draft.state in queries.OPEN,
        is_typing=draft.state == OfficialState.TYPING,
        names=people.names(who),
        sources=[(one.code, forms.label(one)) for one in queries.sources(draft)],
        say=presenters,
        form=ReturnForm(),
        refused=refused,
        stood=queries.stands(draft),
    )
