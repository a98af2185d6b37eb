"""The pages of regional publications: choose, look, agree."""

from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.core import stood
from litigation_app.core.access import May, me, needs
from litigation_app.core.language import _, current
from litigation_app.gate.forms import RegionForm
from litigation_app.gate.models import DraftState
from litigation_app.gate.regional import actions, queries
from litigation_app.gate.regional.models import RegionalDraft
from litigation_app.gate.regional.rules import National
from litigation_app.statistics.releases import Row, Table, presenting, vocabulary

bp = Blueprint("regional", __name__, url_prefix="/publishing/regional")


@bp.get("/")
@needs(May.DRAFT_RELEASE)
def index() -> str:
    return _asking(_form(_there()))


@bp.post("/")
@needs(May.DRAFT_RELEASE)
def draft() -> tuple[str, int] | Response:
    there = _there()
    form = _form(there)
    if not form.validate():
        return _asking(form), 422
    try:
        made = actions.draft(me(), title=form.title.data or "", picked=form.picked.data or [], there=there)
    except actions.RegionRefused as refused:
        form.refuse("picked", sentence(refused))
        return _asking(form), 422
    return redirect(url_for("regional.show", draft_id=made.id, done="drafted"), code=303)


@bp.get("/<uuid:draft_id>")
@needs(May.DRAFT_RELEASE)
def show(draft_id: UUID) -> str:
    return _page(queries.get(draft_id))


@bp.post("/<uuid:draft_id>/approval")
@needs(May.APPROVE_RELEASE)
def approve(draft_id: UUID) -> tuple[str, int] | Response:
    found, held = queries.get(draft_id), current_app.extensions
    desk = {"look": _there, "on_shelf": held["shelf"], "signer": held["release_signer"], "seen": stood.sent()}
    try:
        release_id = actions.approve(me(), found, **desk)
    except stood.Changed:
        return _page(found, refused=stood.sentence()), 409
    except actions.RegionRefused as refused:
        return _page(found, refused=sentence(refused)), 422
    return redirect(url_for("publications.show", release_id=release_id, done="published"), code=303)


@bp.post("/<uuid:draft_id>/discard")
@needs(May.DRAFT_RELEASE)
def drop(draft_id: UUID) -> tuple[str, int] | Response:
    found = queries.get(draft_id)
    try:
        actions.drop(me(), found)
    except actions.RegionRefused as refused:
        return _page(found, refused=sentence(refused)), 422
    return redirect(url_for("regional.index", done="dropped"), code=303)


def _there() -> dict[str, National]:
    held = current_app.extensions
    return queries.national(held["shelf"], held["trusted_keys"], held["partner_shelves"]())


def _form(there: dict[str, National]) -> RegionForm:
    form = RegionForm(request.form)
    form.picked.choices = [(name, _line(one)) for name, one in sorted(there.items(), key=lambda pair: pair[1].country)]
    return form


def _line(one: National, added: str = "") -> str:
    """`added`: the years of it that are added up."""
    years = vocabulary.code("YEAR", added or f"{one.release.first.year}_{one.release.last.year}", current())
    country, source = presenting.countries(one.release.countries), presenting.source(one.release.mode)
    whose = ", ".join(one.organisations) or _("this desk")
    return f"{country}, {years}: {one.release.title} ({whose}; {source})"


def _asking(form: RegionForm) -> str:
    drafts = queries.drafts()
    names = people.names({one.drafted_by for one in drafts})
    return render_template("regional/index.html", form=form, drafts=drafts, names=names)


def _page(found: RegionalDraft, refused: str = "") -> str:
    names = people.names({found.drafted_by, found.approved_by} - {None})  # type: ignore[arg-type]
    chosen = queries.chosen(found, _there()) or []
    return render_template(
        "regional/show.html",
        draft=found,
        sheets=[presenting.sheet(_table(found, name), current()) for name in found.proposal["sheets"]],
        left_out=[vocabulary.say("table", name, current()) for name in found.proposal["left_out"]],
        chosen=list(map(_line, chosen, found.proposal.get("added") or [""] * len(chosen))),
        names=names,
        refused=refused,
        stood=queries.stands(found),
        why_not=_why_not(found),
        is_open=found.state == DraftState.DRAFT,
    )


def _table(found: RegionalDraft, name: str) -> Table:
    """A table of the draft as the shelf shows one."""
    rows = tuple(
        Row((year, code), value, low=low, high=high) for year, code, value, low, high in found.proposal["sheets"][name]
    )
    return Table(name, name, "PERSON", "", ("YEAR", found.proposal["by"][name]), rows)


def _why_not(found: RegionalDraft) -> str:
    """Why the person at the screen cannot agree; "" when she can."""
    if not me().may(May.APPROVE_RELEASE):
        return _("A legal coordinator who did not prepare it has to agree.")
    return _("Another person has to agree, not the one who prepared it.") if found.drafted_by == me().id else ""


def sentence(refused: actions.RegionRefused) -> str:
    """Why these cannot be added up or agreed to."""
    run, _space, wanting = refused.of.partition(" ")
    return {
        "few": _("Choose the publications of at least two countries."),
        "gone": _("One of these publications is not here any more. Choose again."),
        "source": _("“%(of)s” is of another source than the others: they count different things.", of=refused.of),
        "rules": _("The numbers of “%(of)s” are suppressed by other rules than those of the others.", of=refused.of),
        "country": _("“%(of)s” is of a country that is chosen twice: its people would count twice.", of=refused.of),
        "organisation": _(
            "“%(of)s” is by an organisation that is chosen twice: its people could count twice.", of=refused.of
        ),
        "cut": _(
            "They print no years in common, alone or together. For sums of %(run)s these years are wanting: %(of)s.",
            run=vocabulary.code("YEAR", run, current()),
            of=wanting,
        ),
        "tables": _("These publications have no table in common."),
        "own_draft": _("You prepared this yourself: another person has to agree."),
        "changed": _(
            "One of the national publications changed since this was prepared. Discard it and prepare it again."
        ),
        "published": _("This is published already."),
        "decided": _("This was decided already."),
    }[refused.reason]
