"""Which keys of partners are known, and which of their bundles lie here?"""

from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from litigation_app.core import stood
from litigation_app.core.access import or_not_found
from litigation_app.core.db import db
from litigation_app.gate.partners.models import PartnerKey, PartnerState
from litigation_app.gate.partners.rules import same_organisation
from litigation_app.statistics.releases import PartnerShelf, fingerprints
from litigation_app.statistics.releases.queries import Standing, standings


def everyone() -> list[PartnerKey]:
    """All keys ever proposed, by organisation; those that ended last."""
    found = db.session.scalars(select(PartnerKey).order_by(PartnerKey.organisation, PartnerKey.proposed_at))
    return sorted(found, key=lambda one: one.state == PartnerState.ENDED)


def get(partner_id: UUID) -> PartnerKey:
    """A partner's key; raises NotFound."""
    return or_not_found(db.session.scalar(select(PartnerKey).where(PartnerKey.id == partner_id)))


def stands(partner: PartnerKey) -> str:
    """The sum of what the page shows to whoever compares the key."""
    said = partner.organisation, partner.country, partner.public_key
    return stood.sum_of(partner.id, *said, partner.proposed_by, partner.proposed_at)


def of_key(public_key: str) -> PartnerKey | None:
    """Whose key this is (base64), unless that was declined or withdrawn."""
    stands = PartnerKey.state != PartnerState.ENDED
    return db.session.scalar(select(PartnerKey).where(PartnerKey.public_key == public_key, stands))


def place(root: Path, key: bytes) -> Path:
    """The folder in which this key's bundles lie."""
    return root / fingerprints.folder(key)


def shelves(root: Path) -> list[PartnerShelf]:
    """Where the bundles of each key lie that was ever confirmed; of a key that was named again, as it stands now."""
    confirmed = sorted(
        (one for one in everyone() if one.confirmed_at is not None),
        key=lambda one: (one.state == PartnerState.TRUSTED, one.proposed_at),
    )
    now = {one.public_key: one for one in confirmed}
    found = [
        PartnerShelf(
            one.id, one.organisation, one.country, one.key, place(root, one.key), one.state == PartnerState.TRUSTED
        )
        for one in now.values()
    ]
    return sorted(found, key=lambda one: (one.organisation, one.country))


def trusted() -> list[PartnerKey]:
    """The keys that are believed now."""
    return [one for one in everyone() if one.state == PartnerState.TRUSTED]


def imported_from(root: Path, organisation: str) -> list[Standing]:
    """Every bundle that lies here of this organisation, by whichever of its keys, also what does not hold: the internet remembers."""
    keys = {one.key for one in everyone() if same_organisation(one.organisation, organisation)}
    places = ((place(root, key), key) for key in sorted(keys))
    return [one for path, key in places for one in standings(path, {key})]
