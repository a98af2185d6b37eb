"""Propose a partner's key, confirm it, end the trust in it, take a bundle that it signed."""

import base64
from collections.abc import Mapping, Set
from pathlib import Path
from uuid import uuid4

from litigation_app import ledger
from litigation_app.core import clock, stood
from litigation_app.core.access import Actor
from litigation_app.core.db import begin_write_alone, db
from litigation_app.core.refused import Refused
from litigation_app.disclosure import policy as policies
from litigation_app.disclosure.effort import Busy
from litigation_app.gate.designs import queries as plan
from litigation_app.gate.partners import bundle_audit, queries, rules
from litigation_app.gate.partners.models import PartnerKey, PartnerState
from litigation_app.statistics.releases import (
    Release,
    ReleaseExists,
    ReleaseSummary,
    fingerprints,
    official,
    shelf,
    signer_of,
    verify_files,
)
from litigation_app.statistics.releases import place as lay


class PartnerRefused(Refused):
    """Why a key cannot be proposed or confirmed, as a code."""


class BundleRefused(Exception):
    """Why a bundle may not lie here, as a code; `of`: the publication, table, country or fingerprint in question, `year`: of a number
    in it the code of the year.
    """

    def __init__(self, reason: str, of: str | Release | ReleaseSummary = "", year: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.of = of
        self.year = year


def propose(actor: Actor, *, organisation: str, country: str, key: bytes, own_keys: Set[bytes]) -> PartnerKey:
    """Name the organisation whose key this is said to be; another person compares it. Raises PartnerRefused."""
    _begin_alone()
    if key in own_keys:
        raise PartnerRefused("own_key")
    written = base64.b64encode(key).decode()
    if queries.of_key(written) is not None:
        raise PartnerRefused("known_key")
    row = PartnerKey(
        id=uuid4(),
        organisation=organisation,
        country=country,
        public_key=written,
        state=PartnerState.PROPOSED,
        proposed_by=actor.id,
        proposed_at=clock.now(),
    )
    db.session.add(row)
    ledger.write(act="propose_partner", by=actor.id, of=f"partner:{row.id}", facts=_facts(row))
    return row


def confirm(actor: Actor, partner: PartnerKey, *, seen: str) -> None:
    """Believe this key, as the second person, who has compared the fingerprint on her page (`seen`, its sum).

    Raises stood.Changed, PartnerRefused.
    """
    _begin_alone(partner)
    if partner.state != PartnerState.PROPOSED:
        raise PartnerRefused("decided")
    if partner.proposed_by == actor.id:
        raise PartnerRefused("own_proposal")
    stood.require(seen, queries.stands(partner))
    partner.state = PartnerState.TRUSTED
    partner.confirmed_by, partner.confirmed_at = actor.id, clock.now()
    ledger.write(act="confirm_partner", by=actor.id, of=f"partner:{partner.id}", facts=_facts(partner))


def end(actor: Actor, partner: PartnerKey) -> None:
    """Decline a key that was proposed, or believe it no longer; its bundles stay, unshown. Raises PartnerRefused."""
    _begin_alone(partner)
    if partner.state == PartnerState.ENDED:
        raise PartnerRefused("decided")
    act = "withdraw_partner" if partner.state == PartnerState.TRUSTED else "decline_partner"
    partner.state = PartnerState.ENDED
    partner.ended_by, partner.ended_at = actor.id, clock.now()
    ledger.write(act=act, by=actor.id, of=f"partner:{partner.id}", facts=_facts(partner))


def take(
    actor: Actor, files: Mapping[str, bytes], *, root: Path, own: Path, own_keys: Set[bytes]
) -> tuple[PartnerKey, Release]:
    """Lay a partner's bundle under its key's folder, every byte checked; raises ReleaseBroken, BundleRefused.

    What may not lie here, or gives away what it withholds, is refused before anything is written. The entry of the access log
    is on disk before the bundle is; whoever brings one at the same moment waits, and is judged beside what lies here then.
    `own`: this desk's shelf.
    """
    bundle = verify_files(files, {_known_signer(files, own_keys)})
    partner = _sender(bundle, root, own, own_keys)
    _require_hidden(bundle)
    ref = {"ref": bundle.id}
    ledger.append_alone(
        act="take_bundle", by=actor.id, of=f"partner:{partner.id}", session_id=actor.session_id, facts=ref
    )
    _begin_alone()
    partner = _sender(bundle, root, own, own_keys)
    try:
        lay(queries.place(root, partner.key), bundle.id, files)
    except ReleaseExists as there:
        raise BundleRefused("replayed", bundle) from there
    except OSError as error:
        raise BundleRefused("disk") from error
    return partner, bundle


def _known_signer(files: Mapping[str, bytes], own_keys: Set[bytes]) -> bytes:
    """Whose signature it is; what a stranger signed is not even read. Raises ReleaseBroken, BundleRefused."""
    key = signer_of(files)
    if key not in own_keys and not any(one.key == key for one in queries.trusted()):
        raise BundleRefused("stranger", fingerprints.spoken(key))
    return key


def _sender(bundle: Release, root: Path, own: Path, own_keys: Set[bytes]) -> PartnerKey:
    """The trusted partner who signed it, if nothing speaks against it; raises BundleRefused."""
    partner = next((one for one in queries.trusted() if one.key == bundle.signed_by), None)
    sender = rules.Sender(partner.organisation, partner.country) if partner else None
    there = queries.imported_from(root, partner.organisation) if partner else []
    held = tuple(one.release for one in there if one.release is not None)
    broken = next((one.summary for one in there if one.release is None), None)
    policy = policies.public()
    known = planned(bundle.mode)
    here = rules.Here(held, tuple(shelf(own)), own_keys, policy.digest, policy.k, known, public(bundle.mode), broken)
    why = rules.objection(bundle, sender, here)
    if why is not None or partner is None:
        reason, of = why or ("stranger", "")
        raise BundleRefused(reason, fingerprints.spoken(bundle.signed_by) if reason == "stranger" else of)
    return partner


def public(mode: str) -> set[str]:
    """The tables of public acts of a source: those of another, or of one that this desk does not know, are none here."""
    sheets = plan.every_sheet(mode) if mode in plan.PLANS else ()
    return {one.id for one in sheets if plan.is_public(mode, one.id)}


def planned(mode: str) -> rules.Planned:
    """The unit and the dimensions of every table that publications of a source have; of a source that this desk does not know,
    what tables of that name have in any that it knows.
    """
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for one in [mode] if mode in plan.PLANS else plan.PLANS:
        for sheet in plan.every_sheet(one):
            found.setdefault(sheet.id, []).append((sheet.unit, sheet.dimensions))
    return found


def _require_hidden(bundle: Release) -> None:
    """Whoever publishes it here vouches for it too: what it withholds must not follow from what it prints. Raises BundleRefused."""
    if bundle.mode == official.MODE:  # nothing of those is ever withheld
        return
    try:
        place = bundle_audit.given_away(bundle, policies.public().k)
    except bundle_audit.Contradicts as wrong:
        raise BundleRefused("sums") from wrong
    except bundle_audit.TooLarge as stop:
        raise BundleRefused("large") from stop
    except Busy as stop:
        raise BundleRefused("busy") from stop
    if place is not None:
        raise BundleRefused("given_away" if place.is_printed else "left_over", place.table, place.year)


def _begin_alone(partner: PartnerKey | None = None) -> None:
    """From here to the commit nobody else changes the trust in keys or brings a bundle."""
    begin_write_alone(PartnerKey)
    if partner is not None:
        db.session.refresh(partner)
    else:
        db.session.expire_all()


def _facts(partner: PartnerKey) -> dict[str, str | int]:
    return {"country": partner.country, "ref": fingerprints.folder(partner.key)}
