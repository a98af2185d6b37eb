"""Whose is a publication, and what do addresses call it? The same contents have the same id everywhere: the key tells."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from litigation_app.statistics.releases.shapes import PartnerShelf, Release


@dataclass(frozen=True)
class Whose:
    """The partners whose publications are shown beside this desk's own."""

    partners: tuple[PartnerShelf, ...] = field(default=())

    @classmethod
    def of(cls, shelves: Iterable[PartnerShelf]) -> "Whose":
        """Those of them that are trusted."""
        return cls(tuple(one for one in shelves if one.is_trusted))

    def partner(self, release: Release | None) -> PartnerShelf | None:
        """Whose key signed it; None: this desk's own, or there is none."""
        return next((one for one in self.partners if release and one.key == release.signed_by), None)

    def organisation(self, release: Release) -> str:
        """Its partner's name; "": it is this desk's own."""
        partner = self.partner(release)
        return partner.organisation if partner else ""

    def address(self, release: Release) -> str:
        """What a query names it by: of this desk its id, of a partner his number and its id."""
        partner = self.partner(release)
        return f"{partner.partner}/{release.id}" if partner else release.id
