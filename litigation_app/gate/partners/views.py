"""The pages of partners: whose keys are believed, and the bundles that they signed."""

from collections.abc import Callable
from functools import partial
from typing import IO
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from litigation_app.accounts import queries as people
from litigation_app.core import stood
from litigation_app.core.access import Actor, May, me, needs
from litigation_app.core.language import _
from litigation_app.core.uploads import takes_files
from litigation_app.gate.forms import COUNTRIES
from litigation_app.gate.partners import actions, presenters, queries
from litigation_app.gate.partners.forms import BundleForm, PartnerForm
from litigation_app.gate.partners.models import PartnerKey, PartnerState
from litigation_app.gate.partners.rules import key_of
from litigation_app.statistics.releases import ReleaseBroken, fingerprints
from litigation_app.statistics.releases.unpacking import unzipped

bp = Blueprint("partners", __name__, url_prefix="/publishing/partners")


@bp.get("/")
@needs(May.DRAFT_RELEASE)
def index() -> str:
    return _page()


@bp.get("/new")
@needs(May.DRAFT_RELEASE)
def new() -> str:
    return _asking(_form())


@bp.post("/")
@needs(May.DRAFT_RELEASE, fresh=True)
def propose() -> tuple[str, int] | Response:
    form = _form()
    if not form.validate():
        return _asking(form), 422
    said = {"organisation": form.organisation.data or "", "country": form.country.data or ""}
    try:
        actions.propose(me(), **said, key=key_of(form.key.data or ""), own_keys=current_app.extensions["trusted_keys"])
    except actions.PartnerRefused as refused:
        form.refuse("key", presenters.refused(refused))
        return _asking(form), 422
    return redirect(url_for("partners.index", done="partner-proposed"), code=303)


@bp.post("/<uuid:partner_id>/confirmation")
@needs(May.TRUST_PARTNER)
def confirm(partner_id: UUID) -> tuple[str, int] | Response:
    refused = _done(partner_id, partial(actions.confirm, seen=stood.sent()))
    return refused or redirect(url_for("partners.index", done="partner-confirmed"), code=303)


@bp.post("/<uuid:partner_id>/end")
@needs(May.TRUST_PARTNER)
def end(partner_id: UUID) -> tuple[str, int] | Response:
    refused = _done(partner_id, actions.end)
    return refused or redirect(url_for("partners.index", done="partner-ended"), code=303)


@bp.post("/bundles")
@needs(May.DRAFT_RELEASE)
@takes_files
def take() -> tuple[str, int] | Response:
    form = BundleForm(request.files)
    if form.stream is None:
        form.refuse("bundle", _("Choose a file."))
        return _page(form), 422
    try:
        partner, bundle = _taken(form.stream)
    except (actions.BundleRefused, ReleaseBroken) as refused:
        form.refuse("bundle", presenters.not_taken(refused))
        return _page(form), 422
    shown = url_for("publications.of_partner", partner_id=partner, release_id=bundle, done="bundle-taken")
    return redirect(shown, code=303)


def _done(partner_id: UUID, act: Callable[[Actor, PartnerKey], None]) -> tuple[str, int] | None:
    """Do it; the page with the refusal where it cannot be done."""
    found = queries.get(partner_id)
    try:
        act(me(), found)
    except stood.Changed:
        return _page(refused=stood.sentence()), 409
    except actions.PartnerRefused as refused:
        return _page(refused=presenters.refused(refused)), 422
    return None


def _taken(stream: IO[bytes]) -> tuple[UUID, str]:
    held = current_app.extensions
    places = {"root": held["partner_releases"], "own": held["shelf"], "own_keys": held["trusted_keys"]}
    partner, bundle = actions.take(me(), unzipped(stream), **places)
    return partner.id, bundle.id


def _asking(form: PartnerForm) -> str:
    return render_template("partners/new.html", form=form)


def _form() -> PartnerForm:
    form = PartnerForm(request.form)
    form.offer()
    return form


def _page(form: BundleForm | None = None, refused: str = "") -> str:
    found = queries.everyone()
    who = {one for row in found for one in (row.proposed_by, row.confirmed_by, row.ended_by) if one is not None}
    return render_template(
        "partners/index.html",
        partners=[(one, fingerprints.spoken(one.key), _why_not(one)) for one in found],
        stands=queries.stands,
        own=fingerprints.spoken(current_app.extensions["release_signer"].public_key()),
        names=people.names(who),
        countries=dict(COUNTRIES),
        states=PartnerState,
        may_trust=me().may(May.TRUST_PARTNER),
        may_cosign=me().may(May.COSIGN),
        form=form or BundleForm(),
        refused=refused,
    )


def _why_not(partner: PartnerKey) -> str:
    """Why the person at the screen cannot confirm this key; "" when she can."""
    if not me().may(May.TRUST_PARTNER):
        return _("A legal coordinator who did not propose it has to confirm.")
    return _("Another person has to confirm, not the one who proposed it.") if partner.proposed_by == me().id else ""
